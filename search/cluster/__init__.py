"""Elasticsearch: what it holds, how it is asked, and how it is kept in step with the database."""

"""Searches that found nothing: the words and how often, and nothing of who searched."""

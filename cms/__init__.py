"""The content: page types, reference data, organisations, access labels and privacy checks.

Knows Django and Wagtail, and nothing of `search` or `portal`: publishing works without either.
"""

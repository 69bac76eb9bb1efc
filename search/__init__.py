"""The finding: one contract, the engines behind it, indexing, facets and results.

Reads `cms.models` and `cms.access`; nothing in `cms` knows of this package.
"""

"""Dutch analysis: from text to terms, the same for what is indexed and what is typed.

The lists in `data/` are in Elasticsearch's own file formats, so that both engines read one set.
"""

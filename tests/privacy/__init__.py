"""How much personal data the finder finds: marked sentences, measured per kind.

`sentences/tuning*.yaml` may be looked at while the finder is improved. `sentences/heldout*.yaml`
were written before it existed and are only for measuring: the report prints their totals, never
their errors, and nobody changes a pattern or a word list because of a sentence in them. One person
wrote both sets and the finder, in one go: texts of others will give lower figures. All persons and
numbers are invented; a BSN that passes the test begins with 99999 where it can.
"""

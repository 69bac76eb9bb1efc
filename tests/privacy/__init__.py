"""How much personal data the finder finds: marked sentences, measured per kind.

`sentences/tuning*.yaml` may be looked at while the finder is improved. `sentences/heldout*.yaml`
were written before it existed and are only for measuring: the report prints their totals, never
their errors, and nobody changes a pattern or a word list because of a sentence in them. One person
wrote both sets and the finder, in one go: texts of others give lower figures. How much lower, the
first look at `sentences/fresh*.yaml` told, which somebody else wrote before reading the finder's
rules (docs/benchmarks.md). What it missed has been mended since, so that it measures no more.
All persons and numbers are invented; a BSN that passes the test begins with 99999 where it can.
"""

"""The reference data: tables of our own under `data/`, and what loads them.

`files` reads CSV and YAML and remembers lines, `tables` checks them, `terms` brings them into the
database, `groups` and `tree` make what hangs on them, and `loader` does it all in one transaction.
"""

"""The demo: example content as one readable file an item, and an account for each role.

`files` finds what people wrote, `fields` turns it into values of the models, `pages` and `contacts`
bring it into the database, `accounts` makes people, and `loader` does it all in one transaction.
"""

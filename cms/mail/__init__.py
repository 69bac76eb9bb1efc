"""Mail: every message waits in a queue, and news for one person comes together.

`backend` takes what anything in the portal sends and keeps it until `delivery` got it away, outside
any request. `notices` gathers what somebody is to be told, as each person chose (`choices`).
Mail is read on other machines: it names no item and no contact.
"""

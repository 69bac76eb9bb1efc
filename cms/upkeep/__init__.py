"""Keeping right what stands here: review dates of items, checks of contacts, and who is asked.

`dates` says until when an item is right and moves that day, `keepers` who sees to it, `reminders`
asks them (`manage.py remind`, once a day), and `reports` lists what is due.
"""

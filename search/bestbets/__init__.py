"""Best bets: an item that editors pin to the words readers type.

It stands above the hits, for those who may read it, whichever engine answers (docs/adr/0007).
"""

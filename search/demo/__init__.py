"""The search's own part of the demo: example best bets as one readable file."""

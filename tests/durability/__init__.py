"""Ten thousand changes, while all that tells the cluster of them is killed again and again."""

SHORTEST, LONGEST = 0.5, 4.0  # seconds that something lasts, or that all is well

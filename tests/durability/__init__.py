"""Ten thousand changes, while all that tells the cluster of them is killed again and again."""

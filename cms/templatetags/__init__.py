"""Template tags for what stands on every page."""

"""A Word file becomes a draft: read apart, placed by its headings, nothing lost."""

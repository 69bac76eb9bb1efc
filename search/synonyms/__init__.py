"""Synonyms: a reviewed file, and beside it rules that editors write in the CMS.

They are expanded when somebody searches, so a change works at once, in every process, whichever
engine answers. Nothing is indexed with them.
"""

from search.synonyms.expansion import Synonyms, reviewed, with_editors
from search.synonyms.rules import Terms

__all__ = ["Synonyms", "Terms", "reviewed", "with_editors"]

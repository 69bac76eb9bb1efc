"""What the reading pages print: one function a page type, each (page, request) -> context.

Models call these from `get_context`, so nothing here imports `cms.models`; classes are looked up
in the app registry when a page is shown.
"""

from cms.reading.containers import knowledge_index_context, standard_context
from cms.reading.dossiers import collection_context
from cms.reading.home import home_context
from cms.reading.items import item_context
from cms.reading.organisations import organisation_context, organisation_index_context
from cms.reading.topics import topic_context, topic_index_context

__all__ = [
    "collection_context",
    "home_context",
    "item_context",
    "knowledge_index_context",
    "organisation_context",
    "organisation_index_context",
    "standard_context",
    "topic_context",
    "topic_index_context",
]

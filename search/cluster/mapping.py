"""What an index holds: one strict mapping, made of one document class and the table of facets.

Texts come in as terms (search/analysis/dutch.py) with a space between, and the cluster does no more
than split them there. So both engines find the same words, on every version of the server.
"""

import json
from functools import cache
from typing import Any

from elasticsearch.dsl import Date, Document, Integer, Keyword, Long, Mapping, MetaField, Text
from elasticsearch.dsl.analysis import analyzer

from search.facets import FACETS
from search.made_with import fingerprint_of

TERMS = analyzer("terms", type="whitespace")
# Not searched: read from the column when a hit or an index is looked at.
_KEPT: dict[str, Any] = {"index": False, "doc_values": True}


class ItemDocument(Document):
    """A published item, or the tombstone of one: without `access` nobody finds it."""

    page_id = Long()
    version = Long()
    content_hash = Keyword(**_KEPT)
    access = Keyword()
    published_on = Date(format="yyyy-MM-dd")
    links = Long(**_KEPT)
    facets = Keyword()  # of all facets, to be counted in one pass (search/cluster/counts.py)
    sizes = Integer()  # how many size classes it is for
    title = Text(analyzer=TERMS)
    front = Text(analyzer=TERMS)
    body = Text(analyzer=TERMS)

    class Meta:
        """Whatever is not listed is refused."""

        dynamic = MetaField("strict")


def index_mapping() -> dict[str, Any]:
    """Return the mapping of a new index, marked with what it is made with."""
    return {**_mapping(), "_meta": {"fingerprint": fingerprint()}}


def _mapping() -> dict[str, Any]:
    """Return the fields of an item, and one for every facet to be chosen by."""
    mapping = Mapping()
    mapping.update(ItemDocument._doc_type.mapping)
    for facet in FACETS:
        mapping.field(facet.name, Keyword(doc_values=False))
    described: dict[str, Any] = mapping.to_dict()
    return described


def index_settings() -> dict[str, Any]:
    """Return the settings of a new index that no operator needs to change."""
    return {
        # One shard holds millions of items, and its counts are exact without asking twice.
        "number_of_shards": 1,
        "refresh_interval": "1s",
        # Far more is read than written: few and large pieces, each of which costs every question.
        "merge.policy.segments_per_tier": 4,
        "analysis": TERMS.get_analysis_definition(),
    }


@cache
def fingerprint() -> str:
    """Return what an index must have been made with to give today's answers, 16 hex digits.

    It changes with the mapping, and with all that makes what is sent (search/made_with.py).
    """
    shape = json.dumps([_mapping(), index_settings()["analysis"]], sort_keys=True)
    return fingerprint_of(["cluster/counts.py", "cluster/writing.py"], shape=shape)

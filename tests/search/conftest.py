"""Documents written straight into the projection, where a test needs no page behind them."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from search.document import Document
from search.facets import pack
from search.indexing import write

_ids = count(900_001)


def make_document(title: str = "Voorbeeld", **fields: Any) -> Document:
    """Build a document that everybody may read; `facets` as {name: values}."""
    values = {
        "page_id": next(_ids),
        "summary": "",
        "keywords": "",
        "body": "",
        "links": "",
        "tokens": frozenset({"public"}),
        "published_on": date(2026, 3, 1),
        **fields,
    }
    return Document(title=title, facets=pack(values.pop("facets", {})), **values)


@pytest.fixture
def add_document(db: None) -> Callable[..., int]:
    """Write a document and return its page id."""

    def add(title: str = "Voorbeeld", **fields: Any) -> int:
        document = make_document(title, **fields)
        write(document)
        return document.page_id

    return add

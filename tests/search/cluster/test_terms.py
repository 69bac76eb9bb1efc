"""Both engines hold the same terms: the cluster takes ours as they are."""

from collections.abc import Iterator

import pytest
import yaml

from cms.demo.files import OWN_CONTENT
from search.analysis.dutch import index_terms
from search.cluster import client, mapping
from tests.cluster import needs_cluster

TRAPS = (
    "OM om VNG's foto's é ë ĳ B&W 's-Hertogenbosch xtc-lab drugs\u00adafval A16 2024/1 art. 285d"
    " ﬁets ₂ \u0301"
    " vergunningverlening gemeentehuizen woonoverlast mensenhandel burgemeester bedrijven huizen"
)


def texts() -> Iterator[str]:
    yield TRAPS
    for file in sorted(OWN_CONTENT.glob("*/*.yaml")):
        yield "\n".join(strings(yaml.safe_load(file.read_text())))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


@needs_cluster
@pytest.mark.django_db
@pytest.mark.usefixtures("real_cluster")
def test_the_vocabulary_of_the_demo_and_the_traps_come_through_unchanged() -> None:
    for text in texts():
        terms = index_terms(text)
        answer = client.writing().indices.analyze(
            index=client.index_prefix(), analyzer="terms", text=terms
        )
        assert [token["token"] for token in answer["tokens"]] == terms.split(" ")
        assert [token["position"] for token in answer["tokens"]] == list(range(len(terms.split())))


def test_an_index_is_marked_with_what_it_was_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = mapping.fingerprint()
    assert mapping.index_mapping()["_meta"] == {"fingerprint": mark}
    assert len(mark) == 16
    mapping.fingerprint.cache_clear()
    try:
        monkeypatch.setattr(mapping, "FACETS", mapping.FACETS[1:])
        assert mapping.fingerprint() != mark
    finally:
        mapping.fingerprint.cache_clear()


def test_every_facet_can_be_chosen_by_and_nothing_else_is_accepted() -> None:
    made = mapping.index_mapping()
    assert made["dynamic"] == "strict"
    for facet in mapping.FACETS:
        assert made["properties"][facet.name] == {"type": "keyword", "doc_values": False}

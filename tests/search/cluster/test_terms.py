"""Both engines hold the same terms: the cluster takes ours as they are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from cms.demo.files import OWN_CONTENT
from search import made_with
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


def other_file(name: str) -> Callable[[pytest.MonkeyPatch], None]:
    read = Path.read_bytes

    def change(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Path, "read_bytes", lambda file: read(file) + b"\n" * (file.name == name))

    return change


# What differs, and whether the projection and the index must be made anew.
DIFFERS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], bool, bool]] = {
    "nothing": (lambda patch: None, False, False),
    "a facet less": (lambda p: p.setattr(mapping, "FACETS", mapping.FACETS[1:]), False, True),
    "facets as numbers": (lambda p: p.setattr(mapping, "Keyword", mapping.Long), False, True),
    "the stemmer": (lambda p: p.setattr(made_with, "version", lambda name: "4"), True, True),
    "our Dutch": (other_file("dutch.py"), True, True),
    "a list": (other_file("stopwords_nl.txt"), True, True),
    "a list of the question": (other_file("synonyms_nl.txt"), False, False),
    "the facets": (other_file("facets.py"), True, True),
    "what is sent": (other_file("writing.py"), False, True),
    "what is kept": (other_file("document.py"), True, False),
}


@pytest.mark.parametrize(("change", "projection", "index"), DIFFERS.values(), ids=DIFFERS)
def test_what_was_made_with_something_else_is_marked_otherwise(
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch], None],
    projection: bool,
    index: bool,
) -> None:
    before = [fingerprint() for fingerprint in FINGERPRINTS]
    forget()
    change(monkeypatch)
    after = [fingerprint() for fingerprint in FINGERPRINTS]
    monkeypatch.undo()
    forget()
    assert [a != b for a, b in zip(after, before, strict=True)] == [projection, index]


FINGERPRINTS = (made_with.projection_fingerprint, mapping.fingerprint)


def forget() -> None:
    for fingerprint in FINGERPRINTS:
        fingerprint.cache_clear()


def test_an_index_is_marked_with_what_it_was_made_of() -> None:
    mark = mapping.fingerprint()
    assert mapping.index_mapping()["_meta"] == {"fingerprint": mark}
    assert len(mark) == 16


def test_every_facet_can_be_chosen_by_and_nothing_else_is_accepted() -> None:
    made = mapping.index_mapping()
    assert made["dynamic"] == "strict"
    for facet in mapping.FACETS:
        assert made["properties"][facet.name] == {"type": "keyword", "doc_values": False}

"""What every engine owes: the same hits, totals and counts for the same question."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cms.access import STRANGER, Reader
from search.contract import MAX_PAGE_SIZE, WINDOW, SearchQuery, SearchResults
from search.search import search

Add = Callable[..., int]

MEMBER = Reader(frozenset({"public", "community", "org:3", "client-of:7"}))


def ask(engine: str, text: str = "", **options: Any) -> SearchResults:
    return search(SearchQuery(text=text, **{"reader": STRANGER, **options}), engine=engine)


def counts(found: SearchResults, name: str) -> dict[str, int]:
    facet = next(facet for facet in found.facets if facet.name == name)
    return {bucket.value: bucket.count for bucket in facet.buckets}


def test_nobody_can_forget_the_reader() -> None:
    with pytest.raises(TypeError):
        SearchQuery(**{"text": "drugs"})


@pytest.mark.parametrize(
    "options",
    [{"page": 0}, {"page": 1001}, {"page_size": 0}, {"page_size": 101}, {"sort": "oldest"}],
)
def test_a_query_out_of_bounds_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"choose|only"):
        SearchQuery(reader=STRANGER, **options)


def test_the_window_is_ten_thousand_hits() -> None:
    SearchQuery(reader=STRANGER, page=WINDOW // MAX_PAGE_SIZE, page_size=MAX_PAGE_SIZE)


def test_an_engine_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        ask("fastest")


def test_words_match_wherever_they_stand(engine: str, add_document: Add) -> None:
    both = add_document("Lab in de schuur", body="Er lag drugsafval.")
    add_document("Lab in de stad")
    assert ask(engine, "schuur drugsafval").page_ids == (both,)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("oov", "Openbare orde en veiligheid in de kern"),
        ("openbare orde en veiligheid", "De OOV-adviseur"),
        ("integrale veiligheid", "De OOV-adviseur"),
        ("bedreigd raadslid", "Bedreiging van gemeenteraadsleden"),
        ("overlast", "Woonoverlast aan de haven"),
        ("OM", "De officier van justitie belt"),
        ("Openbaar Ministerie", "Het OM belt"),
        ("foto", "Vier foto's"),
        ("b&w", "Burgemeester en wethouders: het college"),
        ("regionaal informatie- en expertisecentrum", "Het RIEC"),
        ("xtc-lab", "Een drugslab gevonden"),
        ("geintimideerd", "Intimidatie"),
        ("GEÏNTIMIDEERD", "intimidatie"),
    ],
)
def test_what_is_meant_is_found(engine: str, add_document: Add, typed: str, written: str) -> None:
    found = add_document(written)
    add_document("Iets anders")
    assert ask(engine, typed).page_ids == (found,)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("OM", "Om de hoek"),
        ("lenin", "Vergunningverlening"),
        ("bio", "Biologie"),
        ("ela", "Relatie"),
        ("mit", "Committeren, mits"),
        ("ipo", "Tipografie"),
        ("woonoverlast", "Wonen met overlast"),
        ("integrale veiligheid", "Veiligheid is niet integrale kost"),
        ('"orde veiligheid"', "Orde en veiligheid"),
        ("meester", "Burgemeester"),
        ('"gemeente raadslid"', "Gemeenteraadslid"),
    ],
)
def test_what_is_not_meant_is_not_found(
    engine: str, add_document: Add, typed: str, written: str
) -> None:
    add_document(written)
    if typed == "integrale veiligheid":  # words of a known expression may stand apart
        assert ask(engine, '"integrale veiligheid"').total == 0
    else:
        assert ask(engine, typed).total == 0


def test_all_of_a_long_document_is_found(engine: str, add_document: Add) -> None:
    """Words and phrases too that stand behind 17,000 others, or occur more often than counts."""
    often = "orde en dat en rust en " * 150  # more than PostgreSQL keeps positions of one word
    long = add_document("Lang", body=often + "de straat " * 8_500 + "lab in orde en veiligheid")
    add_document("Kort", body="orde veiligheid en lab, orde")
    for text in ("lab", '"orde en veiligheid"', '"straat lab in orde"', "straat", "orde en rust"):
        assert long in ask(engine, text).page_ids
    assert ask(engine, '"orde en veiligheid"').page_ids == (long,)
    assert ask(engine, '"rust en straat"').total == ask(engine, '"lab straat"').total == 0


def test_best_match_first_and_newest_first(engine: str, add_document: Add) -> None:
    in_body = add_document(
        "Een", body="hennep " + "en nog wat " * 30, published_on=date(2026, 9, 1)
    )
    in_title = add_document("Hennep", published_on=date(2025, 1, 1))
    for _number in range(5):
        add_document("Iets anders")
    assert ask(engine, "hennep").page_ids == (in_title, in_body)
    assert ask(engine, "hennep", sort="relevance").page_ids == (in_title, in_body)
    assert ask(engine, "hennep", sort="newest").page_ids == (in_body, in_title)


def test_words_in_a_title_weigh_most_also_when_they_stand_everywhere(
    engine: str, add_document: Add
) -> None:
    """A word in more than half of the documents tells little, but a title that has it does."""
    long_text = "Over bedreiging en nog veel meer. " * 40
    titled = add_document("Thuis bedreigd", body=long_text * 5)
    for _number in range(5):
        add_document("Iets", summary="Bedreiging", body=long_text + "Thuis.")
    assert ask(engine, "bedreiging thuis").page_ids[0] == titled


def test_what_was_typed_comes_before_a_synonym(engine: str, add_document: Add) -> None:
    typed = add_document("Hennep in de schuur")
    add_document("Wiet in de schuur")
    for _number in range(3):
        add_document("Iets anders")
    assert ask(engine, "hennep").page_ids[0] == typed
    assert ask(engine, "hennep").total == 2


def test_without_text_newest_first_and_equal_ranks_by_page_id(
    engine: str, add_document: Add
) -> None:
    old = add_document(published_on=date(2020, 1, 1))
    first, second = add_document(), add_document()
    undated = add_document(published_on=None)
    assert ask(engine).page_ids == (second, first, old, undated)
    assert ask(engine, "voorbeeld").page_ids == (undated, second, first, old)
    assert ask(engine, sort="relevance").page_ids == ask(engine).page_ids


def test_pages_follow_on_each_other(engine: str, add_document: Add) -> None:
    ids = [add_document() for _number in range(5)]
    pages = [ask(engine, page=page, page_size=2) for page in (1, 2, 3, 4)]
    assert [found.page_ids for found in pages] == [
        (ids[4], ids[3]),
        (ids[2], ids[1]),
        (ids[0],),
        (),
    ]
    assert {found.total for found in pages} == {5}


def test_values_within_a_facet_are_or_and_facets_are_and(engine: str, add_document: Add) -> None:
    case = add_document(facets={"kind": ("praktijkvoorbeeld",), "phase": ("reageren",)})
    lesson = add_document(facets={"kind": ("les",), "phase": ("reageren", "herstellen")})
    guide = add_document(facets={"kind": ("handreiking",), "phase": ("voorkomen",)})
    two = {"kind": ("les", "praktijkvoorbeeld")}
    assert set(ask(engine, filters=two).page_ids) == {case, lesson}
    assert ask(engine, filters={**two, "phase": ("herstellen",)}).page_ids == (lesson,)
    assert ask(engine, filters={"kind": ()}).total == 3
    assert guide in ask(engine).page_ids


def test_an_item_may_have_every_value_there_is(engine: str, add_document: Add) -> None:
    many = tuple(sorted(f"onderwerp-{'zyx' * (number % 7)}-{number}" for number in range(1_000)))
    page_id = add_document(facets={"topic": many, "kind": ("les",)})
    found = ask(engine, filters={"topic": many[7:8]})
    assert found.page_ids == (page_id,)
    assert len(counts(found, "topic")) == len(many)


def test_a_count_ignores_the_choice_in_its_own_facet(engine: str, add_document: Add) -> None:
    add_document(facets={"kind": ("les",), "phase": ("reageren",)})
    add_document(facets={"kind": ("handreiking",), "phase": ("reageren",)})
    add_document(facets={"kind": ("handreiking",), "phase": ("voorkomen",)})
    found = ask(engine, filters={"kind": ("les",)})
    assert found.total == 1
    assert counts(found, "kind") == {"les": 1, "handreiking": 2}
    assert counts(found, "phase") == {"reageren": 1}


def test_a_chosen_value_stays_in_sight_without_hits(engine: str, add_document: Add) -> None:
    add_document(facets={"kind": ("les",)})
    found = ask(engine, filters={"phase": ("herstellen",)})
    assert found.total == 0
    assert counts(found, "phase") == {"herstellen": 0}
    assert counts(found, "kind") == {}


def test_a_chosen_sub_topic_keeps_its_main_topic_in_sight(engine: str, db: None) -> None:
    found = ask(engine, filters={"topic": ("bedreiging",)})
    assert counts(found, "topic") == {"agressie-en-intimidatie": 0, "bedreiging": 0}


def test_values_have_names_and_an_order(engine: str, add_document: Add) -> None:
    add_document(facets={"size": ("50000-100000", "tot-20000"), "year": ("2024",)})
    add_document(facets={"role": ("wethouder",), "year": ("2026",)})
    add_document(facets={"role": ("raadslid", "wethouder"), "kind": ("les",)})
    add_document(facets={"role": ("griffier",), "kind": ("praktijkvoorbeeld",)})
    facets = {facet.name: facet.buckets for facet in ask(engine).facets}
    assert [bucket.value for bucket in facets["size"]] == ["tot-20000", "50000-100000"]
    assert [bucket.value for bucket in facets["year"]] == ["2026", "2024"]
    assert [bucket.value for bucket in facets["kind"]] == ["praktijkvoorbeeld", "les"]
    assert [bucket.label for bucket in facets["role"]] == [
        "Wethouder",
        "Griffier of Statengriffier",
        "Raadslid",
    ]


def test_a_value_that_lost_its_name_shows_itself(engine: str, add_document: Add) -> None:
    add_document(facets={"province": ("atlantis",)})
    bucket = next(f for f in ask(engine).facets if f.name == "province").buckets[0]
    assert (bucket.label, bucket.count) == ("atlantis", 1)


@pytest.mark.parametrize(
    ("tokens", "is_found"),
    [
        ({"public"}, (True, True)),
        ({"community"}, (False, True)),
        ({"org:3"}, (False, True)),
        ({"org:3", "client-of:3"}, (False, True)),
        ({"client-of:7", "org:7"}, (False, True)),
        ({"client-of:3"}, (False, False)),
        ({"org:33"}, (False, False)),
        (set(), (False, False)),
    ],
)
def test_hits_totals_and_counts_are_of_the_reader(
    engine: str, add_document: Add, tokens: set[str], is_found: tuple[bool, bool]
) -> None:
    add_document("Lab", tokens=frozenset(tokens), facets={"kind": ("les",)})
    for reader, expected in zip((STRANGER, MEMBER), is_found, strict=True):
        for text in ("lab", ""):
            found = ask(engine, text, reader=reader)
            assert (found.total, len(found.page_ids)) == (expected, expected)
            assert counts(found, "kind") == ({"les": 1} if expected else {})
    nobody = Reader(frozenset())
    assert ask(engine, reader=nobody).total == ask(engine, "lab", reader=nobody).total == 0


def test_a_hit_has_a_score_and_a_highlight(engine: str, add_document: Add) -> None:
    page_id = add_document("Lab & schuur", summary="Een drugslab.")
    for _number in range(3):
        add_document("Iets anders")
    found = ask(engine, "lab")
    assert found.engine == engine
    assert found.scores[page_id] > 0
    assert found.highlights[page_id].title == "<mark>Lab</mark> &amp; schuur"
    assert ask(engine).highlights == {}

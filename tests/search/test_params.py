"""Every state of the search page is an address, and every address is a state."""

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cms.access import STRANGER
from search.contract import Sort
from search.facets import BY_PARAM
from search.params import Params, parse
from search.vocabulary import Name, Vocabulary

KNOWN = {
    "soort": "les",
    "onderwerp": "bedreiging",
    "grootte": "tot-20000",
    "rol": "wethouder",
    "fase": "reageren",
    "regio": "limburg",
    "provincie": "utrecht",
    "organisatie": "vng",
    "jaar": "2026",
}
VOCABULARY = Vocabulary(
    names={
        **{
            BY_PARAM[param].name: {value: Name(value.title()), "ander": Name("Ander")}
            for param, value in KNOWN.items()
            if param != "jaar"
        },
        "topic": {
            "agressie": Name("Agressie"),
            "bedreiging": Name("Bedreiging", 0, "agressie"),
            "stalking": Name("Stalking", 1, "agressie"),
            "ander": Name("Ander"),
        },
    },
    places={},
)


def state(querystring: str) -> Params:
    return parse(QueryDict(querystring), VOCABULARY)


def test_the_facets_have_the_parameters_of_the_design() -> None:
    assert set(BY_PARAM) == set(KNOWN)


@pytest.mark.parametrize(("param", "value"), KNOWN.items())
def test_each_parameter_chooses_a_value_and_comes_back(param: str, value: str) -> None:
    params = state(f"{param}={value}")
    assert params.filters == {BY_PARAM[param].name: (value,)}
    assert params.ignored == ()
    assert params.querystring() == f"{param}={value}"


@pytest.mark.parametrize("param", [param for param in KNOWN if param != "jaar"])
def test_each_parameter_is_repeatable(param: str) -> None:
    params = state(f"{param}={KNOWN[param]}&{param}=ander&{param}={KNOWN[param]}")
    assert params.filters == {BY_PARAM[param].name: (KNOWN[param], "ander")}


def test_years_are_repeatable() -> None:
    assert state("jaar=2026&jaar=2025").filters == {"year": ("2026", "2025")}


@pytest.mark.parametrize(("param"), KNOWN)
def test_an_unknown_value_is_left_out_and_said(param: str) -> None:
    params = state(f"{param}=nergens&{param}={KNOWN[param]}&{param}=")
    assert params.filters == {BY_PARAM[param].name: (KNOWN[param],)}
    assert params.ignored == (f"{BY_PARAM[param].label} “nergens”",)


@pytest.mark.parametrize("value", ["26", "20260", "1850", "２０２６", "2026\x00", "-2026"])
def test_what_is_no_year_is_left_out(value: str) -> None:
    data = QueryDict(mutable=True)
    data["jaar"] = value
    assert parse(data, VOCABULARY).filters == {}


@pytest.mark.parametrize(
    ("name", "sort"), [("relevantie", "relevance"), ("nieuwste", "newest"), ("", None)]
)
def test_sorting(name: str, sort: Sort | None) -> None:
    params = state(f"q=lab&sortering={name}")
    assert (params.sort, params.ignored) == (sort, ())


def test_an_unknown_order_is_left_out_and_said() -> None:
    params = state("sortering=oudste")
    assert params.sort is None
    assert len(params.ignored) == 1


@pytest.mark.parametrize(("typed", "page"), [("1", 1), ("1000", 1000), ("", 1), ("٣", 3)])
def test_a_page_number(typed: str, page: int) -> None:
    params = state(f"pagina={typed}")
    assert (params.page, params.ignored) == (page, ())
    assert params.query(STRANGER).page == page


@pytest.mark.parametrize("typed", ["0", "-1", "1001", "1e3", "x", "9" * 5000, "1.0"])
def test_a_page_that_cannot_be_is_the_first(typed: str) -> None:
    params = state(f"pagina={typed}")
    assert params.page == 1
    assert len(params.ignored) == 1


def test_text_is_one_line_of_at_most_500_characters() -> None:
    assert state("q=+lab%00%0A+in+%EF%BF%BD+de%E2%80%AEschuur%09+").text == "lab in � de schuur"
    assert state("q=een&q=twee").text == "twee"
    assert len(state("q=" + "lab+" * 5000).text) <= 500


def test_a_sub_topic_narrows_its_main_topic() -> None:
    assert state("onderwerp=agressie&onderwerp=bedreiging").filters == {"topic": ("bedreiging",)}
    assert state("onderwerp=stalking&onderwerp=ander&onderwerp=agressie").filters == {
        "topic": ("stalking", "ander")
    }


def test_an_address_is_always_in_the_same_order() -> None:
    first = state("jaar=2026&q=lab+%26+co&soort=les&pagina=2&sortering=nieuwste")
    assert first.querystring() == "q=lab+%26+co&soort=les&jaar=2026&sortering=nieuwste&pagina=2"
    assert Params().querystring() == ""


def test_only_a_few_unknown_values_are_said_and_no_long_ones() -> None:
    params = state("&".join(f"soort={'x' * 500}{number}" for number in range(50)))
    assert len(params.ignored) == 5
    assert max(map(len, params.ignored)) < 60


values = st.one_of(st.sampled_from([*KNOWN.values(), "ander", "nieuwste", "2"]), st.text())
names = st.sampled_from([*KNOWN, "q", "sortering", "pagina", "utm_source"])


@given(st.lists(st.tuples(names, values)))
def test_whatever_stands_in_an_address_gives_a_state_that_is_its_own(
    pairs: list[tuple[str, str]],
) -> None:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    params = parse(data, VOCABULARY)
    params.query(STRANGER)
    again = state(params.querystring())
    assert (again.text, again.filters, again.sort, again.page) == (
        params.text,
        params.filters,
        params.sort,
        params.page,
    )
    assert again.ignored == ()
    assert set(parse_qs(params.querystring())) <= {*KNOWN, "q", "sortering", "pagina"}

"""From typed text to required groups of alternatives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import AllOf, AnyOf, Asked, Phrase, parse, phrases
from search.synonyms import Synonyms

RULES = Synonyms(
    [
        "oov, openbare orde en veiligheid",
        "wob => woo",
        "hennep, wiet",
        "het ccv, ccv",
        "OM, openbaar ministerie",
        "protocol, draaiboek",
        "agressieprotocol, protocol agressie",
    ]
)


def parsed(text: str) -> Asked | None:
    return parse(text, RULES)


def word(*terms: str) -> Phrase:
    return Phrase(terms)


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\x00\ud800", '""', "'s" * 0])
def test_no_words_ask_nothing(text: str) -> None:
    assert parsed(text) is None


def test_every_word_counts_and_stop_words_do_not() -> None:
    assert parsed("lab in de schuur") == Asked((word("lab"), word("schur")))


def test_only_stop_words_are_searched_as_they_are() -> None:
    assert parsed("om") == Asked((word("om"),))


def test_om_in_capitals_is_a_word_with_a_synonym() -> None:
    assert parsed("OM") == Asked(
        (AnyOf((word("openbaarministerie"), word("openbaar", "ministerie"))),)
    )


def test_a_synonym_of_several_words_is_a_phrase() -> None:
    assert parsed("oov") == Asked((AnyOf((word("oov"), word("openbaar", "ord", "en", "veilig"))),))


def test_typed_words_that_are_a_known_expression_match_anywhere_or_by_a_synonym() -> None:
    literal = AllOf((word("openbaar"), word("ord"), word("veilig")))
    assert parsed("Openbare orde en veiligheid") == Asked((AnyOf((literal, word("oov"))),))


def test_words_inside_a_known_expression_keep_their_own_synonyms() -> None:
    literal = AllOf((AnyOf((word("protocol"), word("draaiboek"))), word("agressie")))
    assert parsed("protocol agressie") == Asked((AnyOf((literal, word("agressieprotocol"))),))


def test_a_word_with_a_synonym_makes_compounds_with_its_neighbours_too() -> None:
    hemp, lab = (word("hennep"), word("wiet")), (word("lab"),)
    joined = (word("henneplab"), word("hennepslab"))
    assert parsed("hennep lab") == Asked((AnyOf((*hemp, *joined)), AnyOf((*lab, *joined))))


def test_one_way_rules_go_one_way() -> None:
    assert parsed("wob") == Asked((AnyOf((word("wob"), word("woo"))),))
    assert parsed("woo") == Asked((word("woo"),))


def test_words_between_quotes_are_a_required_phrase_without_synonyms() -> None:
    assert parsed('"wiet in de schuur" lab') == Asked(
        (word("wiet", "in", "de", "schur"), word("lab")), (word("wiet", "in", "de", "schur"),)
    )


def test_a_quote_that_is_not_closed_means_nothing() -> None:
    assert parsed('lab "schuur') == Asked((word("lab"), word("schur")))


def test_long_text_is_cut() -> None:
    asked = parse(" ".join(f"woord{number}" for number in range(1000)), RULES)
    assert asked is not None
    assert len(asked.groups) == 32
    assert parse("x" * 499 + " y z", RULES) == Asked((word("x" * 64),))


def test_a_rule_finds_other_forms_of_its_words() -> None:
    assert parsed("protocollen") == parsed("protocol")


@settings(deadline=None)  # the first example reads the word lists
@given(st.text(max_size=60))
def test_only_our_own_terms_come_out(text: str) -> None:
    asked = parse(text)
    for terms in phrases(asked) if asked else ():
        assert terms
        assert all(term.isalnum() for term in terms)

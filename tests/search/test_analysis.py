"""Dutch analysis: the traps of the field, and the lists that hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import lists
from search.analysis.dutch import analyse, index_terms, parts_of, terms_of
from search.analysis.words import MAX_LENGTH, fold, words


def term(word: str) -> str:
    return terms_of(word)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bedrijf", "bedrijven"),
        ("huis", "huizen"),
        ("raadslid", "raadsleden"),
        ("crimineel", "criminelen"),
        ("controle", "controles"),
        ("casus", "casussen"),
        ("les", "lessen"),
        ("foto", "foto's"),
        ("foto", "fotos"),
        ("VNG", "VNG’s"),
        ("bedreigd", "bedreiging"),
        ("agressief", "agressie"),
        ("gemeente", "gemeenten"),
        ("evaluatie", "geëvalueerd"),
        ("coördinator", "coordinator"),
        ("e\u0301e\u0301n", "één"),
        ("BURGEMEESTER", "burgemeesters"),
        ("handhaver", "handhavers"),
        ("vereniging", "verenigingen"),
        ("cadeau", "cadeautjes"),
        ("cadeau", "cadeautje"),
        ("groep", "groepjes"),
        ("lijst", "lijstje"),
        *((word, f"{word}s") for word in "kaartje grapje busje broodje pakje bordje".split()),
        ("naambordje", "naambordjes"),
    ],
)
def test_forms_of_one_word_have_one_term(one: str, other: str) -> None:
    assert index_terms(one).split()[0] == index_terms(other).split()[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OM", "om"),
        ("bio", "biologie"),
        ("mit", "mits"),
        ("openbaar", "open"),
        ("les", "lessenaar"),
    ],
)
def test_different_words_have_different_terms(one: str, other: str) -> None:
    assert term(one) != term(other)


def test_om_is_a_stop_word_and_om_in_capitals_the_public_prosecutor() -> None:
    assert index_terms("om het OM") == "om het openbaarministerie"


def test_vergunningverlening_never_gives_lenin() -> None:
    assert parts_of("vergunningverlening") == ["vergunning", "verlening"]
    assert "lenin" not in index_terms("vergunningverlening")


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("woonoverlast", "overlast"),
        ("gemeenteraadslid", "raadslid"),
        ("ondermijningsaanpak", "ondermijning"),
        ("drugslab", "drugs"),
        ("veiligheidshuis", "veiligheid"),
        ("raadszaal", "raad"),
        ("bedrijfsterrein", "terrein"),
        ("gezinsleden", "gezin"),
    ],
)
def test_a_compound_is_found_by_its_part(compound: str, part: str) -> None:
    assert term(part) in terms_of(compound)[1]


@pytest.mark.parametrize(
    "word",
    [
        *("burgemeester", "draad", "beraad", "thuis", "handhaven", "transport", "behandeling"),
        *("reactie", "planten", "enorm", "afwijking", "vergelding", "voorbeeld", "pandemie"),
        *("scandaal", "terecht", "accountant", "gewoon", "geweldig", "opgebouwd", "biologie"),
        *("elastisch", "schaatsen", "bestuurder", "welkom"),
    ],
)
def test_a_word_is_not_taken_apart_by_accident(word: str) -> None:
    assert parts_of(word) == []


@pytest.mark.parametrize("acronym", ["riec", "bibob", "avg", "ela", "bio", "mit", "mma", "ipo"])
def test_an_acronym_stays_whole(acronym: str) -> None:
    assert terms_of(acronym) == (acronym, ())


def test_parts_never_make_a_phrase_with_the_text() -> None:
    assert index_terms("de woonoverlast stopt") == "de woonoverlast stopt _ overlast"


def test_words_keep_their_place() -> None:
    text = "’s Nachts: foto's van drugs-lab, art. 13b"
    assert [(text[start:end], word) for word, start, end in words(text)] == [
        (word, word) for word in ["s", "Nachts", "foto", "van", "drugs", "lab", "art", "13b"]
    ]


def test_an_endless_word_is_cut() -> None:
    assert len(fold("x" * 10_000)) == MAX_LENGTH


@given(st.text())
def test_any_text_gives_terms_of_letters_and_digits_only(text: str) -> None:
    for token in analyse(text):
        assert all(found.isalnum() for found in (token.term, *token.parts))
        assert text[token.start : token.end].strip()


@pytest.mark.parametrize("name", ["stopwords", "protected", "compound_parts", "stemmer_overrides"])
def test_a_list_holds_each_line_once_folded(name: str) -> None:
    lines = lists.lines(name)
    assert len(lines) == len(set(lines))
    for line in lines:
        for word in line.replace("=>", ",").split(","):
            assert fold(word.strip()) == word.strip()


def test_compound_parts_have_at_least_four_letters() -> None:
    assert min(map(len, lists.compound_parts())) >= 4
    assert max(map(len, lists.compound_parts())) <= 15


def test_an_override_gives_what_the_base_word_gives() -> None:
    """The right side is a stem: giving it to the stemmer again changes nothing."""
    wrong = {
        word: stem for word, stem in lists.stemmer_overrides().items() if terms_of(stem)[0] != stem
    }
    assert wrong == {}


def test_no_override_is_given_twice() -> None:
    left = [
        word for line in lists.lines("stemmer_overrides") for word in line.split("=>")[0].split(",")
    ]
    stripped = [word.strip() for word in left]
    assert len(stripped) == len(set(stripped))

"""Which words of a row of capitals are a name, and which say where, what or whose."""

import re
from collections.abc import Iterable
from itertools import dropwhile

from cms.privacy.first_names import FIRST_NAMES
from cms.privacy.functions import SURNAMES
from cms.privacy.name_tokens import Token, tokens
from cms.privacy.ordinary import FIRST_WORDS, is_ordinary
from cms.privacy.places import end_of_place, places
from cms.privacy.surnames import AFTER_VAN, AFTER_VAN_DE
from cms.privacy.titles import is_function, is_honorific

PORTFOLIO = re.compile(r"[^\W\d_][\w'-]*(?:,| en| &|/| (?:van|voor)(?: de| het)?| in)? ")
MOST_PORTFOLIOS = 8
SHORTEST_IN_CAPITALS = 4


def name_in(row: Iterable[Token], certain: bool) -> tuple[int, int] | None:
    """Return the place of the name that a row of tokens begins with, or nothing.

    `certain` after "mevrouw" and the like, where only a name follows; after a function it may also
    be a place, a portfolio or a body.
    """
    taken: list[Token] = []
    for token in row:
        if token.proper and _ends_name(token, taken, certain):
            break
        taken.append(token)
    taken = _trimmed(taken)
    proper = [token for token in taken if token.proper]
    if not proper or (not certain and _says_where(taken)):
        return None
    return taken[0].start, taken[-1].end


def _ends_name(token: Token, taken: list[Token], certain: bool) -> bool:
    """Tell whether a word with a capital is no part of the name any more."""
    word = token.text
    first = not any(each.proper for each in taken)
    # Not so: Pieter Broertjes, Dick Advocaat, De Voogd.
    if is_honorific(word) or (first and is_function(word) and word.lower() not in SURNAMES):
        return True
    if certain and first:
        capitals = word.isupper() and len(word) < SHORTEST_IN_CAPITALS
        return capitals or (word.lower() in FIRST_WORDS and not taken)
    named = bool(taken) and not (taken[-1].infix and taken[-1].small)
    if taken and taken[-1].infix and not _small_infix_row(taken):
        return False  # "De Koning": an article with a capital makes a name of any word
    if certain and word.isupper() and len(word) >= SHORTEST_IN_CAPITALS:
        return False
    says_where = _is_place(taken, token) or _is_of_region(taken, word)
    return is_ordinary(word) or says_where or (not named and word.lower() in FIRST_WORDS)


def is_first_name(word: str) -> bool:
    """Tell whether a word is a usual first name, also joined to another: "Piet-Hein"."""
    return word in FIRST_NAMES or ("-" in word and word.partition("-")[0] in FIRST_NAMES)


def _is_of_region(taken: list[Token], word: str) -> bool:
    """Tell whether this word says of where: "Jan Bos van de Brabantse gemeente"."""
    return [each.text for each in taken[-2:]] == ["van", "de"] and word.endswith("se")


def _small_infix_row(taken: list[Token]) -> bool:
    """Tell whether the small words at the end of the row are all written small."""
    infixes = []
    for token in reversed(taken):
        if not token.infix:
            break
        infixes.append(token)
    return all(token.small for token in infixes)


def _is_place(taken: list[Token], token: Token) -> bool:
    """Tell whether this word is a place: "Utrecht", "van Utrecht", also "De Bilt"."""
    if any(each.initials for each in taken):
        return False
    article = taken[-1].text.lower() + " " if taken and taken[-1].infix else ""
    word = token.text.lower()
    first_name = [each for each in taken if each.proper]
    known = places()
    if [each.text for each in taken[1:]] == ["van"] and is_first_name(taken[0].text):
        return False  # "Sjors van Tilburg"; but "Jansen van Tilburg" is of that place
    if not article and len(first_name) == 1:
        return word in known and first_name[0].text.lower() in known
    return word in known or article + word in known


def _trimmed(taken: list[Token]) -> list[Token]:
    """Leave out what cannot end a name: small words; one initial may ("Jan de W.")."""
    while taken and not taken[-1].proper:
        if taken[-1].text.count(".") == 1 and any(token.proper for token in taken):
            break
        taken = taken[:-1]
    return taken


def _says_where(taken: list[Token]) -> bool:
    """Tell whether a row that opens with small words says of where somebody is: "van Waterdorp"."""
    opening = [token.text for token in taken[: _first_proper(taken)] if token.small]
    if not opening:
        return False
    surname = taken[_first_proper(taken)].text.lower()
    if opening == ["van"]:
        return surname.partition("-")[0] not in AFTER_VAN
    if opening in (["van", "de"], ["van", "het"]):
        return surname.partition("-")[0] not in AFTER_VAN_DE
    return opening[0] in {"te", "het"}


def _first_proper(taken: list[Token]) -> int:
    return next((place for place, token in enumerate(taken) if token.proper), len(taken))


def is_full(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a name has a first name or initials besides the surname."""
    row = [token for token in tokens(text, span[0]) if token.end <= span[1]]
    return sum(not token.infix for token in row) > 1


def skip_portfolio(text: str, place: int) -> int:
    """Return where the words of a portfolio, party or place end: "Jeugd en Onderwijs ".

    The same place if there are none.
    """
    for _count in range(MOST_PORTFOLIOS):
        match = PORTFOLIO.match(text, place)
        word = re.split(r"[ ,/]", match[0], maxsplit=1)[0] if match else ""
        if match and word[0].isupper() and is_ordinary(word):
            place = match.end()
        elif (end := end_of_place(text, place)) and text.startswith(" ", end):
            place = end + 1
        else:
            return place
    return place


def without_opening(row: Iterable[Token]) -> list[Token]:
    """Leave out words that open a sentence or are of a body: "Volgens Jan", "Raadslid Jan"."""
    return list(
        dropwhile(
            lambda token: (
                token.proper
                and (
                    token.text.lower() in FIRST_WORDS
                    or is_ordinary(token.text)
                    or is_function(token.text)
                    or is_honorific(token.text)
                )
            ),
            row,
        )
    )

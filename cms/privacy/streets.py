"""What makes a word a street, and where the name of that street begins."""

import re

ENDINGS = tuple(
    """straat straatje laan laantje weg gracht kade singel steeg plein pleintje plantsoen dreef
    dijk pad hof park markt kwartier boulevard allee wal vest haven akker veld erf brink
    dwarsstraat hoek oord poort burgwal vaart wetering warande meent donk horst rak einde baan
    ring""".split()
)
# Endings that make a street of a word in small letters too: "de dorpsstraat 9".
SURE_ENDINGS = tuple("straat straatje laan gracht steeg plantsoen dreef".split())
LEAST_LETTERS_BEFORE = 3
# Words that are a street by themselves, with a capital inside a sentence: "aan de Brink 3".
WHOLE_STREETS = frozenset(
    "bolwerk brink dam dijk gracht haven kade markt plein singel spui vest wal".split()
)
# Words with such an ending that are no street.
ORDINARY_WORDS = frozenset(
    """snelweg spoorweg onderweg halverwege luchthaven maatpak jeugdhof gerechtshof speelveld
    werkveld netwerk vakantiepark bungalowpark recreatiepark wagenpark woningmarkt arbeidsmarkt
    rijksweg jaarmarkt bedrijvenpark industriepark wildpark rijbaan loopbaan rechthoek driehoek
    vijfhoek zeshoek achthoek veelhoek""".split()
)
INFIXES = frozenset("van der den de het 't ten ter in op aan 's von".split())
# Capitals before a street that begin the sentence instead of the name.
NOT_IN_NAME = frozenset(
    """aan achter adres bij de door een en het hij hun ik in langs mijn na naar naast of om onze op
    over rond sinds te tegen toen tot tussen uit uw van vanaf via volgens voor waar wij woont
    woon zij zijn""".split()
)
WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(]))([\w.'-]{1,30}) \Z")
MOST_WORDS_BEFORE = 4
SENTENCE_END = re.compile(r"(?:^|[.!?:\n])\s*\Z")
REACH = 34


def whole_name(text: str, start: int) -> int:
    """Return where the name of a street begins whose last word stands at `start`.

    "1e" and words with a capital belong to it, and small words between those: "Van der Helstlaan".
    """
    place = first = start
    for _step in range(MOST_WORDS_BEFORE):
        match = WORD_BEFORE.search(text[max(0, place - REACH) : place])
        if match is None:
            break
        word = match[1]
        place -= len(word) + 1
        lower = word.lower()
        if (word[0].isupper() and lower not in NOT_IN_NAME - {"van"}) or re.fullmatch(
            "[0-9]e", word
        ):
            first = place
        elif lower not in INFIXES or not word.islower():
            break
    return first


def is_street(text: str, start: int, word_start: int, word_end: int) -> bool:
    """Tell whether a word, with its name from `start`, is a street."""
    word = text[word_start:word_end]
    lower = word.lower()
    if lower.endswith("."):
        return lower.endswith("str.") and len(lower) > LEAST_LETTERS_BEFORE + len("str.")
    if lower in ORDINARY_WORDS:
        return False
    if lower in WHOLE_STREETS or lower in ENDINGS:
        alone = start == word_start
        begins = SENTENCE_END.search(text[max(0, word_start - 10) : word_start])
        return word[0].isupper() and not (alone and (begins or lower not in WHOLE_STREETS))
    ending = (
        lower.rpartition("-")[0] if lower.endswith(("-oost", "-west", "-noord", "-zuid")) else lower
    )
    endings = ENDINGS if word[0].isupper() else SURE_ENDINGS
    return ending.endswith(endings) and _has_letters_before(ending, endings)


def _has_letters_before(word: str, endings: tuple[str, ...]) -> bool:
    shortest = min(len(ending) for ending in endings if word.endswith(ending))
    return len(word) - shortest >= LEAST_LETTERS_BEFORE

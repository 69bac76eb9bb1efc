"""Words after which a name is written: how people are addressed, what they do, whose they are."""

import re

from cms.privacy.functions import (
    COMPOUNDED,
    FUNCTIONS,
    NEED_FULL_NAME,
    NO_FUNCTIONS,
)

# Before a name and nothing else; a name may follow on the next line, and in small letters "van".
HONORIFICS = frozenset(
    """dhr dhr. heer hr. meneer mevr mevr. mevrouw mw mw. mej. mejuffrouw mr mr. dr dr. drs drs.
    ir. ing. prof prof. ds. bc. msc. fam. familie gezin echtpaar gebroeders weduwe juffrouw
    heren mevrouwen dames""".split()
)
PLURAL_HONORIFICS = frozenset("heren dames mevrouwen gebroeders".split())
# What may stand between a function and the name.
LONGER_FUNCTIONS = re.compile(
    r" van (?:justitie|de koning|dienst|politie)(?!\w)| generaal(?!\w)", re.IGNORECASE
)
# Words of saying a name that are longer than one word.
SAYING = re.compile(
    r"[MmIiNnOoGg](?:ijn naam is |k heet |aam: |amens deze,? |ndertekend door "
    r"|roet(?:en)?,? ?\n\n?)"
)
# Others that only a full name makes one; by the part that is quickly found.
GOODBYE = re.compile(r"roet(?:en|jes)?, (?=[A-Z])")
BY = re.compile(r" (?:door|met) (?=[A-Z])")
DONE_BY = frozenset(
    """opgesteld geschreven behandeld getekend ondertekend vertegenwoordigd gebeld bedreigd
    gesproken""".split()
)
# A label and then people, one or many: "Aanwezig: A. de Wit, Jan Bos (notulist)".
COLON = re.compile(r": (?=[^\W\d_a-zß-öø-ÿ])")
LABELS = frozenset(
    """aanwezig aanwezigen afwezig afwezigen deelnemers genodigden aan van cc contact contacten
    contactgegevens namens notulen verslag tekst foto interview auteur auteurs indiener afzender
    ontvanger betrokkene betrokkenen gesprekspartner gesprekspartners door portefeuillehouder
    portefeuillehouders""".split()
)
LAST_WORD = re.compile(r"(?<![\w'-])[^\W\d_]{2,20}\Z")
LONGEST_LABEL = 24
# A name follows if a comma or a first name makes it one: "Beste Jan,", "de 43-jarige Jan Bos".
GREETING = re.compile(r"^(?:Beste|Lieve|Hallo|Dag|Hoi) ", re.MULTILINE)
AGE = re.compile(r"[0-9]-jarige ")
FUNCTION_AFTER = re.compile(
    r"(?:, | \(| is | was | werd )(?:(?:de|oud|ex|voormalig|waarnemend|nieuwe|plaatsvervangend"
    r"|destijds|toen|inmiddels|zelf|als|onze|hun|haar|zijn|privacy|security|algemeen|bijzonder"
    r"|buitengewoon|senior|juridisch|strategisch|eerste|tweede|lokale|gemeentelijke?)[ -]){0,3}"
    r"(?P<word>[^\W\d_][\w'-]{1,30}+)"
)
# "De burgemeester van Waterdorp, Jan de Vries, ..."
OF_SOMETHING = re.compile(r" (?:van|voor|namens|bij|in|uit|op) [^,.;:!?()\n]{2,60}, ")
# "Raadslid voor ..." and then a party, a portfolio or a place before the name.
OF_WHAT = re.compile(r" (?:van|voor|namens|bij|in|uit|op) (?:(?:de|het|den) )?")
OF_MUNICIPALITY = re.compile(
    r" van (?:de |het )?(?:gemeente|provincie|stad|waterschap) [^\W\d_a-zß-öø-ÿ][\w'-]{1,30} "
)
# Who does it for a while: "griffier a.i.", "burgemeester (wnd.)".
FOR_A_WHILE = re.compile(
    r" \(?(?:a\.i\.|ai\b|ad interim|b\.d\.|wnd\b\.?|plv\b\.?|i\.o\.|m/v|v/m)\)?(?= )"
)
IN_BRACKETS = re.compile(r" \([^()\n]{1,50}\)(?= )")
OF_FAMILY = re.compile(
    r"(?:^|(?<![\w'-]))(?:[Zz]ijn|[Hh]aar|[Mm]ijn|[Hh]un|[Dd]iens|[Uu]w|[Oo]nze|[Ww]iens|[Jj]ouw)"
    r" (?:[a-zë]{2,15} )?\Z"
)
LAST_LETTERS = 3
LAST_OF_COMPOUNDED = frozenset(word[-LAST_LETTERS:] for word in COMPOUNDED)
# A member of a party: CDA'er, D66'er.
MEMBER = re.compile(r"[A-Z][\w]{1,20}'(?:er|ster|ers)\Z")


def is_honorific(word: str) -> bool:
    """Tell whether a word is a way to address somebody; HR and MR are departments."""
    return word.lower() in HONORIFICS and not word.rstrip(".").isupper()


def is_function(word: str) -> bool:
    """Tell whether a word is a function, also joined to another: "oud-wethouder", "raadsleden"."""
    whole = word.lower()
    lower = whole.rpartition("-")[2]
    return (
        whole in FUNCTIONS
        or lower in NEED_FULL_NAME
        or _is_one(lower)
        or (lower[-1:] in {"s", "n"} and is_plural(word))
        or ("'" in word and MEMBER.match(word) is not None)
    )


def needs_full_name(word: str) -> bool:
    """Tell whether a function by itself may mean something else: "hoofd"."""
    return word.lower().rpartition("-")[2] in NEED_FULL_NAME


def is_plural(word: str) -> bool:
    """Tell whether several names may follow: "heren", "raadsleden", "medewerkers"."""
    lower = word.lower().rpartition("-")[2]
    return (
        lower in PLURAL_HONORIFICS
        or (lower.endswith("leden") and _is_one(lower.removesuffix("leden") + "lid"))
        or (lower.endswith("s") and _is_one(lower[:-1]))
        or (lower.endswith("n") and (_is_one(lower[:-1]) or _is_one(lower[:-2])))
    )


def _is_one(lower: str) -> bool:
    if lower in FUNCTIONS:
        return True
    # Most words end otherwise: that is seen at once.
    may_be = lower[-LAST_LETTERS:] in LAST_OF_COMPOUNDED
    return may_be and lower.endswith(COMPOUNDED) and lower not in NO_FUNCTIONS

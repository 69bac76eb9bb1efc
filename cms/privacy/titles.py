"""Words after which a name is written: how people are addressed, what they do, whose they are."""

import re

# Before a name and nothing else; a name may follow on the next line, and in small letters "van".
HONORIFICS = frozenset(
    """dhr dhr. heer hr. meneer mevr mevr. mevrouw mw mw. mej. mejuffrouw mr mr. dr dr. drs drs.
    ir. ing. prof prof. ds. bc. msc. fam. familie gezin echtpaar gebroeders weduwe juffrouw
    heren mevrouwen dames""".split()
)
FUNCTIONS = frozenset(
    """burgemeester wethouder raadslid statenlid gedeputeerde griffier gemeentesecretaris
    secretaris commissaris dijkgraaf heemraad minister staatssecretaris premier kamerlid
    kroonlid commissielid fractielid fractievoorzitter voorzitter vicevoorzitter bestuurder
    lijsttrekker partijleider locoburgemeester burgerraadslid duoraadslid wijkraadslid
    waterschapsbestuurder bestuurslid agent agente wijkagent wijkagente hoofdagent brigadier
    inspecteur hoofdinspecteur rechercheur politiechef teamchef korpschef eenheidschef
    commandant boa handhaver toezichthouder officier hoofdofficier rechter rechter-commissaris
    raadsheer advocaat advocate advocaat-generaal procureur-generaal notaris deurwaarder curator
    directeur directrice manager teamleider teammanager afdelingshoofd diensthoofd projectleider
    programmaleider programmamanager projectmanager coördinator regisseur adviseur
    beleidsadviseur beleidsmedewerker medewerker medewerkster ambtenaar ambtenares jurist
    juriste consulent vergunningverlener woordvoerder woordvoerster communicatieadviseur
    accountmanager kwartiermaker vertrouwenspersoon informatiemanager stagiair stagiaire
    kabinetschef bode ondernemer onderneemster eigenaar eigenaresse exploitant verhuurder
    huurder huurster bewoner bewoonster inwoner inwoonster buurman buurvrouw makelaar boekhouder
    accountant aannemer huisarts psycholoog psychiater arts dokter verpleegkundige leraar
    lerares docent docente professor hoogleraar lector onderzoeker onderzoekster journalist
    journaliste verslaggever verslaggeefster redacteur fotograaf dominee pastoor imam rabbijn
    verdachte dader getuige slachtoffer melder meldster aangever aangeefster klager klaagster
    cliënt cliënte aanvrager contactpersoon collega vriend vriendin partner echtgenoot
    echtgenote zoon dochter broer zus zusje broertje vader moeder oom tante opa oma neef nicht
    zoontje dochtertje president genaamd ene""".split()
)
# Functions that others are made of: politieagent, raadsgriffier, waterschapsbestuurder.
COMPOUNDED = tuple(
    """agent griffier voorzitter directeur adviseur medewerker wethouder burgemeester lid manager
    bestuurder ambtenaar inspecteur secretaris minister ondernemer advocaat""".split()
)
NO_FUNCTIONS = frozenset("reagent solid valid euclid geleid".split())
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
# A name follows if a comma or a first name makes it one: "Beste Jan,", "de 43-jarige Jan Bos".
GREETING = re.compile(r"^(?:Beste|Lieve|Hallo|Dag|Hoi) ", re.MULTILINE)
AGE = re.compile(r"[0-9]-jarige ")
FUNCTION_AFTER = re.compile(
    r"(?:, | \(| is | was | werd )(?:(?:de|oud|ex|voormalig|waarnemend|nieuwe|plaatsvervangend"
    r"|destijds|toen|inmiddels|zelf|als|onze|hun|haar|zijn)[ -]){0,3}"
    r"(?P<word>[^\W\d_][\w'-]{1,30}+)"
)
# "De burgemeester van Waterdorp, Jan de Vries, ..."
OF_SOMETHING = re.compile(r" van [^,.;:!?()\n]{2,60}, ")
# A member of a party: CDA'er, D66'er.
MEMBER = re.compile(r"[A-Z][\w]{1,20}'(?:er|ster|ers)\Z")


def is_honorific(word: str) -> bool:
    """Tell whether a word is a way to address somebody; HR and MR are departments."""
    return word.lower() in HONORIFICS and not word.rstrip(".").isupper()


def is_function(word: str) -> bool:
    """Tell whether a word is a function, also joined to another: "oud-wethouder", "raadsleden"."""
    lower = word.lower().rpartition("-")[2]
    whole = word.lower() in FUNCTIONS
    return whole or _is_one(lower) or is_plural(word) or MEMBER.match(word) is not None


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
    return lower in FUNCTIONS or (lower.endswith(COMPOUNDED) and lower not in NO_FUNCTIONS)

"""Words after which a name is written: how people are addressed, what they do, whose they are."""

import re

# Before a name and nothing else; a name may follow on the next line, and in small letters "van".
HONORIFICS = frozenset(
    """dhr dhr. heer hr. meneer mevr mevr. mevrouw mw mw. mej. mejuffrouw mr mr. dr dr. drs drs. ir.
    ing. prof prof. ds. bc. msc. fam. familie gezin echtpaar gebroeders weduwe juffrouw
    heren mevrouwen dames""".split()
)
FUNCTIONS = frozenset(
    """burgemeester burgemeesters wethouder wethouders raadslid raadsleden statenlid statenleden
    gedeputeerde gedeputeerden griffier griffiers gemeentesecretaris secretaris commissaris
    dijkgraaf heemraad minister ministers staatssecretaris premier kamerlid kamerleden kroonlid
    commissielid commissieleden fractielid fractievoorzitter voorzitter vicevoorzitter bestuurder
    lijsttrekker partijleider locoburgemeester burgerraadslid duoraadslid wijkraadslid
    waterschapsbestuurder bestuurslid
    agent agente agenten wijkagent wijkagente hoofdagent brigadier inspecteur hoofdinspecteur
    rechercheur politiechef teamchef korpschef eenheidschef commandant boa handhaver toezichthouder
    officier hoofdofficier rechter rechter-commissaris raadsheer advocaat advocate advocaat-generaal
    procureur-generaal notaris deurwaarder curator
    directeur directrice manager teamleider teammanager afdelingshoofd projectleider programmaleider
    programmamanager projectmanager coördinator regisseur adviseur beleidsadviseur beleidsmedewerker
    medewerker medewerkster ambtenaar ambtenares jurist juriste consulent vergunningverlener
    woordvoerder woordvoerster communicatieadviseur accountmanager kwartiermaker vertrouwenspersoon
    informatiemanager stagiair stagiaire kabinetschef bode
    ondernemer onderneemster eigenaar eigenaresse exploitant verhuurder huurder huurster bewoner
    bewoonster inwoner inwoonster buurman buurvrouw makelaar boekhouder accountant aannemer
    huisarts psycholoog psychiater arts dokter verpleegkundige leraar lerares docent docente
    professor hoogleraar lector onderzoeker onderzoekster journalist journaliste verslaggever
    verslaggeefster redacteur fotograaf dominee pastoor imam rabbijn
    verdachte verdachten dader getuige getuigen slachtoffer melder meldster aangever aangeefster
    klager klaagster cliënt cliënte aanvrager contactpersoon collega vriend vriendin
    partner echtgenoot echtgenote zoon dochter broer zus zusje broertje vader moeder oom tante opa
    oma neef nicht genaamd ene""".split()
)
PLURALS = frozenset(word for word in FUNCTIONS if word.endswith(("s", "leden", "den", "en")))
PLURALS |= {"heren", "dames", "gebroeders", "mevrouwen"}
# What may stand between a function and the name.
LONGER_FUNCTIONS = re.compile(
    r" van (?:justitie|de koning|dienst|politie)(?!\w)| generaal(?!\w)", re.IGNORECASE
)
# Words of saying a name that are longer than one word.
SAYING = re.compile(r"(?:\b[Mm]ijn naam is|\b[Ii]k heet|\b[Nn]aam:|\b[Nn]amens deze,?) ")
FUNCTION_AFTER = re.compile(
    r"(?:, | \()(?:(?:de|oud|ex|voormalig|waarnemend|nieuwe|plaatsvervangend|destijds|toen"
    r"|inmiddels|zelf|als|onze|hun|haar|zijn)[ -]){0,3}(?P<word>[^\W\d_][\w'-]{1,30}+)"
)
# A member of a party: CDA'er, D66'er.
MEMBER = re.compile(r"[A-Z][\w]{1,20}'(?:er|ster|ers)\Z")


def is_honorific(word: str) -> bool:
    """Tell whether a word is a way to address somebody; HR and MR are departments."""
    return word.lower() in HONORIFICS and not word.rstrip(".").isupper()


def is_function(word: str) -> bool:
    """Tell whether a word is a function, also joined to another: "oud-wethouder"."""
    lower = word.lower()
    return (
        lower in FUNCTIONS
        or lower.rpartition("-")[2] in FUNCTIONS
        or MEMBER.match(word) is not None
    )

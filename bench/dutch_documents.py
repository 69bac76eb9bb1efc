"""Generated Dutch documents for measurements: always the same, word frequencies as in real text.

The vocabulary is put together from everyday words and from compounds, as Dutch does; the n-th word is
used about 1/n as often as the first (Zipf). The text means nothing.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SEED = 20261124
WORDS_PER_DOCUMENT = 231  # mean; the measured length of a case in plain text

FUNCTION_WORDS = """de het een en van in is dat op te met voor niet zijn die er aan om dan door als bij
ook maar naar uit kan nog wel over tot moet deze worden wordt zal meer zij hij je we u dit wie wat
hoe waar toen na tegen zonder omdat zodat tijdens volgens tussen onder boven binnen buiten eerst
daarna altijd vaak soms nooit alle elke veel weinig andere eigen nieuwe goede""".split()

PLAIN_WORDS = """gemeente burgemeester wethouder raadslid griffier inwoner ondernemer medewerker politie
officier adviseur bestuurder agressie bedreiging intimidatie geweld melding aangifte incident gesprek
afspraak maatregel beveiliging woning gezin kinderen straat wijk dorp stad kern terrein bedrijf
vergunning aanvraag controle toezicht handhaving overlast drugs hennep geld vastgoed fraude signaal
dossier informatie overleg vergadering protocol draaiboek stappen training oefening nazorg steun
collega leidinggevende organisatie team regio provincie dienst partner convenant rapport evaluatie les
ervaring risico oorzaak gevolg besluit brief mail telefoon bericht media krant website account foto
video adres auto deur raam camera slot avond nacht weekend week maand jaar begin einde moment
situatie aanpak plan doel budget kosten uren inzet resultaat verbetering fout keuze vraag antwoord
hulp zorg contact vertrouwen onrust spanning druk angst boosheid rust openheid duidelijkheid grens
norm regel wet artikel rechter advocaat boete verbod sluiting onderzoek bewijs getuige dader
slachtoffer verdachte jongere ouder school vereniging sport kerk winkel horeca park haven loods
schuur boerderij buitengebied vakantie campagne verkiezing partij fractie college raad commissie
lid voorzitter secretaris notulen agenda motie beleid begroting subsidie project werkgroep""".split()

LONG_TAIL = """aanpak agenda advies afspraak analyse bericht beheer beleid besluit bestuur bureau
commissie controle coordinator dag dienst dossier fonds functie gebied gesprek groep handreiking
houder incident informatie kaart kamer kantoor kosten lijst locatie maatregel medewerker melding
moment netwerk nota nummer onderzoek overleg pand partner periode plan plek project punt raad rapport
recht regeling register risico ruimte scan situatie stuk systeem taak team termijn terrein toets
traject vergadering verslag vorm vraag week werk wet wijziging zaak zaal zone""".split()

KINDS = ("praktijkvoorbeeld", "les", "draaiboek", "handreiking")


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """Slugs to choose facet values from; `topics` maps a sub-topic to its main topic."""

    topics: dict[str, str]
    sizes: list[str]
    roles: list[str]
    phases: list[str]
    regions: list[str]
    provinces: list[str]
    organisations: list[str]


@dataclass(frozen=True, slots=True)
class Generated:
    """A document: text, the values of nine facets, and whether everybody may read it."""

    title: str
    summary: str
    body: str
    facets: dict[str, tuple[str, ...]]
    is_public: bool
    published_on: date

    @property
    def words(self) -> set[str]:
        """The words of the running text."""
        return set(self.body.split())


def vocabulary() -> list[str]:
    """Return about 16,000 words, the most used first."""
    chance = random.Random(SEED)  # noqa: S311 - the same documents every time
    compounds = [
        head + link + tail
        for head, tail in itertools.product(PLAIN_WORDS, LONG_TAIL)
        for link in ("", "s")
        if head != tail and chance.random() < 0.55  # noqa: PLR2004
    ]
    chance.shuffle(compounds)
    plain = list(dict.fromkeys(PLAIN_WORDS))
    chance.shuffle(plain)
    return [*FUNCTION_WORDS, *plain, *compounds[:16_000]]


def documents(count: int, known: Vocabularies) -> Iterator[Generated]:
    """Yield documents; the n-th is the same whatever the count."""
    chance = random.Random(SEED)  # noqa: S311 - as above
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def text(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=length))

    for _number in range(count):
        length = max(40, int(chance.lognormvariate(5.3, 0.5)))
        published_on = date(2026, 11, 1) - timedelta(days=chance.randrange(365 * 9))
        yield Generated(
            title=text(7),
            summary=text(25),
            body=text(length),
            facets=_facets(chance, known, published_on),
            is_public=chance.random() < 0.85,  # noqa: PLR2004
            published_on=published_on,
        )


def _facets(
    chance: random.Random, known: Vocabularies, published_on: date
) -> dict[str, tuple[str, ...]]:
    topics = chance.sample(sorted(known.topics), chance.randint(1, 4))
    return {
        "kind": (chance.choice(KINDS),),
        "topic": tuple({*topics, *(known.topics[topic] for topic in topics)}),
        "size": tuple(chance.sample(known.sizes, chance.randint(1, 2))),
        "role": tuple(chance.sample(known.roles, chance.randint(1, 3))),
        "phase": tuple(chance.sample(known.phases, chance.randint(1, 2))),
        "region": (chance.choice(known.regions),),
        "province": (chance.choice(known.provinces),),
        "organisation": (chance.choice(known.organisations),),
        "year": (str(published_on.year),),
    }

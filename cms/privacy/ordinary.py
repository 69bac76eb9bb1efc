"""Words with a capital that are no name of a person: portfolios, bodies, parties, days."""

import re

PORTFOLIOS = frozenset(
    """algemene arbeid asiel bedrijfsvoering bestuur bestuurszaken bestuurlijke bibob bouwen
    burgerlijke burgerzaken communicatie controle cultuur digitale digitalisering
    dienstverlening duurzaamheid economie economische emancipatie energie erfgoed evenementen
    financiën financien gezondheid gezin groen grondzaken handhaving havens horeca huisvesting
    ict integriteit informatie inkomen inkoop innovatie integrale inspraak jeugd jeugdzorg
    jongeren juridische klimaat kunst landbouw leefbaarheid leefomgeving media milieu mobiliteit
    natuur noodopvang omgeving onderwijs ondermijning ontwikkeling oov openbare openbaar orde
    omgevingsrecht participatie personeel preventie privacy publieke recreatie ruimte
    ruimtelijke ordening samenleving sociale sociaal domein zaken sport stad stadsdeel stand
    stedelijke strategie toerisme toezicht veilig veilige veiligheid vergunningen
    vergunningverlening verkeer vervoer visserij vluchtelingen vreemdelingen volksgezondheid
    volkshuisvesting wmo welzijn werk werken wijken wijk wonen water welstand werkgelegenheid
    zorg zorgen""".split()
)
BODIES = frozenset(
    """aanpak ambtelijke autoriteit belastingdienst beleid bestuurs binnenlandse buitenlandse
    bureau buurt centrum college colleges commissie defensie departement dienst directie eerste
    europese faculteit fractie groep ggd gemeente gemeenten gemeenteraad genootschap gerechtshof
    halt hoge hof huis inspectie instituut justitie kabinet kamer kamers kinderbescherming
    koninklijk koninklijke koninkrijksrelaties koninkrijk landelijk landelijke marechaussee
    meldpunt ministerie motie amendement moties museum zonnebloem nationaal nationale nederlands
    nederlandse netwerk om ombudsman omgevingsdienst onderwijs partij platform politie politieke
    presidium provinciale provincie raad raden rechtbank reclassering rekenkamer riec rijk rijks
    rijkswaterstaat slachtofferhulp staat staten stichting team tweede universiteit unie
    vereniging verenigde veiligheidsregio vng waterschap waterschappen week wet wijkteam
    woningcorporatie zuiderzee noord oost zuid west midden centrum binnenstad artikel bijlage
    hoofdstuk nederland handreiking handboek rapport monitor campagne project programma pilot
    café restaurant hotel bedrijf camping club basisschool school bv facebook instagram linkedin
    telegram tiktok twitter whatsapp google youtube internet teams signal kazerne centraal anoniem
    voortgezet parket perspectief geneeskundig brandweer bevolkingszorg weerbaar weerbaarheid
    agressie geweld onbekend vmbo mbo hbo havo vwo algemeen thuis stadhuis gemeentehuis
    publiekszaken bedrijven plan""".split()
)
PARTIES = frozenset(
    """groenlinks volt christenunie denk bij1 forum ja21 bvnl pvda vvd cda sp sgp pvv d66 bbb
    dieren arbeid dorpsbelangen leefbaar lokaal gemeentebelangen belang belangen lijst""".split()
)
TIMES = frozenset(
    """maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei
    juni juli augustus september oktober november december kerst pasen""".split()
)
# First words of a sentence after a title that ended the one before, and words of a heading.
FIRST_WORDS = frozenset(
    """aan achter al aldus alle alleen als anders ben bel bij blijf daar daarna dan dat de denk deze
    die dit doe door dus een eerst elk elke en er geef gisteren ga geen geldt had heb heeft het hier
    hij hoe hun iedereen ieder iemand ik in is kan kies kijk laat let lees maak maar mag meld
    met mijn moet morgen na naar naast neem niemand niet nog nu of om omdat onder ons onze ook
    op over per samen schrijf sinds soms sommige spreek stel stuur te tegen tijdens tips toch
    toen tot tussen uit uw vaak van vanaf veel verder via volgens voor vraag vooral waar waarom
    wacht wanneer want was wat weet welk welke wie wij word wordt zeg ze zet zich zij zijn zo
    zoek zorg zonder zullen""".split()
)
ORDINARY = PORTFOLIOS | BODIES | PARTIES | TIMES
# Endings that Dutch surnames do not have.
ENDINGS = re.compile(
    r".{3,}(?:zaken|beleid|beheer|zorg|heid|heden|iteit|atie|aties|kunde|dienst|diensten|schap"
    r"|schappen|bestuur|team|centrum|fonds|bureau|loket|regio|gemeente|gemeenten|politie|campagne"
    r"|lezing|prijs|school|plein|plantsoen|akkoord|verlening|handhaving|beheersing|vorming|voering|ordening"
    r"|ontwikkeling|berichten|wijzer|onderwijs|werk|penning|stichting|vereniging"
    r"|commissie|vormen|management|belang|belangen|overleg|groep|kazerne|buurt|convenant)\Z"
    r"|.{5,}(?:brug|straat|laan|weg|kade|gracht|zaal|hal|recht|raad|plan|proof)\Z",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"[A-Z0-9&]{2,}\Z|.*[0-9]|[A-Z][a-z]{4,}[A-Z]|[A-Z][a-z][A-Z]\Z")


def is_ordinary(word: str) -> bool:
    """Tell whether a word with a capital is no name: known, by its ending, or an abbreviation."""
    lower = word.lower()
    return (
        lower in ORDINARY
        or lower.split("-")[0] in ORDINARY
        or ABBREVIATION.match(word) is not None
        or ENDINGS.match(word) is not None
    )

"""Addresses that the journeys visit: every kind of page of the demo."""

CASE = "/organisaties/riec-oost-nederland/raadslid-thuis-bedreigd-eerste-24-uur/"
LESSON = "/organisaties/vvg/afgesproken-grens-helpt-voorzitter-schorsen/"
PLAYBOOK = "/organisaties/vng/van-dreiging-naar-aangifte/"
GUIDE = "/organisaties/nvvr/raadslid-veilig-in-uw-ambt/"
ITEMS = (CASE, LESSON, PLAYBOOK, GUIDE)

SEARCHES = (
    "/zoeken/",
    "/zoeken/?q=bedreiging&onderwerp=agressie-en-intimidatie&grootte=tot-20000",
    "/zoeken/?q=qwrtzuiop",
    "/zoeken/?q=ondermeining",  # did you mean
    "/zoeken/?q=bedreiging&onderwerp=onzin",  # a value that the portal does not know
    "/zoeken/?q=bedreiging&jaar=1990",
    "/zoeken/?pagina=2",
)
LISTINGS = (
    "/",
    "/praktijkvoorbeelden/",
    "/lessen/",
    "/draaiboeken/",
    "/handreikingen/",
    "/onderwerpen/",
    "/onderwerpen/nazorg-en-steun/",
    "/organisaties/",
    "/organisaties/vng/",
    "/organisaties/vng/eerste-honderd-dagen/",
)
OTHERS = ("/over/", "/deel-een-les/", "/nu-bedreigd/", "/inloggen/", "/bestaat-niet/")
EVERYTHING = (*LISTINGS, *SEARCHES, *ITEMS, *OTHERS)

# Items that not everybody may read, each with a demo account that may.
LABELLED = {
    "/organisaties/riec-oost-nederland/verdachte-vergunningaanvraag/": "gemeenschap",
    "/organisaties/riec-limburg/vergunningverlener-onder-druk-van-ondernemer/": "lid-limburg",
    "/organisaties/riec-limburg/signaal-over-ambtenaar-lekt-bij-te-veel-lezers/": "lid-limburg",
}

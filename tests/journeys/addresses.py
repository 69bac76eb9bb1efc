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
OTHERS = ("/over/", "/nu-bedreigd/", "/inloggen/", "/bestaat-niet/")
EVERYTHING = (*LISTINGS, *SEARCHES, *ITEMS, *OTHERS)

"""Every state in which a page can be shown: an address, what somebody did there, and who reads."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cms.word.documents import h, p, word
from tests.journeys.addresses import CASE, EVERYTHING, GUIDE, LABELLED, LESSON, PLAYBOOK

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
MEMBER = "lid-limburg"
PHONE = {"width": 360, "height": 800}

# Pages for what goes wrong: no address of a healthy portal shows them, so `visit` stands in for
# the server at these (conftest.py).
STAND_IN = "/staat-in-voor/"
REFUSED = "socialaccount/refused.html"  # by a provider that no demo has
ERROR_PAGES = (*sorted(path.name for path in TEMPLATES.glob("[45]0*.html")), REFUSED)


@dataclass(frozen=True, slots=True)
class State:
    """A page to look at. `reader` is a demo account; empty is a stranger."""

    name: str
    address: str
    act: Callable[[Any], object] | None = None
    reader: str = ""


def _press(*selectors: str) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        page.set_viewport_size(PHONE)
        for selector in selectors:
            page.locator(selector).first.click()

    return act


def _open_everything(page: Any) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


def _type_the_start_of_a_title(page: Any) -> None:
    page.locator("main [data-suggest]").first.press_sequentially("bedreig")
    page.locator(".suggestions li").first.wait_for()


def _sign_in_wrongly(page: Any) -> None:
    page.fill("#id_login", "niemand")
    page.fill("#id_password", "zomaar-iets")
    page.locator("main form[action='/inloggen/'] [type=submit]").click()
    page.locator("#form-error").wait_for()


def _tick(page: Any) -> None:
    page.locator("[data-check]").first.check()
    page.locator("[data-copy-link]").click()


def _send_a_word_file(page: Any) -> None:
    text = word(h("Een brief"), h("Aanpak"), p("Bel 06-12345678."), h("Los"), p("Zonder plaats."))
    page.set_input_files("#id_file", {"name": "a.docx", "mimeType": "", "buffer": text})
    page.locator("main form [type=submit]").last.click()
    page.locator(".word-file").wait_for()


def _named(address: str) -> str:
    return re.sub(r"\W+", "-", address).strip("-") or "home"


PAGES = tuple(State(_named(address), address) for address in EVERYTHING)
ACTED = (
    State("menu-open", "/", _press(".menu > summary")),
    State("menu-open-member", "/", _press(".menu > summary"), MEMBER),
    State("filters-open", "/zoeken/?q=bedreiging", _press("#filters > summary")),
    State("folds-open-search", "/zoeken/?q=bedreiging", _open_everything),
    *(
        State(f"folds-open-{_named(address)}", address, _open_everything)
        for address in (CASE, LESSON, PLAYBOOK, GUIDE)
    ),
    State("suggestions-home", "/", _type_the_start_of_a_title),
    State("suggestions-search", "/zoeken/", _type_the_start_of_a_title),
    State("ticked-and-copied", PLAYBOOK, _tick),
    State("sign-in-error", "/inloggen/", _sign_in_wrongly),
    State("forgotten-password", "/wachtwoord/vergeten/"),
    State("signed-out", "/uitloggen/klaar/"),
    State("password-asked", "/wachtwoord/verstuurd/"),
    State("password-link-gone", "/wachtwoord/nieuw/1-onzin/"),
    State("password-changed", "/wachtwoord/gewijzigd/"),
    State("account-closed", "/inloggen/gesloten/"),
    State("single-sign-on-failed", "/inloggen/sso/mislukt/"),
    State("invitation-gone", "/uitnodiging/"),
    State("hand-in-sent", "/deel-een-les/verstuurd/"),
    State("hand-in-withdrawn", "/deel-een-les/ingetrokken/"),
)
SIGNED_IN = (
    State("home-member", "/", reader=MEMBER),
    State("account-member", "/mijn-account/", reader=MEMBER),
    State("second-step-member", "/mijn-account/tweede-stap/", reader=MEMBER),
    State("sessions-member", "/mijn-account/sessies/", reader=MEMBER),
    State("search-member", "/zoeken/?q=ondernemer", reader=MEMBER),
    *(State(_named(address), address, reader=reader) for address, reader in LABELLED.items()),
)
ERRORS = tuple(State(f"error-{_named(name[:-5])}", f"{STAND_IN}{name}") for name in ERROR_PAGES)
STATES = (*PAGES, *ACTED, *SIGNED_IN, *ERRORS)

# The parts of the CMS that are ours, for those who work there.
DESK = (
    State("desk-people", "/beheer/mensen/", reader="redacteur-vng"),
    State("desk-from-word", "/beheer/uit-word/", reader="auteur-limburg"),
    State("desk-word-result", "/beheer/uit-word/", _send_a_word_file, "auteur-limburg"),
    State("desk-handed-in-kept", "/beheer/reports/ingediend/", reader="beheer"),
    State("desk-start", "/beheer/", reader="redacteur-vng"),
    State("desk-upkeep", "/beheer/reports/klopt-nog/", reader="redacteur-limburg"),
    State("desk-manual", "/beheer/handleiding/", reader="redacteur-vng"),
    State("desk-manual-chapter", "/beheer/handleiding/auteur/", reader="redacteur-vng"),
)

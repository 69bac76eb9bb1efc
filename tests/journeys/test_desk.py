"""The desk: axe sees no violation in our pages and panels; what is Wagtail's own is named."""

import json

import pytest

from tests.journeys.scenes import played
from tests.journeys.test_every_page import RULES

pytest.importorskip("playwright.sync_api")
AXE_SCRIPT = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT

pytestmark = pytest.mark.browser

# A draft that waits for a review, one that came back with remarks, one with personal data; a case
# that readers once knew the municipality of; a lesson from outside. Nothing of it is live.
SCENE = """
from django.contrib.auth.models import User
from wagtail.models import Comment
from django.utils import timezone
from cms.models import CaseStudyPage, Contact, Contribution, LessonPage, Municipality, Organisation
from search.misses.models import Miss
from tests.factories import CONSENT, make_draft
author, editor = (User.objects.get(username=name) for name in ("auteur-oost", "redacteur-oost"))
pages = {}
for name in ("waits", "back", "private"):
    text = "Bel 06-12345678." if name == "private" else "Bel de griffier."
    fields = {"title": f"Proef {name}", "slug": f"proef-{name}", "happened": text}
    page = make_draft(LessonPage, under="riec-oost-nederland", owner=author, **fields)
    page.save_revision(user=author)
    pages[name] = page.pk
    if name != "private":
        state = page.get_workflow().start(page, author)
    if name == "back":
        Comment.objects.create(page=page, user=editor, text="Korter.", contentpath="summary")
        step = state.current_task_state
        step.task.specific.on_action(step, editor, "reject", comment="Bijna goed.")
fields = {"title": "Proef toestemming", "slug": "proef-toestemming", **CONSENT}
town = Municipality.objects.filter(riec_region__slug="oost-nederland").first()
named = make_draft(CaseStudyPage, under="riec-oost-nederland", municipality=town, **fields)
CaseStudyPage.objects.filter(pk=named.pk).update(first_published_at=timezone.now())
pages["named"] = named.pk
pages["from_outside"] = Contribution.objects.create(
    organisation=Organisation.objects.get(slug="riec-oost-nederland"),
    name="A. Afzender", email="afzender@example.org", state="open",
).pk
live = CaseStudyPage.objects.filter(live=True, organisation__slug="riec-oost-nederland").first()
pages["live"] = live.pk
contact = Contact.objects.first()
contact.phone = "0900-0000"
contact.save_revision(user=author)
pages["contact"] = contact.pk
for text in ("doxxen", "spionage"):
    Miss.objects.create(text=text, day=timezone.localdate(), count=6)
pages["member"] = User.objects.get(username="gemeenschap").pk
seen = pages
"""
# Who looks where, and the parts of that page that are ours.
PLACES = (
    ("auteur-oost", "/beheer/", ".w-panel--dashboard"),
    ("redacteur-oost", "/beheer/", ".w-panel--dashboard"),
    ("auteur-oost", "/beheer/privacycheck/{private}/", "main"),
    ("admin", "/beheer/zonder-controle/{waits}/", "main"),
    ("auteur-oost", "/beheer/pages/{waits}/edit/", "[data-live-check]"),
    ("redacteur-oost", "/beheer/toestemmingen/", "main"),
    ("redacteur-oost", "/beheer/toestemmingen/{named}/", "main"),
    ("redacteur-oost", "/beheer/ingediend/", "main"),
    ("redacteur-oost", "/beheer/ingediend/{from_outside}/", "main"),
    ("redacteur-oost", "/beheer/reports/besluiten/", "main"),
    ("redacteur-oost", "/beheer/kennis/", "main"),
    ("redacteur-oost", "/beheer/", "#misses-section"),
    ("redacteur-oost", "/beheer/reports/niet-gevonden/", "main"),
    ("redacteur-oost", "/beheer/reports/klopt-nog/", "main"),
    ("redacteur-oost", "/beheer/klopt-nog/stuk/{live}/", "main"),
    ("admin", "/beheer/klopt-nog/contact/{contact}/", "main"),
    ("admin", "/beheer/contact-bevestigen/{contact}/", "main"),
    ("auteur-oost", "/beheer/account/", "main"),
    ("beheer", "/beheer/reports/ingediend/", "main"),
    ("beheer", "/beheer/mensen/", "main"),
    ("beheer", "/beheer/mensen/uitnodigen/", "main"),
    ("beheer", "/beheer/mensen/{member}/weg/", "main"),
)


@pytest.fixture(scope="module")
def scene(demo):
    return played(SCENE, demo)


def seen(page, within):
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, scheme in ((360, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        answer = page.evaluate(f"axe.run({json.dumps(within)}, {json.dumps(options)})")
        for rule in answer["violations"]:
            found += [(rule["id"], node["html"][:160]) for node in rule["nodes"]]
    return found


def test_axe_sees_no_violation_of_ours(scene, browser, base_url, signed_in):
    found = {}
    for reader, address, within in PLACES:
        context = browser.new_context(base_url=base_url, storage_state=signed_in(reader))
        page = context.new_page()
        assert page.goto(address.format(**scene)).ok, address
        assert page.locator(within).count()
        for rule, html in seen(page, within):
            found.setdefault((address, rule), html)
        context.close()
    assert found == {}

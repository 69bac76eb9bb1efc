"""The portal manager invites people and sets rules, and is kept away from content."""

import pytest

from tests.journeys.desk import at_the_desk, choose, our_parts_are_readable, said, waiting
from tests.journeys.scenes import played

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

TITLE = "Wat u doet na een dreigbericht"
INVITED = "nieuwe.redacteur@example.org"
# A guide waits for the editor of its organisation; nobody else has seen it.
SCENE = f"""
from django.contrib.auth.models import User
from cms.models import GuidePage
from tests.factories import make_draft
author = User.objects.get(username="auteur-limburg")
fields = {{"title": {TITLE!r}, "slug": "wat-u-doet-na-een-dreigbericht"}}
page = make_draft(GuidePage, under="riec-limburg", owner=author, **fields)
version = page.save_revision(user=author)
state = page.get_workflow().start(page, author)
seen = {{"page": page.pk, "version": version.pk, "step": state.current_task_state.pk}}
"""


@pytest.fixture(scope="module")
def scene(demo):
    return played(SCENE, demo)


@pytest.fixture
def manager(new_context, signed_in):
    return at_the_desk(new_context, signed_in, "beheer")


def invite(page, address, role, organisation):
    page.get_by_role("link", name="Mensen", exact=True).click()
    page.get_by_role("link", name="Iemand uitnodigen").click()
    page.fill("[name=email]", address)
    page.select_option("[name=organisation]", label=organisation)
    page.select_option("[name=role]", value=role)
    our_parts_are_readable(page)
    page.get_by_role("button", name="Uitnodiging versturen").click()


def ask_the_vng_for_guides(page, wanted):
    page.goto("/beheer/")
    page.get_by_role("button", name="Instellingen").click()
    page.get_by_role("link", name="Instellingen van het portaal").click()
    page.get_by_label("Handreiking", exact=True).set_checked(wanted)
    page.locator("footer [type=submit]").first.click()
    said(page, "Instellingen van het portaal gewijzigd.")


def test_the_portal_manager_invites_somebody_but_not_themselves(manager):
    invite(manager, INVITED, "editors", "RIEC Limburg")
    said(manager, "De uitnodiging is verstuurd.")
    row = manager.get_by_role("row").filter(has_text=INVITED)
    expect(row).to_contain_text("RIEC Limburg")
    expect(row).to_contain_text("Carla Verstegen")
    our_parts_are_readable(manager)
    invite(manager, "beheer@example.org", "editors", "RIEC Limburg")
    expect(manager.locator("main")).to_contain_text("Niemand geeft zichzelf een rol")


def test_the_rule_of_the_portal_manager_sends_a_guide_past_the_vng(
    manager, new_context, signed_in, scene
):
    ask_the_vng_for_guides(manager, True)
    riec = at_the_desk(new_context, signed_in, "redacteur-limburg")
    waiting(riec).get_by_role("link", name=TITLE, exact=True).click()
    choose(riec, "Goedkeuren")
    said(riec, "is gewijzigd")
    vng = at_the_desk(new_context, signed_in, "redacteur-vng")
    row = waiting(vng).get_by_role("listitem").filter(has_text=TITLE)
    expect(row).to_contain_text("Redactie van de VNG")
    ask_the_vng_for_guides(manager, False)


def test_the_portal_manager_gets_no_content(manager, scene):
    for name in ("Pagina’s", "Aanbevelingen", "Toestemmingen", "Afbeeldingen"):
        expect(manager.get_by_role("navigation").get_by_text(name)).to_have_count(0)
    draft, step, version = scene["page"], scene["step"], scene["version"]
    for address in (
        "les/",
        "pages/",
        f"pages/{draft}/",
        f"pages/{draft}/edit/",
        f"pages/{draft}/view_draft/",
        f"pages/{draft}/history/",
        f"pages/{draft}/revisions/compare/{version}...latest/",
        f"pages/{draft}/revisions/{version}/view/",
        f"pages/workflow/action/{draft}/approve/{step}/",
        f"privacycheck/{draft}/",
        f"bulk/wagtailcore/page/publish/?next=/beheer/&id={draft}",
        "reports/besluiten/",
    ):
        answer = manager.goto(f"/beheer/{address}")
        assert answer.status in {200, 404}, address
        expect(manager.locator("body")).not_to_contain_text(TITLE)
        if answer.ok and "besluiten" not in address:
            refused = manager.get_by_text("Sorry, u hebt geen toegang").or_(
                manager.get_by_text("U hebt niet de juiste rechten")
            )
            expect(refused).to_be_visible()
    expect(manager.locator("main")).to_contain_text("niet voor u")

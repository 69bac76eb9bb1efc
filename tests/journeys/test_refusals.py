"""Nobody approves their own change: an author who is editor too tries every detour by hand."""

import pytest

from tests.journeys.conftest import PATIENCE
from tests.journeys.desk import choose, said
from tests.journeys.scenes import played
from tests.journeys.test_editor import sign_in

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

WHO, PASSWORD = "schrijft-en-keurt", "vier-gewone-woorden"
REFUSED = "u hebt geen toegang tot dit gedeelte"
TITLE = "Een les langs elke omweg"
ADDRESS = "/organisaties/riec-noord-holland/een-les-langs-elke-omweg/"
SCENE = f"""
from django.contrib.auth.models import User
from cms.models import LessonPage
from tests.factories import make_draft, organisation
both = User.objects.create_user({WHO!r}, "{WHO}@example.org", {PASSWORD!r})
place = organisation("riec-noord-holland")
both.groups.set([place.authors, place.editors])
fields = {{"title": {TITLE!r}, "slug": {ADDRESS.split("/")[-2]!r}}}
page = make_draft(LessonPage, under=place.slug, owner=both, **fields)
first = page.save_revision(user=both)
page.summary += " Nu met een zin erbij."
page.save_revision(user=both)
seen = {{"page": page.pk, "first": first.pk, "vng": organisation("vng").page.pk}}
"""


@pytest.fixture
def scene(demo):
    return played(SCENE, demo)


@pytest.fixture
def writer(new_context, scene):
    """Somebody who is author and editor, and handed in a lesson of their own."""
    page = new_context().new_page()
    page.set_default_timeout(PATIENCE)
    sign_in(page, WHO, {WHO: PASSWORD})
    page.goto(f"/beheer/pages/{scene['page']}/edit/")
    choose(page, "Stuur door naar Redactie")
    said(page, "ter goedkeuring ingediend")
    return page


def buttons_below(page, address):
    page.goto(address)
    page.locator("footer").wait_for()
    return page.locator("footer button").evaluate_all("all => all.map(each => each.textContent)")


def send_by_hand(page, address, **fields):
    """Send a form that no page offers; return what the desk answers."""
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    token = next(value for name, value in cookies.items() if "csrftoken" in name)
    form = {"csrfmiddlewaretoken": token, **fields}
    answer = page.request.post(address, form=form, headers={"Referer": page.url})
    assert answer.status < 500, address
    return answer.text()


def where_to_approve(page):
    """The address behind a button that is not there, made of the one that is."""
    button = page.locator("[data-workflow-action-name=reject]")
    address = button.get_attribute("data-workflow-action-modal-url")
    return address.replace("collect_action_data", "action").replace("reject", "approve")


def test_every_detour_to_publish_ones_own_lesson_is_refused(writer, scene, page):
    form = f"/beheer/pages/{scene['page']}/edit/"
    below = " ".join(buttons_below(writer, form))
    assert "Terugsturen" in below
    assert "Goedkeuren" not in below
    assert "Publiceren" not in below

    assert REFUSED in send_by_hand(writer, where_to_approve(writer), comment="")

    writer.goto(f"/beheer/bulk/wagtailcore/page/publish/?next=/beheer/&id={scene['page']}")
    expect(writer.locator("main")).to_contain_text("U hebt niet de juiste rechten")
    expect(writer.locator("main form [type=submit]")).to_have_count(0)

    writer.goto(f"/beheer/pages/{scene['page']}/move/{scene['vng']}/confirm/")
    said(writer, "blijft bij deze organisatie")

    writer.goto(f"/beheer/pages/{scene['page']}/copy/")
    expect(writer.locator("[name=publish_copies]")).to_have_count(0)

    old = f"/beheer/pages/{scene['page']}/revisions/{scene['first']}/revert/"
    assert "Publiceren" not in " ".join(buttons_below(writer, old))

    assert page.goto(ADDRESS).status == 404
    page.goto(f"/zoeken/?q={TITLE.replace(' ', '+')}")
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)

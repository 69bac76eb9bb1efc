"""A case names its municipality only with consent; once that ends, no channel tells which."""

import datetime
import json
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import PageLogEntry
from wagtail.signals import page_unpublished

from cms.consents import limit_readers
from cms.models import (
    Attachment,
    CaseStudyPage,
    KnowledgePage,
    LessonPage,
    Municipality,
    RelatedLink,
)
from cms.moderation.approvals import NotApprovedError
from tests.cms.editor_form import approve_everything, edit_address, errors_of, form_at, hand_in
from tests.factories import CONSENT, go_live, make_item, member_of, organisation, signed_in

pytestmark = pytest.mark.django_db

OWN = "riec-limburg"
TOWN = "Maastricht"  # the only one of its size in Limburg
REASON = "De gemeente trok het per brief in."
LAST_DAY = datetime.date(2026, 12, 31)
GONE = {"page": 404, "lesson": 404, "named": [], "hits": [], "files": 404, "facets": []}


@dataclass
class Scene:
    """A case that names its town, a lesson from it, and an item beside it."""

    case: KnowledgePage
    lesson: KnowledgePage
    neighbour: KnowledgePage


def make_scene(text: str = "", file: bytes = b"", town: str = TOWN, **consent: Any) -> Scene:
    """Publish them; `text` stands in the case, in its lesson, and in a file."""
    case = make_item(
        under=OWN,
        title=f"Zwerfjongeren {text}",
        municipality=Municipality.objects.get(name=town),
        topics=["bibob"],
        **{**CONSENT, **consent},
    )
    if file:
        document = Document.objects.create(title="Brief", file=ContentFile(file, "brief.txt"))
        case.attachments = [Attachment(title="Brief", document=document)]
        go_live(case)
    lesson = make_item(LessonPage, under=OWN, linked_case=case, lesson=f"Bel vroeg {text}")
    neighbour = make_item(title="Buur")
    neighbour.related_links = [RelatedLink(item=case.knowledgepage_ptr)]
    go_live(neighbour)
    return Scene(CaseStudyPage.objects.get(pk=case.pk), lesson, neighbour)


def told(scene: Scene) -> dict[str, Any]:
    """What a stranger can know of the town, from every channel."""
    client = Client()
    addresses = {
        *("/", "/praktijkvoorbeelden/", "/lessen/", f"/organisaties/{OWN}/", "/sitemap.xml"),
        *("/onderwerpen/bestuurlijke-aanpak-en-instrumenten/", "/zoeken/?onderwerp=bibob"),
        *("/zoeken/?q=zwerfjongeren", "/zoeken/suggesties/?q=zwerf", scene.neighbour.url),
        *(scene.case.url, scene.lesson.url),
    }
    out = StringIO()
    call_command("search", TOWN, "--json", stdout=out)
    found = json.loads(out.getvalue())
    results = client.get("/zoeken/", {"onderwerp": "bibob"}).context["results"]
    facets = {facet.name: [bucket.value for bucket in facet.buckets] for facet in results.facets}
    document = Document.objects.first()
    return {
        "page": client.get(scene.case.url).status_code,
        "lesson": client.get(scene.lesson.url).status_code,
        "named": [each for each in sorted(addresses) if TOWN in client.get(each).text],
        "hits": [hit["title"] for hit in found["hits"] if TOWN in hit["title"]],
        "files": client.get(document.url).status_code if document else 404,
        "facets": sorted({*facets.get("size", ()), *facets.get("region", ())}),
    }


def withdraw(scene: Scene, who: str = "redacteur", slug: str = OWN, role: str = "editors") -> Any:
    browser = signed_in(member_of(who, slug, role))
    return browser.post(withdrawal(scene.case), {"reason": REASON})


def withdrawal(case: KnowledgePage) -> str:
    return reverse("cms_withdraw_consent", args=[case.pk])


def after(last_day: datetime.date) -> datetime.datetime:
    """The next day, early in the morning."""
    noon = datetime.datetime.combine(last_day, datetime.time(1), tzinfo=datetime.UTC)
    return noon + datetime.timedelta(days=1)


def test_while_the_consent_lasts_everybody_may_know() -> None:
    scene = make_scene()
    before = told(scene)
    assert before["named"] == [scene.case.url]
    assert before["facets"] == ["100000-250000", "limburg"]


@pytest.mark.usefixtures("engine")
def test_a_withdrawn_name_is_in_no_channel_and_five_towns_fit() -> None:
    scene = make_scene()
    alias = scene.case.create_alias(update_slug="spiegel", parent=organisation("vng").page)
    assert TOWN in Client().get(alias.url).text
    assert withdraw(scene).status_code == 302
    assert told(scene) == {**GONE, "page": 200, "lesson": 200, "facets": ["limburg"]}
    assert TOWN not in Client().get(alias.url).text
    assert "100.000" not in Client().get(scene.case.url).text
    entry = PageLogEntry.objects.get(page=scene.case.pk, action="cms.consent_withdraw")
    assert (entry.user.username, entry.data["reason"]) == ("redacteur", REASON)


def test_what_names_the_town_in_its_text_goes_offline() -> None:
    scene = make_scene(text=f"in {TOWN.lower()}se straten")
    assert TOWN in Client().get(scene.case.url).text
    browser = signed_in(member_of("vng-redacteur", "vng", "editors"))
    announced = browser.get(withdrawal(scene.case)).context
    assert {item.pk for item in announced["offline"]} == {scene.case.pk, scene.lesson.pk}
    answer = browser.post(withdrawal(scene.case), {"reason": REASON})
    assert answer["Location"] == reverse("cms_consents")
    assert told(scene) == GONE


def test_consent_that_ended_hides_at_once_and_the_schedule_does_the_rest(time_machine: Any) -> None:
    plain = make_scene(consent_until=LAST_DAY)
    time_machine.move_to(after(LAST_DAY) - datetime.timedelta(days=1))
    assert told(plain)["named"] == [plain.case.url]
    time_machine.move_to(after(LAST_DAY))
    page = Client().get(plain.case.url).text
    assert TOWN not in page
    assert "100.000" not in page
    assert "100.000" not in Client().get(plain.lesson.url).text
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert told(plain) == {**GONE, "page": 200, "lesson": 200, "facets": ["limburg"]}
    assert PageLogEntry.objects.filter(action="cms.consent_end").count() == 1


@pytest.mark.usefixtures("engine")
def test_a_text_that_names_the_town_is_not_read_a_day_longer(time_machine: Any) -> None:
    scene = make_scene(text=f"in {TOWN}", consent_until=LAST_DAY)
    time_machine.move_to(after(LAST_DAY))
    assert {**told(scene), "facets": []} == GONE  # a count may linger until the schedule runs
    call_command("publish_scheduled")
    assert told(scene) == GONE
    assert not KnowledgePage.objects.get(pk=scene.case.pk).live


def test_a_copy_rests_on_the_same_consent() -> None:
    scene = make_scene()
    copy = scene.case.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    copy = CaseStudyPage.objects.get(pk=copy.pk)
    go_live(copy)
    withdraw(scene)
    assert TOWN not in Client().get(copy.url).text
    assert "100.000" not in Client().get(copy.url).text


def test_an_old_version_does_not_bring_the_name_back() -> None:
    scene = make_scene()
    old = scene.case.live_revision
    withdraw(scene)
    editor = signed_in(member_of("redacteur-2", OWN, "editors"))
    address = reverse("wagtailadmin_pages:revisions_revert", args=[scene.case.pk, old.pk])
    form = form_at(editor, address)
    refused = errors_of(hand_in(editor, edit_address(scene.case), form))
    assert "ingetrokken" in refused["municipality"]
    with pytest.raises(Exception, match="ingetrokken"):
        old.publish()
    assert TOWN not in Client().get(scene.case.url).text


def test_a_consent_of_a_later_day_lets_it_name_the_town_again(time_machine: Any) -> None:
    scene = make_scene()
    withdraw(scene)
    later = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=2)
    time_machine.move_to(later)
    author = signed_in(member_of("redacteur-2", OWN, "editors"))
    form = form_at(author, edit_address(scene.case))
    form["consent_on"] = later.date().isoformat()
    assert hand_in(author, edit_address(scene.case), form).status_code == 302
    approve_everything()
    assert TOWN in Client().get(scene.case.url).text
    assert withdraw(scene, who="redacteur-3").status_code == 302
    assert TOWN not in Client().get(scene.case.url).text


def test_nobody_else_withdraws_or_sees_the_list() -> None:
    scene = make_scene()
    others = [(OWN, "authors", 404), (OWN, "members", 302), ("riec-oost-nederland", "editors", 404)]
    for slug, role, status in others:
        browser = signed_in(member_of(f"{slug}-{role}", slug, role))
        assert browser.post(withdrawal(scene.case), {"reason": REASON}).status_code == status
        assert TOWN not in browser.get(reverse("cms_consents")).text
    assert CaseStudyPage.objects.get(pk=scene.case.pk).consent_withdrawn_on is None


def test_the_list_says_who_when_and_until_when_and_asks_for_a_reason() -> None:
    scene = make_scene(consent_proof="In ons archief")
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    text = editor.get(reverse("cms_consents")).text
    assert all(each in text for each in (TOWN, "31 december 2099", "1 maart 2026", "archief"))
    for reason in ("", "kort", "Bel 06-12345678 voor de brief."):
        answer = editor.post(withdrawal(scene.case), {"reason": reason})
        assert answer.context["form"].errors["reason"]
    assert TOWN in Client().get(scene.case.url).text


def test_the_form_says_what_is_wrong_with_a_consent() -> None:
    scene = make_scene()
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    form = form_at(editor, edit_address(scene.case))
    for field, value, words in (
        ("consent_until", "2020-01-01", "liep af op 1 januari 2020"),
        ("consent_until", "", "vanaf wanneer en tot wanneer"),
        ("consent_organisation", "", "vanaf wanneer en tot wanneer"),
        ("consent_on", "2098-01-01", "nooit in de toekomst"),
    ):
        sent = {**form, field: value}
        assert words in errors_of(hand_in(editor, edit_address(scene.case), sent))[field]


def test_withdrawing_makes_nothing_live_that_nobody_approved() -> None:
    scene = make_scene()
    scene.case.title = "Niet gelezen"
    scene.case.save_revision()
    withdraw(scene)
    assert "Niet gelezen" not in Client().get(scene.case.url).text
    with pytest.raises(NotApprovedError):
        CaseStudyPage.objects.get(pk=scene.case.pk).latest_revision.publish()


def test_what_names_the_town_ends_with_the_consent_though_its_case_is_gone(
    time_machine: Any,
) -> None:
    time_machine.move_to("2026-12-01")
    scene = make_scene(f"in {TOWN}", consent_until=LAST_DAY)
    CaseStudyPage.objects.get(pk=scene.case.pk).delete()
    time_machine.move_to("2027-01-01")
    call_command("publish_scheduled")
    assert not LessonPage.objects.get(pk=scene.lesson.pk).live


def test_a_consent_that_cannot_be_ended_stops_no_other(time_machine: Any) -> None:
    stuck, other = (make_scene(f"in {TOWN}", consent_until=LAST_DAY).case for _each in range(2))
    time_machine.move_to(after(LAST_DAY))

    def refuse(sender: Any, instance: Any, **kwargs: Any) -> None:
        if instance.pk == stuck.pk:
            raise ValueError

    page_unpublished.connect(refuse)
    try:
        call_command("publish_scheduled")
    finally:
        page_unpublished.disconnect(refuse)
    assert [KnowledgePage.objects.get(pk=each.pk).live for each in (stuck, other)] == [True, False]
    assert Client().get(stuck.url).status_code == 404  # hidden all the same


def test_what_names_the_town_after_the_end_is_read_by_nobody_whoever_published_it() -> None:
    scene = make_scene(f"in {TOWN}")
    withdraw(scene)
    lesson = LessonPage.objects.get(pk=scene.lesson.pk)
    limit_readers(lesson)
    assert lesson.readable_until < timezone.localdate()
    lesson.title, lesson.lesson = "Zonder naam", "Bel vroeg."
    limit_readers(lesson)
    assert lesson.readable_until is None

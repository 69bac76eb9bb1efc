"""When the consent to name a municipality ends: what may stand in a file, read or not."""

import re
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.consents import limit_readers
from cms.models import Attachment, CaseStudyPage, KnowledgePage, LessonPage
from cms.moderation import draft_texts
from cms.moderation.file_limits import LateError
from tests.factories import go_live, member_of, organisation, signed_in
from tests.test_consents import (
    GONE,
    LAST_DAY,
    OWN,
    TOWN,
    after,
    make_scene,
    told,
    withdraw,
    withdrawal,
)

pytestmark = pytest.mark.django_db
ONE_OF_MANY = "Venray"  # its size and region fit five others
LOCKED = b"\0"  # no text, whatever its name says
SEEN = "Zelf gelezen: het noemt geen gemeente."


def status_of(item: KnowledgePage) -> int:
    return Client().get(item.url).status_code


@pytest.mark.parametrize("file", [b"Brief aan Maastricht.", b"Aan de raad.", LOCKED])
def test_what_names_the_town_in_a_file_only_goes_offline_and_what_may_do_so_is_hidden(
    monkeypatch: pytest.MonkeyPatch, file: bytes
) -> None:
    scene = make_scene(file=file)
    assert told(scene)["files"] == 200
    if file == b"Aan de raad.":  # there was no time to read it
        monkeypatch.setattr(draft_texts, "text_of_file", Mock(side_effect=LateError))
    withdraw(scene)
    assert told(scene) == {**GONE, "lesson": 200, "facets": []}


@pytest.mark.parametrize(("names", "status"), [("de raad", 200), (ONE_OF_MANY, 404)])
def test_a_file_there_was_no_time_to_read_hides_after_the_consent_until_it_is_read(
    monkeypatch: pytest.MonkeyPatch, time_machine: Any, names: str, status: int
) -> None:
    busy = {"side_effect": LateError}
    with monkeypatch.context() as moment:
        moment.setattr(draft_texts, "text_of_file", Mock(**busy))
        file = f"Brief aan {names}.".encode()
        scene = make_scene(file=file, town=ONE_OF_MANY, consent_until=LAST_DAY)
        assert status_of(scene.case) == 200
        time_machine.move_to(after(LAST_DAY))
        for _time in range(2):
            assert status_of(scene.case) == 404
            call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert status_of(scene.case) == status
    assert PageLogEntry.objects.filter(page=scene.case.pk, action="cms.consent_end").count() <= 2
    lesson = LessonPage.objects.get(pk=scene.lesson.pk)
    with monkeypatch.context() as moment:  # published again, also without time to read it
        moment.setattr(draft_texts, "text_of_file", Mock(**busy))
        document = scene.case.attachments.get().document
        lesson.attachments = [Attachment(title="Brief", document=document)]
        go_live(lesson)
        assert status_of(lesson) == 404
    call_command("publish_scheduled")
    assert status_of(lesson) == status


def test_what_nobody_can_read_shows_again_once_an_editor_signs_that_it_names_no_town() -> None:
    scene = make_scene(file=LOCKED)
    alias = scene.case.create_alias(update_slug="spiegel", parent=scene.case.get_parent())
    editor = signed_in(member_of("redacteur-2", OWN, "editors"))
    check = reverse("cms_privacy_check", args=[scene.case.pk])
    editor.get(check)  # a file that is signed for personal data only is looked at again
    sign(editor, check)
    assert "brief" in editor.get(withdrawal(scene.case)).text
    withdraw(scene)
    call_command("publish_scheduled")
    assert [status_of(each) for each in (scene.case, alias)] == [404, 404]
    assert check in editor.get(reverse("cms_consents")).text
    vng = signed_in(member_of("vng", "vng", "editors"))
    people = organisation(OWN).editors.user_set.all()
    for free in (True, False):  # where nobody is, it looks in their place
        people.update(is_active=free)
        assert (check in vng.get(reverse("cms_consents")).text) is not free
        assert vng.get(check).status_code == (404 if free else 200)
    people.update(is_active=True)
    author = signed_in(member_of("auteur", OWN, "authors"))
    assert sign(author, check) is None
    page = editor.get(check).text
    assert "brief" in page
    assert "of het de gemeente noemt" in page
    sign(editor, check)
    assert [status_of(each) for each in (scene.case, alias)] == [200, 200]
    assert check not in editor.get(reverse("cms_consents")).text
    entry = PageLogEntry.objects.filter(page=scene.case.pk, action="cms.privacy_sign").latest("pk")
    assert (entry.user.username, entry.data["reason"]) == ("redacteur-2", SEEN)
    call_command("publish_scheduled")
    assert status_of(scene.case) == 200
    assert TOWN not in Client().get(scene.case.url).text
    draft = CaseStudyPage.objects.get(pk=scene.case.pk)
    draft.attachments = []
    draft.save_revision()
    editor.get(check)  # what readers see stays signed while the draft has it no more
    limit_readers(CaseStudyPage.objects.get(pk=draft.pk))
    assert status_of(scene.case) == 200


def sign(browser: Client, check: str) -> Any:
    """Sign the only open finding, if this person may."""
    hidden = dict(
        re.findall(r'name="(finding|text_hash)" value="([^"]*)"', browser.get(check).text)
    )
    return browser.post(check, {**hidden, "reason": SEEN}) if hidden else None

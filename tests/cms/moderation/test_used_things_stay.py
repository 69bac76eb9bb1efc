"""What a page, a draft or what waits for its day uses stays; if it went, nothing breaks."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.models import Attachment, Contact, GuideHelpline, GuidePage
from tests.cms.editor_form import decide, edit_address, form_at, hand_in
from tests.cms.mail.post import delivered, desk_with_addresses, use_queue
from tests.cms.moderation.conftest import OTHER, OWN
from tests.cms.moderation.test_contacts import LIST, confirm
from tests.cms.moderation.test_detours_by_files import new_file
from tests.factories import go_live, make_contact, signed_in

pytestmark = pytest.mark.django_db

LATER = timezone.now() + datetime.timedelta(days=1)
NEW = "Wat er nieuw is"


def planned(desk, thing=None):
    """Approve a next version of a live guide, which uses this, for a later day."""
    page = desk.draft(kind=GuidePage, title="Gids")
    go_live(page)
    draft = GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title, draft.go_live_at = NEW, LATER
    if isinstance(thing, Document):
        draft.attachments = [Attachment(title="Bijlage", document=thing)]
    elif isinstance(thing, Image):
        draft.image, draft.image_alt = thing, "Een foto."
    else:
        draft.contact = thing
    draft.save_revision(user=desk.people["author"])
    state = desk.hand_in(GuidePage.objects.get(pk=draft.pk))
    decide(desk.people["editor"], state, "approve")
    return draft


def new_contact(**fields):
    """A contact that nobody confirmed yet; its draft is as what is kept."""
    contact = make_contact(**fields)
    Contact.objects.filter(pk=contact.pk).update(live=False, has_unpublished_changes=True)
    return contact


def press_delete(person, name, thing):
    return signed_in(person).post(reverse(f"{name}:delete", args=[thing.pk]), follow=True)


def delete_in_bulk(person, *things, follow=True):
    model = things[0]._meta
    address = f"/beheer/bulk/{model.app_label}/{model.model_name}/delete/?next=/beheer/"
    chosen = "".join(f"&id={thing.pk}" for thing in things)
    return signed_in(person).post(address + chosen, follow=follow)


DOORS = {
    "a document": (
        *("editor", Document),
        lambda who, it: [press_delete(who, "wagtaildocs", it), delete_in_bulk(who, it)],
    ),
    "a picture": (
        *("editor", Image),
        lambda who, it: [press_delete(who, "wagtailimages", it), delete_in_bulk(who, it)],
    ),
    "a contact": (
        *("superuser", Contact),
        lambda who, it: [press_delete(who, LIST, it), delete_in_bulk(who, it)],
    ),
    "a new contact": (
        *("second editor", Contact),
        lambda who, it: [confirm(who, it, follow=True, action="drop")],
    ),
}


@pytest.mark.parametrize("what", DOORS)
def test_what_waits_for_its_day_keeps_what_it_uses_and_the_desk_names_it(desk, what, time_machine):
    who, model, delete = DOORS[what]
    contact = new_contact if what == "a new contact" else make_contact
    thing = contact(under=OWN) if model is Contact else new_file(desk, model)
    page = planned(desk, thing)
    for answer in delete(desk.people[who], thing):
        assert NEW in answer.text
        assert "Haal het daar eerst weg" in answer.text
    assert model.objects.filter(pk=thing.pk).exists()
    time_machine.move_to(LATER + datetime.timedelta(hours=1))
    call_command("publish_scheduled")
    shown = GuidePage.objects.get(pk=page.pk).title
    assert (shown == NEW) is (what != "a new contact")  # which nobody confirmed in time


def test_a_draft_of_others_is_counted_and_not_named(desk):
    contact, draft = new_contact(under=OTHER), desk.draft(kind=GuidePage, title=NEW)
    draft.helplines = [GuideHelpline(contact=contact)]
    draft.save_revision(user=desk.people["author"])
    answer = confirm(desk.people["editor elsewhere"], contact, follow=True, action="drop")
    assert Contact.objects.filter(pk=contact.pk).exists()
    assert "1 pagina die u niet mag zien" in answer.text
    assert NEW not in answer.text


@pytest.mark.parametrize("model", [Document, Contact])
def test_what_went_all_the_same_stops_no_other_page_and_closes_no_form(
    settings, model, time_machine
):
    """By a shell, or before this was refused: the version without it is not what was approved."""
    use_queue(settings)
    desk = desk_with_addresses()
    thing = make_contact() if model is Contact else new_file(desk, model)
    page, other = planned(desk, thing), planned(desk)
    model.objects.filter(pk=thing.pk)._raw_delete("default")
    time_machine.move_to(LATER + datetime.timedelta(hours=1))
    delivered(minutes=11)
    for _run in range(2):
        call_command("publish_scheduled")
    assert GuidePage.objects.get(pk=other.pk).title == NEW
    assert GuidePage.objects.get(pk=page.pk).title == "Gids"
    [message] = delivered(minutes=11)
    assert message.to == ["auteur@example.org"]
    assert "1 stuk van u verscheen niet op de geplande dag" in message.body
    author, number = signed_in(desk.people["author"]), page.latest_revision_id
    compared = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", number])
    history = reverse("wagtailadmin_pages:history", args=[page.pk])
    check = reverse("cms_privacy_check", args=[page.pk])
    assert "is er niet meer" in author.get(history).text
    assert [author.get(address).status_code for address in (compared, check)] == [200, 200]
    form = form_at(author, edit_address(page))
    assert hand_in(author, edit_address(page), form).status_code == 302


@pytest.mark.parametrize("is_used", [True, False])
def test_a_selection_is_deleted_or_kept_with_as_many_readings_of_the_drafts_as_one(desk, is_used):
    counts = []
    for number in (1, 4):
        files = [new_file(desk, Document) for _each in range(number)]
        planned(desk, files[0] if is_used else None)
        with CaptureQueriesContext(connection) as asked:
            answer = delete_in_bulk(desk.people["editor"], *files, follow=False)
        told = " ".join(map(str, get_messages(answer.wsgi_request)))
        assert told.count(NEW) == is_used  # and not by what uses other files
        counts.append(sum('"wagtailcore_revision"."content"' in each["sql"] for each in asked))
        there = Document.objects.filter(pk__in=[file.pk for file in files]).count()
        assert there == (number if is_used else 0)
    # The form asks once; what deletes them all asks once more, as no form may have asked.
    assert counts == ([1, 1] if is_used else [2, 2])

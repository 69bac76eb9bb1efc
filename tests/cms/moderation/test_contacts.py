"""What readers see of a contact changes when somebody confirmed it who did not change it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from cms.models import Contact, GuideHelpline, GuidePage, PlaybookPage, PlaybookStep
from cms.moderation.read_version import version_of
from tests.cms.editor_form import decide, edit_address, form_at, hand_in
from tests.cms.moderation.conftest import OTHER, OWN
from tests.cms.moderation.test_work_panels import panels
from tests.factories import (
    go_live,
    make_contact,
    make_draft,
    make_item,
    member_of,
    organisation,
    signed_in,
)

OLD, NEW = "0900-1111", "0900-2222"
LONG_AGO = timezone.localdate() - datetime.timedelta(days=80)
SECRET = "Wacht nog"
LIST = "wagtailsnippets_cms_contact"


def form_of(contact):
    """Return what a browser would send of its form, untouched."""
    form = {name: getattr(contact, name) for name in Contact.FIELDS}
    return form | {"owner": contact.owner_id, "last_checked": contact.last_checked.isoformat()}


def change(person, contact, **values):
    """Send the form; whoever may not change the contact is refused."""
    address = reverse(f"{LIST}:edit", args=[contact.pk])
    return signed_in(person).post(address, {**form_of(contact), **values})


def ask(person, contact):
    return signed_in(person).get(reverse("cms_confirm_contact", args=[contact.pk]))


def confirm(person, contact, *, follow=False, **values):
    """Press the button on the page that shows what changes; without the page, make one up."""
    shown = ask(person, contact)
    version = shown.context["version"] if shown.status_code == 200 else "1 2026"
    address = reverse("cms_confirm_contact", args=[contact.pk])
    return signed_in(person).post(address, {"version": version, **values}, follow=follow)


def guide_with(contact):
    page = make_draft(GuidePage, contact=contact)
    page.helplines = [GuideHelpline(contact=contact)]
    go_live(page)
    return page


def elsewhere():
    return member_of("auteur-elders", OTHER, "authors")


def shown_on(page):
    return Client().get(page.url).text


def test_readers_see_the_old_number_until_somebody_else_confirms_the_new_one(desk):
    contact = make_contact(under=OWN, phone=OLD)
    page = guide_with(contact)
    editor, second = desk.people["editor"], desk.people["second editor"]
    change(editor, contact, phone=NEW, **{"action-publish": "yes"})
    confirm(editor, contact)
    assert (OLD in shown_on(page), NEW in shown_on(page)) == (True, False)
    assert "Loket" in panels(second)["waiting"]
    assert "waiting" not in panels(editor)
    told = ask(second, contact).text
    assert OLD in told
    assert NEW in told
    confirm(second, contact)
    assert (OLD in shown_on(page), NEW in shown_on(page)) == (False, True)
    assert "waiting" not in panels(second)
    log = ModelLogEntry.objects.filter(object_id=str(contact.pk)).order_by("pk")
    assert list(log.exclude(user=None).values_list("action", "user__username")) == [
        ("wagtail.edit", "redacteur"),
        ("cms.contact_confirm", "redacteur-2"),
    ]


@pytest.mark.parametrize("writers", [["editor"], ["editor", "second editor", "author and editor"]])
def test_who_acts_for_its_organisation_confirms_and_the_vng_where_all_of_them_wrote(desk, writers):
    contact = make_contact(under=OWN, phone=OLD)
    for number, name in enumerate(writers):
        change(desk.people[name], contact, phone=f"0900-333{number}")
    free = {"editor", "second editor", "author and editor"} - {*writers} or {"editor of the VNG"}
    pages = {name: ask(who, contact).context or {} for name, who in desk.people.items()}
    may = {name for name, page in pages.items() if page.get("may_confirm")}
    assert may == free | {"superuser"}
    waits = {name: panels(who).get("waiting", "") for name, who in desk.people.items()}
    assert {name for name, text in waits.items() if "Loket" in text} == may
    for name in {*desk.people} - may:
        confirm(desk.people[name], contact)
        assert Contact.objects.get().phone == OLD, name
    confirm(desk.people[free.pop()], contact)
    assert Contact.objects.get().phone.startswith("0900-333")


def test_a_new_contact_is_seen_when_it_was_confirmed(desk):
    editor, second = desk.people["editor"], desk.people["second editor"]
    values = {"name": "Nieuw loket", "slug": "nieuw", "phone": NEW, "owner": organisation(OWN).pk}
    values |= {"last_checked": timezone.localdate().isoformat(), "action-publish": "yes"}
    assert signed_in(editor).post(reverse(f"{LIST}:add"), values).status_code == 302
    contact = Contact.objects.get()
    assert "Iemand anders bevestigt" in ask(editor, contact).text
    playbook = make_draft(PlaybookPage, contact=contact)
    playbook.steps = [PlaybookStep(action="Bel", role="U", time_limit="now", contact=contact)]
    go_live(playbook)
    pages = (guide_with(contact), playbook)  # live before this rule, or by code
    assert not [page for page in pages if "Nieuw loket" in shown_on(page) or NEW in shown_on(page)]
    in_use = confirm(second, contact, follow=True, action="drop").text
    assert "Haal het daar eerst weg" in in_use
    confirm(second, contact)
    assert all("Nieuw loket" in shown_on(page) and NEW in shown_on(page) for page in pages)


def draft_with(desk, contact, place):
    """A draft that uses a contact in one place."""
    kind = PlaybookPage if place == "step" else GuidePage
    page = desk.draft(kind=kind, contact=contact if place == "contact" else None)
    if place == "step":
        page.steps = [PlaybookStep(action="Bel", role="U", time_limit="now", contact=contact)]
    elif place == "helpline":
        page.helplines = [GuideHelpline(contact=contact)]
    page.save_revision(user=desk.people["author"])
    return page


@pytest.mark.parametrize("place", ["contact", "helpline", "step"])
def test_what_uses_a_contact_that_nobody_confirmed_is_not_approved_and_says_so(desk, place):
    contact = make_contact("Nieuw loket", under=OWN, phone=NEW)
    Contact.objects.filter(pk=contact.pk).update(live=False, has_unpublished_changes=True)
    page, second = draft_with(desk, contact, place), desk.people["second editor"]
    address, browser = edit_address(page), signed_in(desk.people["author"])
    answer = hand_in(browser, address, form_at(browser, address))
    told = {name: signed_in(desk.people[name]).get(address).text for name in ("author", "editor")}
    told["handed in"] = browser.get(answer.url).text
    for text in told.values():
        assert "Het contact “Nieuw loket” is nog niet bevestigd" in text
        assert "een redacteur van RIEC Limburg" in text
    link = reverse("cms_confirm_contact", args=[contact.pk])
    assert {name for name, text in told.items() if link in text} == {"editor"}
    state = Page.objects.get(pk=page.pk).current_workflow_state
    decide(second, state, "approve")
    assert not state.task_states.filter(finished_by=second).exists()
    past = reverse("cms_publish_with_reason", args=[page.pk])
    reason = "Dit kan niet wachten tot morgen."
    values = {"reason": reason, "version": version_of(Page.objects.get(pk=page.pk).latest_revision)}
    refused = signed_in(desk.people["superuser"]).post(past, values, follow=True).text
    assert "Het contact “Nieuw loket” is nog niet bevestigd" in refused
    confirm(second, contact)
    assert "Nieuw loket” is nog niet" not in browser.get(address).text
    decide(second, state, "approve")
    assert state.task_states.filter(finished_by=second, status="approved").exists()


def test_a_new_contact_that_is_wrong_goes_altogether(desk):
    contact = make_contact(under=OWN, phone=NEW)
    Contact.objects.filter(pk=contact.pk).update(live=False, has_unpublished_changes=True)
    confirm(desk.people["second editor"], contact, action="drop")
    assert not Contact.objects.exists()
    assert ModelLogEntry.objects.filter(action="cms.contact_drop", deleted=True).exists()


def test_who_saves_without_a_change_did_not_write_it(desk):
    contact = make_contact(under=OWN, phone=OLD)
    form = signed_in(desk.people["editor"]).get(reverse(f"{LIST}:edit", args=[contact.pk]))
    assert {*form.context["form"].fields} == {*Contact.FIELDS}  # no field is confirmed unseen
    change(desk.people["editor"], contact, phone=NEW)
    change(desk.people["second editor"], contact, phone=NEW)
    assert ask(desk.people["second editor"], contact).context["may_confirm"]


def test_to_confirm_is_to_check_and_a_second_click_does_no_harm(desk):
    contact = make_contact(under=OWN, last_checked=LONG_AGO)
    change(desk.people["editor"], contact, phone=NEW)
    confirm(desk.people["second editor"], contact)
    contact = Contact.objects.get()
    assert (contact.phone, contact.last_checked) == (NEW, timezone.localdate())
    again = confirm(desk.people["second editor"], contact, follow=True)
    assert "Hier wacht niets" in again.text


def test_only_what_was_read_is_confirmed(desk):
    contact = make_contact(under=OWN, phone=OLD)
    change(desk.people["editor"], contact, phone=NEW)
    read = ask(desk.people["superuser"], contact).context["version"]
    change(desk.people["second editor"], contact, phone="0900-4444")
    answer = confirm(desk.people["superuser"], contact, follow=True, version=read)
    assert Contact.objects.get().phone == OLD
    assert "0900-4444" in answer.text
    assert "intussen" in answer.text


def test_still_right_takes_no_change_along_and_its_day_stays(desk):
    contact = make_contact(under=OWN, phone=OLD, last_checked=LONG_AGO)
    change(desk.people["editor"], contact, phone=NEW)
    address = reverse("cms_contact_still_right", args=[contact.pk])
    signed_in(desk.people["editor"]).post(address)
    contact = Contact.objects.get()
    assert (contact.phone, contact.last_checked) == (OLD, timezone.localdate())
    confirm(desk.people["second editor"], contact)
    contact = Contact.objects.get()
    assert (contact.phone, contact.last_checked) == (NEW, timezone.localdate())


def test_a_change_can_be_dropped_and_readers_see_what_they_saw(desk):
    contact = make_contact(under=OWN, phone=OLD)
    change(desk.people["editor"], contact, phone=NEW)
    confirm(desk.people["editor elsewhere"], contact, action="drop")
    assert Contact.objects.get().has_unpublished_changes
    confirm(desk.people["second editor"], contact, action="drop")
    contact = Contact.objects.get()
    assert (contact.phone, contact.has_unpublished_changes) == (OLD, False)
    assert make_item(GuidePage, contact=contact).contact == contact


def test_what_waits_is_shown_only_to_who_works_for_its_organisation(desk):
    changed = make_contact(under=OWN, phone=OLD)
    fresh = make_contact("Nieuw", under=OWN)
    Contact.objects.filter(pk=fresh.pk).update(live=False, name=SECRET, phone=SECRET)
    for contact in (changed, fresh):
        contact.name = contact.phone = SECRET
        contact.save_revision(user=desk.people["editor"])
    versions = ("live", changed.latest_revision_id)
    of_one = {"history": [], "history_results": [], "usage": [], "inspect": [], "edit": []}
    of_one |= {"revisions_compare": versions, "revisions_revert": versions[1:]}
    told = {}
    for name, person in {**desk.people, "author elsewhere": elsewhere()}.items():
        browser = signed_in(person)
        asked = {
            (view, contact.slug): browser.get(reverse(f"{LIST}:{view}", args=[contact.pk, *more]))
            for view, more in of_one.items()
            for contact in (changed, fresh)
        }
        asked |= {("list", ""): browser.get(reverse(f"{LIST}:list"))}
        chooser = reverse("wagtailsnippetchoosers_cms_contact:choose")
        choose = ("", "results/", f"chosen/{fresh.pk}/", f"chosen-multiple/?id={fresh.pk}")
        asked |= {(part, "choose"): browser.get(chooser + part) for part in choose}
        told[name] = {view for view, answer in asked.items() if SECRET in answer.text}
    seen = {("history", "loket"), ("revisions_compare", "loket"), ("list", "")}
    may_change = ("editor", "second editor", "author and editor", "superuser")
    assert all(seen <= told.pop(name) for name in may_change)
    own = {("list", ""), ("inspect", "nieuw"), *((part, "choose") for part in choose)}
    authors = ("author", "second author")
    assert told == {name: own if name in authors else set() for name in told}


def test_two_contacts_do_not_get_one_code(desk):
    first, second = make_contact(under=OWN), make_contact("Ander", under=OWN)
    for contact in (first, second):
        change(desk.people["editor"], contact, slug="zelfde")
    for contact in (first, second):
        answer = confirm(desk.people["second editor"], contact)
    assert "Dit kan nog niet worden bevestigd:" in answer.text
    assert sorted(Contact.objects.values_list("slug", flat=True)) == ["ander", "zelfde"]

"""Roles x actions x organisations: who may do what at home and elsewhere, and who may not."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from cms.models import Invitation, KnowledgePage, LessonPage, PlaybookPage, PortalSettings
from cms.moderation.read_version import version_of
from cms.reference.organisations import PORTAL_MANAGERS
from tests.cms.editor_form import edit_address, form_of, hand_in
from tests.cms.keeping import changes_contact, changes_page, confirms_contact, make_kept
from tests.cms.mending import mends
from tests.cms.replacing import replaces
from tests.factories import (
    go_live,
    make_draft,
    make_user,
    member_of,
    organisation,
    signed_in,
)

pytestmark = pytest.mark.django_db

ROLES = ("author", "editor", "vng", "manager", "member", "stranger")
# What a role may do: at its own organisation, elsewhere, in both, or nowhere.
TABLE = """
find an unreleased item         own     own     own     -       -       -
find a released item            own     own     own     -       -       -
find what was handed in         own     own     own     -       -       -
make an item                    own     own     own     -       -       -
change one's own draft          own     own     own     -       -       -
change the draft of a colleague -       own     own     -       -       -
open what was handed in         -       own     both    -       -       -
look at its draft               -       own     both    -       -       -
look at its history             -       own     both    -       -       -
compare its versions            -       own     both    -       -       -
change what was handed in       -       own     own     -       -       -
mend what was sent back         -       own     own     -       -       -
mend it where no editor is left -       -       other   -       -       -
hand in one's own draft         own     own     own     -       -       -
approve                         -       own     own     -       -       -
send back                       -       own     own     -       -       -
approve at the VNG              -       -       other   -       -       -
withdraw                        -       own     own     -       -       -
delete the draft of a colleague -       own     own     -       -       -
copy the draft of a colleague   -       own     own     -       -       -
replace a file that is unused   -       own     own     -       -       -
replace a file of an item       -       -       -       -       -       -
change a contact                -       own     own     -       -       -
confirm a contact               -       own     both    -       -       -
change the organisation page    -       own     both    -       -       -
approve the organisation page   -       own     both    -       -       -
invite somebody                 -       own     own     both    -       -
rename the portal               -       -       -       both    -       -
change a group                  -       -       -       -       -       -
give oneself a role             -       -       -       -       -       -
"""


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation with one item in each state, all by a colleague, and a draft of one's own."""

    slug: str
    draft: KnowledgePage
    live: KnowledgePage
    waiting: KnowledgePage
    at_vng: KnowledgePage
    mine: KnowledgePage | None
    contact: Any  # changed by the editor of this place, as is the page
    page: Any


def make_place(slug: str, somebody: Any) -> Place:
    """Fill an organisation; whoever writes at all has a draft there."""
    colleague = member_of(f"collega-{slug}", slug, "authors")
    lessons = [make_draft(LessonPage, under=slug, owner=colleague) for _number in range(4)]
    draft, live, waiting, mine = lessons
    at_vng = make_draft(PlaybookPage, under=slug, owner=colleague)
    go_live(live)
    live.title = "Nieuwere versie"
    for page in (draft, live, waiting, at_vng):
        page.save_revision(user=colleague)
    for page in (waiting, at_vng):
        page.get_workflow().start(page, colleague)
    editor = member_of(f"redactie-{slug}", slug, "editors")
    step = at_vng.current_workflow_task_state
    step.task.specific.on_action(step, editor, "approve", version=version_of(step.revision))
    writes = somebody is not None and somebody.username in {"author", "editor", "vng"}
    mine.owner = somebody if writes else colleague
    mine.save()
    mine.save_revision(user=mine.owner)
    return Place(slug, draft, live, waiting, at_vng, mine, *make_kept(slug, editor))


def person(role: str) -> Any:
    """Return somebody in this role."""
    if role == "stranger":
        return None
    slug = "vng" if role == "vng" else "riec-limburg"
    groups = {"author": "authors", "member": "members"}
    if role == "manager":
        somebody = make_user(role, PORTAL_MANAGERS)
    else:
        somebody = member_of(role, slug, groups.get(role, "editors"))
    somebody.email = f"{role}@example.org"
    somebody.save()
    return somebody


def opens(name: str, state: str, *more: str) -> Callable[[Client, Place], bool]:
    def ask(browser: Client, place: Place) -> bool:
        page = getattr(place, state)
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more])
        return browser.get(address).status_code == 200

    return ask


def finds(state: str) -> Callable[[Client, Place], bool]:
    """Look in the listing of all items."""

    def look(browser: Client, place: Place) -> bool:
        return getattr(place, state).pk in listed(browser)

    return look


@cache
def listed(browser: Client) -> set[int]:
    answer = browser.get("/beheer/kennis/")
    found = answer.context["object_list"] if answer.status_code == 200 else ()
    return {page.pk for page in found}


def changes(state: str) -> Callable[[Client, Place], bool]:
    """Save the form of the editor."""

    def change(browser: Client, place: Place) -> bool:
        page = getattr(place, state)
        browser.post(edit_address(page), form_of(page))
        page = KnowledgePage.objects.get(pk=page.pk).get_latest_revision_as_object()
        return page.summary == "Anders."

    return change


def hands_in(browser: Client, place: Place) -> bool:
    hand_in(browser, edit_address(place.mine), form_of(place.mine))
    return WorkflowState.objects.active().filter(object_id=str(place.mine.pk)).exists()


def decides(action: str, state: str) -> Callable[[Client, Place], bool]:
    """Press a button of the review."""

    def decide(browser: Client, place: Place) -> bool:
        waiting = WorkflowState.objects.get(object_id=str(getattr(place, state).pk))
        before = waiting.current_task_state_id
        names = [waiting.object_id, action, before]
        address = reverse("wagtailadmin_pages:workflow_action", args=names)
        read = version_of(waiting.current_task_state.revision)
        browser.post(address, {"comment": "Te lang.", "version": read})
        status = TaskState.objects.get(pk=before).status
        return status == {"approve": "approved", "reject": "rejected"}[action]

    return decide


def makes(browser: Client, place: Place) -> bool:
    names = ("cms", "lessonpage", organisation(place.slug).page.pk)
    form = {**form_of(place.draft), "title": "Nieuw", "slug": "nieuw"}
    browser.post(reverse("wagtailadmin_pages:add", args=names), form)
    return KnowledgePage.objects.filter(slug="nieuw").exists()


def withdraws(browser: Client, place: Place) -> bool:
    browser.post(reverse("wagtailadmin_pages:unpublish", args=[place.live.pk]))
    return not Page.objects.get(pk=place.live.pk).live


def deletes(browser: Client, place: Place) -> bool:
    browser.post(reverse("wagtailadmin_pages:delete", args=[place.draft.pk]))
    return not Page.objects.filter(pk=place.draft.pk).exists()


def copies(browser: Client, place: Place) -> bool:
    form = {"new_title": "Kopie", "new_slug": "kopie"}
    form["new_parent_page"] = str(place.draft.get_parent().pk)
    browser.post(reverse("wagtailadmin_pages:copy", args=[place.draft.pk]), form)
    return KnowledgePage.objects.filter(slug="kopie").exists()


def invites(browser: Client, place: Place) -> bool:
    form = {"email": "nieuw@example.org", "role": "members"}
    form["organisation"] = str(organisation(place.slug).pk)
    browser.post("/beheer/mensen/uitnodigen/", form)
    return Invitation.objects.exists()


def renames(browser: Client, place: Place) -> bool:
    settings = PortalSettings.load()
    form = model_to_dict(settings, exclude=["fallback_contact"]) | {"site_name": "Anders"}
    browser.post(f"/beheer/settings/cms/portalsettings/{settings.site_id}/", form)
    return PortalSettings.objects.filter(site_name="Anders").exists()


def changes_group(browser: Client, place: Place) -> bool:
    group = organisation(place.slug).members
    return browser.get(f"/beheer/groups/edit/{group.pk}/").status_code == 200


def takes_role(browser: Client, place: Place) -> bool:
    """Try each way in which somebody could come into another group."""
    user_id = browser.session.get("_auth_user_id")
    if user_id is None:
        return False
    user = User.objects.get(pk=user_id)
    before = set(user.groups.all())
    wanted = organisation(place.slug).authors_id
    form = {"username": user.username, "email": user.email, "first_name": "B", "last_name": "H"}
    form |= {"is_active": "on", "groups": str(wanted)}
    browser.post(f"/beheer/users/edit/{user_id}/", form)
    browser.post(f"/beheer/bulk/auth/user/assign_role/?id={user_id}", {"role": str(wanted)})
    form = {"email": user.email.upper(), "role": "editors"}
    form["organisation"] = str(organisation(place.slug).pk)
    browser.post("/beheer/mensen/uitnodigen/", form)
    return set(user.groups.all()) != before or Invitation.objects.exists()


DO: dict[str, Callable[[Client, Place], bool]] = {
    "find an unreleased item": finds("draft"),
    "find a released item": finds("live"),
    "find what was handed in": finds("waiting"),
    "make an item": makes,
    "change one's own draft": changes("mine"),
    "change the draft of a colleague": changes("draft"),
    "open what was handed in": opens("edit", "waiting"),
    "look at its draft": opens("view_draft", "waiting"),
    "look at its history": opens("history", "waiting"),
    "compare its versions": opens("revisions_compare", "waiting", "earliest", "latest"),
    "change what was handed in": changes("waiting"),
    "mend what was sent back": mends(is_left=True),
    "mend it where no editor is left": mends(is_left=False),
    "hand in one's own draft": hands_in,
    "approve": decides("approve", "waiting"),
    "send back": decides("reject", "waiting"),
    "approve at the VNG": decides("approve", "at_vng"),
    "withdraw": withdraws,
    "delete the draft of a colleague": deletes,
    "copy the draft of a colleague": copies,
    "replace a file that is unused": replaces(used=False),
    "replace a file of an item": replaces(used=True),
    "change a contact": changes_contact,
    "confirm a contact": confirms_contact,
    "change the organisation page": changes_page,
    "approve the organisation page": decides("approve", "page"),
    "invite somebody": invites,
    "rename the portal": renames,
    "change a group": changes_group,
    "give oneself a role": takes_role,
}


def expected(role: str) -> dict[str, str]:
    """Return the column of this role."""
    rows = [line.rsplit(maxsplit=len(ROLES)) for line in TABLE.strip().splitlines()]
    return {action: cells[ROLES.index(role)] for action, *cells in rows}


def tried(browser: Client, action: str, place: Place) -> bool:
    with transaction.atomic():  # and taken back
        may = DO[action](browser, place)
        transaction.set_rollback(True)
    return may


@pytest.mark.parametrize("role", ROLES)
def test_each_organisation_owns_its_pages(role: str) -> None:
    """An editor sees and edits only its own unreleased work; the VNG sees the whole chain."""
    somebody = person(role)
    home = "vng" if role == "vng" else "riec-limburg"
    places = [make_place(slug, somebody) for slug in (home, "riec-oost-nederland")]
    browser = signed_in(somebody) if somebody else Client()
    words = {(True, True): "both", (True, False): "own", (False, True): "other"}
    found = {}
    for action in DO:
        may = tuple(tried(browser, action, place) for place in places)
        found[action] = words.get((may[0], may[1]), "-")
    assert found == expected(role)

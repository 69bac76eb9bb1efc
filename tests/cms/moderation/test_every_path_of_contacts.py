"""No path of allowed actions shows readers a contact that nobody else confirmed.

As `test_every_path`, for contacts and a page of an organisation: what may be seen is worked out
from who wrote and who decided.
"""

from collections import Counter
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cms.models import Contact, GuidePage, OrganisationPage
from cms.moderation.read_version import version_of
from tests.cms.moderation.conftest import LONG, OWN, Desk
from tests.cms.moderation.newsroom import PEOPLE, at
from tests.cms.moderation.test_contacts import form_of
from tests.cms.moderation.test_every_path import USUAL
from tests.factories import make_contact, make_item, organisation, signed_in

LIST = "wagtailsnippets_cms_contact"
COMMON = {"changed", "confirmed", "refused", "dropped", "reverted", "still right", "page approved"}

people = st.sampled_from(PEOPLE)


class ContactPaths(RuleBasedStateMachine):
    """Everything that people may do with one contact, and with the page of its organisation."""

    desk: ClassVar[Desk]
    browsers: ClassVar[dict[str, Client]]
    reached: ClassVar[Counter[str]]

    @initialize(who=people)
    def begin(self, who: str) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.texts = 0
        contact = make_contact(under=OWN, phone=self.text())
        self.guide = make_item(GuidePage, under=OWN, contact=contact)
        self.shown = {"contact": contact.phone, "page": organisation(OWN).page.intro}
        self.wrote: dict[str, set[str]] = {"contact": set(), "page": set()}
        self.change(who)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @rule(who=people)
    def change(self, who: str) -> None:
        contact = self.contact()
        self.send(who, "edit", phone=self.text())
        self.reached["changed"] += self.noted(who, contact)

    @rule(who=people, back=st.integers(0, 3))
    def revert(self, who: str, back: int) -> None:
        contact = self.contact()
        old = at(list(contact.revisions.order_by("pk")), back)
        self.send(who, "revisions_revert", old.pk, phone=old.as_object().phone)
        self.reached["reverted"] += self.noted(who, contact)

    @rule(who=people, drops=st.booleans(), before=st.integers(0, 1))
    def decide(self, who: str, drops: bool, before: int) -> None:
        """Confirm or drop the latest change, or the one before it: the last that was read."""
        contact = self.contact()
        read = list(contact.revisions.order_by("-pk")[: before + 1])[-1]
        sent = {"version": version_of(read), "action": "drop" if drops else ""}
        self.post(who, "cms_confirm_contact", contact.pk, **sent)
        now = self.contact()
        if now.live_revision_id == contact.live_revision_id:
            self.reached["refused"] += 1
            return
        if not drops:
            assert who not in self.wrote["contact"]
            self.shown["contact"] = read.as_object().phone
        self.wrote["contact"] = set()
        self.reached["dropped" if drops else "confirmed"] += 1

    @rule(who=people, drops=st.booleans())
    def all_try_to_decide(self, who: str, drops: bool) -> None:
        for name in dict.fromkeys((who, *PEOPLE)):
            self.decide(name, drops, 0)

    @rule(who=people)
    def say_still_right(self, who: str) -> None:
        answer = self.post(who, "cms_contact_still_right", self.contact().pk)
        self.reached["still right"] += answer.status_code == 302

    @rule(who=people, view=st.sampled_from(["unpublish", "delete"]))
    def take_away(self, who: str, view: str) -> None:
        if who != "superuser" or view == "unpublish":
            self.post(who, f"{LIST}:{view}", self.contact().pk)

    @rule(who=people, first=people)
    def write_on_page(self, who: str, first: str) -> None:
        for name in dict.fromkeys((who, "editor")):
            self.hand_page_in(name)
        for name in dict.fromkeys((first, *PEOPLE)):
            self.approve_page(name)

    def hand_page_in(self, who: str) -> None:
        page = organisation(OWN).page
        values = {"title": page.title, "slug": page.slug, "intro": f"Tekst-{self.text()[-3:]}-."}
        values |= {"action-publish": "yes", "action-submit": "yes"}
        values |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        self.post(who, "wagtailadmin_pages:edit", page.pk, **values)
        if OrganisationPage.objects.get(pk=page.pk).latest_revision_id != page.latest_revision_id:
            self.wrote["page"].add(who)

    def approve_page(self, who: str) -> None:
        page = organisation(OWN).page
        state = page.current_workflow_state
        if state is None:
            return
        version = version_of(page.latest_revision)
        names = (page.pk, "approve", state.current_task_state_id)
        self.post(who, "wagtailadmin_pages:workflow_action", *names, version=version)
        now = OrganisationPage.objects.get(pk=page.pk)
        if now.live_revision_id != page.live_revision_id:
            assert who not in self.wrote["page"]
            self.shown["page"] = page.get_latest_revision_as_object().intro
            self.wrote["page"] = set()
            self.reached["page approved"] += 1

    @invariant()
    def readers_see_what_somebody_else_confirmed(self) -> None:
        assert self.contact().phone == self.shown["contact"]
        assert organisation(OWN).page.intro == self.shown["page"]
        assert f'">{self.shown["contact"]}</a>' in Client().get(self.guide.url).text

    def contact(self) -> Contact:
        found: Contact = Contact.objects.get()
        assert found.live
        return found

    def text(self) -> str:
        self.texts += 1
        return f"0900-{self.texts:04}"

    def noted(self, who: str, before: Contact) -> bool:
        """Note whether somebody saved a version."""
        is_saved = self.contact().latest_revision_id != before.latest_revision_id
        self.wrote["contact"] |= {who} if is_saved else set()
        return is_saved

    def send(self, who: str, view: str, /, *names: Any, **values: Any) -> None:
        form = form_of(self.contact()) | {"action-publish": "yes"} | values
        self.post(who, f"{LIST}:{view}", self.contact().pk, *names, **form)

    def post(self, who: str, name: str, /, *names: Any, **values: Any) -> Any:
        return self.browsers[who].post(reverse(name, args=names), values)


@pytest.mark.django_db
def test_no_path_shows_a_contact_that_nobody_else_confirmed(desk: Desk) -> None:
    is_long = settings.get_current_profile_name() == LONG
    ContactPaths.desk, ContactPaths.reached = desk, Counter()
    ContactPaths.browsers = {name: signed_in(desk.people[name]) for name in PEOPLE}
    usual = settings(USUAL, max_examples=12, stateful_step_count=14)
    run_state_machine_as_test(ContactPaths, settings=settings() if is_long else usual)
    assert COMMON - set(+ContactPaths.reached) == set(), ContactPaths.reached

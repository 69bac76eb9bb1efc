"""No path of allowed actions shows readers a text that nobody else approved.

Hypothesis walks through everything that people may do, in any order, and tries the forbidden too.
What may be seen is worked out here by hand, from what people wrote and approved; the portal's own
approvals are not asked.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import TaskState, WorkflowState

from cms.models import CaseStudyPage, KnowledgePage
from cms.moderation.privacy import check
from cms.moderation.read_version import version_of
from search.models import DocumentText
from tests.cms.moderation.conftest import OTHER, OWN, Desk
from tests.factories import make_draft, organisation, signed_in

PEOPLE = ("author", "second author", "editor", "second editor", "editor of the VNG", "superuser")
PHONE = "06-12345678"
REASON = "De burgemeester wordt nu bedreigd; dit kan niet wachten."

people = st.sampled_from(PEOPLE)
numbers = st.integers(0, 3)


@dataclass(frozen=True)
class Version:
    """What stands in the two texts of an item that change here."""

    title: str
    summary: str


def texts_of(page: Any) -> Version:
    return Version(page.title, page.summary)


class Newsroom(RuleBasedStateMachine):
    """Items, the people around them, and what they wrote, approved and signed."""

    desk: ClassVar[Desk]
    browsers: ClassVar[dict[str, Client]]

    @initialize(writer=people, is_read=st.booleans())
    def open(self, writer: str, is_read: bool) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.travel = time_machine.travel(timezone.now(), tick=False)
        self.clock = self.travel.start()
        self.pages: list[int] = []
        self.writers: dict[str, str] = {}
        self.released: set[Version] = set()
        self.known: set[str] = set()  # texts of released versions
        self.signed: set[str] = set()
        self.seen: set[Version] = set()
        self.texts = 0
        self.create(writer)
        if is_read:
            self.all_try_to_approve(writer, 0)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            self.travel.stop()
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @rule(writer=people)
    def create(self, writer: str) -> None:
        words = [self.write(writer), self.write(writer)]
        owner = self.desk.people[writer]
        page = make_draft(under=OWN, owner=owner, title=words[0], summary=words[1])
        page.save_revision(user=owner)
        self.pages.append(page.pk)

    @rule(
        writer=people,
        number=numbers,
        field=st.sampled_from(["title", "summary"]),
        more=st.sampled_from(["", f" Bel {PHONE}."]),
        again=st.booleans(),
        scheduled=st.booleans(),
    )
    def edit(
        self, writer: str, number: int, field: str, more: str, again: bool, scheduled: bool
    ) -> None:
        page = self.draft(number)
        found = self.somebody(writer, page, lambda may: may.can_edit() and not may.page_locked())
        if found is None:
            return
        writer = found
        setattr(page, field, self.write(writer) + (more if field == "summary" else ""))
        self.writers[getattr(page, field)] = writer
        page.go_live_at = timezone.now() + datetime.timedelta(hours=12) if scheduled else None
        last = page.latest_revision
        own = again and last.user == self.desk.people[writer]
        page.save_revision(
            user=self.desk.people[writer], **({"overwrite_revision": last} if own else {})
        )

    @rule(who=people, number=numbers)
    def hand_in(self, who: str, number: int) -> None:
        page = self.draft(number)
        found = self.somebody(who, page, lambda may: may.can_submit_for_moderation())
        if found is None:
            return
        user, state = self.desk.people[found], page.current_workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(user)
        elif not state:
            page.get_workflow().start(page, user)

    @rule(who=people, number=numbers)
    def sign(self, who: str, number: int) -> None:
        page = self.draft(number)
        for found in check(page):
            sent = {"finding": found.finding.pk, "text_hash": found.finding.text_hash}
            self.post(who, "cms_privacy_check", page.pk, reason="Openbaar meldpunt.", **sent)
        if all(not found.finding.is_open for found in check(page)):
            self.signed.add(page.summary)

    @rule(first=people, number=numbers)
    def all_try_to_approve(self, first: str, number: int) -> None:
        self.hand_in(first, number)
        start = PEOPLE.index(first)
        for who in PEOPLE[start:] + PEOPLE[:start]:
            self.decide(who, number, "approve", before=0)

    @rule(
        who=people,
        number=numbers,
        action=st.sampled_from(["approve", "reject"]),
        before=st.integers(0, 1),
    )
    def decide(self, who: str, number: int, action: str, before: int) -> None:
        """Decide on the latest version, or on the one before it: the last that was read."""
        page = self.draft(number)
        task = page.current_workflow_state and page.current_workflow_state.current_task_state
        if not task:
            return
        versions = list(page.revisions.order_by("-pk")[: before + 1])
        sent = {"comment": "Zo.", "version": version_of(versions[-1])}
        self.post(who, "wagtailadmin_pages:workflow_action", page.pk, action, task.pk, **sent)
        task.refresh_from_db()
        if task.status == TaskState.STATUS_APPROVED:
            self.approved(texts_of(versions[-1].as_object()), who)

    def approved(self, version: Version, who: str) -> None:
        """Note that this may be seen, if who approved it wrote nothing new in it."""
        new = {version.title, version.summary} - self.known
        if who not in {self.writers[text] for text in new}:
            self.release(version)

    def release(self, version: Version) -> None:
        self.released.add(version)
        self.known |= {version.title, version.summary}

    @rule(who=people, number=numbers, reason=st.sampled_from(["", REASON]))
    def publish_with_reason(self, who: str, number: int, reason: str) -> None:
        page = self.draft(number)
        sent = {"reason": reason, "version": version_of(page.latest_revision)}
        answer = self.post(who, "cms_publish_with_reason", page.pk, **sent)
        if who == "superuser" and reason and answer.get("Location", "").endswith("/edit/"):
            self.release(texts_of(page))

    @rule(who=people, number=numbers, action=st.sampled_from(["publish", "unpublish"]))
    def in_bulk(self, who: str, number: int, action: str) -> None:
        address = f"/beheer/bulk/wagtailcore/page/{action}/?next=/beheer/&id={self.at(number)}"
        self.browsers[who].post(address)

    @rule(who=people, number=numbers)
    def unpublish(self, who: str, number: int) -> None:
        self.post(who, "wagtailadmin_pages:unpublish", self.at(number))

    @rule(who=people, number=numbers)
    def withdraw(self, who: str, number: int) -> None:
        self.post(who, "wagtailadmin_pages:confirm_workflow_cancellation", self.at(number))

    @rule(who=people, number=numbers, alias=st.booleans())
    def copy(self, who: str, number: int, alias: bool) -> None:
        before = set(KnowledgePage.objects.values_list("pk", flat=True))
        page = KnowledgePage.objects.get(pk=self.at(number))
        sent = {"new_title": page.title, "new_slug": f"kopie-{len(before)}-{number}"}
        sent |= {"new_parent_page": page.get_parent().pk, "publish_copies": "on"}
        sent |= {"alias": "on"} if alias else {}
        self.post(who, "wagtailadmin_pages:copy", page.pk, **sent)
        after = set(KnowledgePage.objects.filter(alias_of=None).values_list("pk", flat=True))
        self.pages += sorted(after - before)

    @rule(who=people, number=numbers, slug=st.sampled_from([OWN, OTHER, "vng"]))
    def move(self, who: str, number: int, slug: str) -> None:
        there = organisation(slug).page.pk
        self.post(who, "wagtailadmin_pages:move_confirm", self.at(number), there)

    @rule(who=people, number=numbers, back=numbers)
    def revert(self, who: str, number: int, back: int) -> None:
        page = self.draft(number)
        found = self.somebody(who, page, lambda may: may.can_edit() and not may.page_locked())
        versions = list(page.revisions.order_by("pk"))
        old = versions[back % len(versions)]
        if found is not None:
            before = old.as_object()
            page.title, page.summary = before.title, before.summary
            page.save_revision(user=self.desk.people[found], previous_revision=old)

    @rule(hours=st.sampled_from([6, 24]))
    def time_passes(self, hours: int) -> None:
        self.clock.shift(datetime.timedelta(hours=hours))
        for name, browser in self.browsers.items():  # nobody stays signed in for so long
            browser.force_login(self.desk.people[name])
        call_command("publish_scheduled")

    @invariant()
    def readers_see_only_what_somebody_else_approved(self) -> None:
        live = CaseStudyPage.objects.filter(live=True)
        seen = {texts_of(page) for page in live}
        assert seen <= self.released
        found = DocumentText.objects.values_list("title", "summary")
        indexed = {Version(*row) for row in found if row[0] in self.writers}
        assert indexed <= self.released
        assert all(version.summary in self.signed for version in seen if PHONE in version.summary)
        if seen == self.seen:
            return
        self.seen = seen
        for page in live:
            text = Client().get(page.url).text
            shown = {word for word in self.writers if f"{word} " in f"{text} "}
            assert shown <= self.known

    def write(self, writer: str) -> str:
        """A text that stands nowhere else."""
        self.texts += 1
        text = f"Tekst-{self.texts:03}-."
        self.writers[text] = writer
        return text

    def somebody(self, first: str, page: Any, may: Callable[[Any], bool]) -> str | None:
        """The first from here on who may do this."""
        start = PEOPLE.index(first)
        for name in PEOPLE[start:] + PEOPLE[:start]:
            if may(page.permissions_for_user(self.desk.people[name])):
                return name
        return None

    def at(self, number: int) -> int:
        return self.pages[number % len(self.pages)]

    def draft(self, number: int) -> Any:
        page = CaseStudyPage.objects.get(pk=self.at(number))
        return page.get_latest_revision_as_object()

    def post(self, who: str, name: str, *names: Any, **values: Any) -> Any:
        return self.browsers[who].post(reverse(name, args=names), values)


@pytest.mark.django_db
def test_no_path_of_allowed_actions_publishes_what_nobody_else_approved(desk: Desk) -> None:
    Newsroom.desk = desk
    Newsroom.browsers = {name: signed_in(desk.people[name]) for name in PEOPLE}
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )

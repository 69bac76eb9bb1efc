"""No path of allowed actions shows readers what nobody else approved.

Hypothesis walks through everything that people may do, in any order, and tries the forbidden too.
What may be seen is worked out here by hand, from what people wrote and approved; the portal's own
approvals are not asked. `make paths` walks longer, and elsewhere each time.
"""

from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.documents.models import Document

from cms.models import Attachment, CaseStudyPage, KnowledgePage, PlaybookPage
from cms.moderation.privacy import check
from cms.moderation.read_version import version_of
from search.models import DocumentText
from tests.cms.moderation.conftest import LONG, OTHER, OWN, Desk
from tests.cms.moderation.newsroom import PEOPLE, PHONE, Newsroom, at, text_in, version_in
from tests.factories import make_draft, organisation, signed_in

REASON = "De burgemeester wordt nu bedreigd; dit kan niet wachten."
# What every run comes across: a path that nobody walks proves nothing. More in test_outcomes.
COMMON = {
    *(f"wagtail.workflow.{name}" for name in ("start", "resume", "approve", "reject")),
    *("wagtail.publish", "cms.privacy_sign", "cms.publish_without_review"),
    *("privacychecktask rejected", "privacychecktask approved"),
    *("organisationreviewtask approved", "vngreviewtask approved", "vngreviewtask skipped"),
    *("file kept", "move refused", "old version back"),
}
USUAL = settings(
    max_examples=40,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

people = st.sampled_from(PEOPLE)
numbers = st.integers(0, 3)
kinds = st.sampled_from([CaseStudyPage, PlaybookPage])
phones = st.sampled_from(["", f" Bel {PHONE}."])


class Paths(Newsroom):
    """Everything that people may do."""

    @initialize(
        writer=people,
        kind=kinds,
        more=phones,
        scheduled=st.booleans(),
        stage=st.sampled_from(["handed in", "read", "draft"]),
    )
    def open(
        self, writer: str, kind: type[KnowledgePage], more: str, scheduled: bool, stage: str
    ) -> None:
        self.begin()
        self.create(writer, kind, "amber", more, scheduled)
        self.look()
        if stage == "read":
            self.all_try_to_approve(writer, 0)
        elif stage == "handed in":
            self.hand_in(writer, 0)

    @rule(
        writer=people,
        kind=kinds,
        label=st.sampled_from(["clear", "amber"]),
        more=phones,
        scheduled=st.booleans(),
    )
    def create(
        self, writer: str, kind: type[KnowledgePage], label: str, more: str, scheduled: bool
    ) -> None:
        words = [self.write(writer), self.write(writer, more)]
        fields = {"title": words[0], "summary": words[1], "label": label}
        fields["go_live_at"] = self.tonight() if scheduled else None
        page = make_draft(kind, under=OWN, owner=self.desk.people[writer], **fields)
        page.attachments = [Attachment(title="Bijlage", document=self.new_file(writer))]
        page.save_revision(user=self.desk.people[writer])
        self.pages.append(page.pk)
        self.gave(writer, version_in(page).readers)

    @rule(
        writer=people,
        number=numbers,
        field=st.sampled_from(["title", "summary", "attachments"]),
        more=phones,
        again=st.booleans(),
        scheduled=st.booleans(),
    )
    def edit(
        self, writer: str, number: int, field: str, more: str, again: bool, scheduled: bool
    ) -> None:
        page = self.draft(at(self.pages, number))
        found = self.somebody(writer, page, self.can_write)
        if found is None:
            return
        if field == "attachments":
            page.attachments = [Attachment(title="Bijlage", document=self.new_file(found))]
        else:
            setattr(page, field, self.write(found, more if field == "summary" else ""))
        page.go_live_at = self.tonight() if scheduled else None
        last, user = page.latest_revision, self.desk.people[found]
        own = again and last.user == user
        page.save_revision(user=user, **({"overwrite_revision": last} if own else {}))

    @precondition(lambda self: self.ready)
    @rule(who=people, number=numbers)
    def hand_in(self, who: str, number: int) -> None:
        page = self.draft(at(self.ready, number))
        found = self.somebody(who, page, self.can_submit)
        if found is not None:
            page.get_workflow().start(page, self.desk.people[found])

    @precondition(lambda self: self.sent_back)
    @rule(who=people, number=numbers)
    def hand_in_again(self, who: str, number: int) -> None:
        page = self.draft(at(self.sent_back, number))
        found = self.somebody(who, page, self.can_submit)
        if found is not None:
            page.current_workflow_state.resume(self.desk.people[found])

    @precondition(lambda self: self.unsigned)
    @rule(first=people, number=numbers)
    def sign(self, first: str, number: int) -> None:
        page = self.draft(at(self.unsigned, number))
        for who in self.then_who_may(first):
            for found in check(page):
                sent = {"finding": found.finding.pk, "text_hash": found.finding.text_hash}
                self.post(who, "cms_privacy_check", page.pk, reason="Openbaar meldpunt.", **sent)
            if all(not found.finding.is_open for found in check(page)):
                self.signed.add(page.summary)
                return

    @rule(first=people, number=numbers)
    def all_try_to_approve(self, first: str, number: int) -> None:
        self.look()
        pk = at(self.pages, number)
        if pk in self.ready:
            self.hand_in(first, self.ready.index(pk))
        for who in self.from_here(first):
            self.decide_on(pk, who, "approve")

    @precondition(lambda self: self.waiting)
    @rule(who=people, number=numbers)
    def send_back(self, who: str, number: int) -> None:
        for name in self.then_who_may(who):
            self.decide_on(at(self.waiting, number), name, "reject")

    @precondition(lambda self: self.waiting)
    @rule(who=people, number=numbers, before=st.integers(0, 1))
    def approve(self, who: str, number: int, before: int) -> None:
        """Approve the latest version, or the one before it: the last that was read."""
        self.decide_on(at(self.waiting, number), who, "approve", before)

    @rule(
        who=st.sampled_from([*PEOPLE, "superuser", "superuser"]),
        number=numbers,
        reason=st.sampled_from([REASON, ""]),
    )
    def publish_with_reason(self, who: str, number: int, reason: str) -> None:
        page = self.draft(at(self.pages, number))
        sent = {"reason": reason, "version": version_of(page.latest_revision)}
        answer = self.post(who, "cms_publish_with_reason", page.pk, **sent)
        if who == "superuser" and reason and answer.get("Location", "").endswith("/edit/"):
            self.release(version_in(page))

    @rule(who=people, number=numbers, old=st.booleans())
    def replace_file(self, who: str, number: int, old: bool) -> None:
        """Send another file for one of the last, or of the first."""
        document = Document.objects.get(pk=at(self.files if old else self.files[::-1], number))
        before, text = text_in(document), self.write(who)
        form = {"title": "Bijlage", "collection": document.collection_id, "tags": ""}
        form["file"] = SimpleUploadedFile("ander.txt", text.encode())
        for name in self.then_who_may(who):
            self.post(name, "wagtaildocs:edit", document.pk, **form)
            form["file"].seek(0)
        document.refresh_from_db()
        self.reached["file kept" if text_in(document) == before else "file replaced"] += 1

    @rule(who=people, number=numbers, action=st.sampled_from(["publish", "unpublish"]))
    def in_bulk(self, who: str, number: int, action: str) -> None:
        chosen = at(self.pages, number)
        address = f"/beheer/bulk/wagtailcore/page/{action}/?next=/beheer/&id={chosen}"
        self.browsers[who].post(address)

    @rule(who=people, number=numbers)
    def unpublish(self, who: str, number: int) -> None:
        self.post(who, "wagtailadmin_pages:unpublish", at(self.pages, number))

    @precondition(lambda self: self.waiting)
    @rule(who=people, number=numbers)
    def withdraw(self, who: str, number: int) -> None:
        state = self.draft(at(self.waiting, number)).current_workflow_state
        for name in self.then_who_may(who):
            if state.user_can_cancel(self.desk.people[name]):
                state.cancel(user=self.desk.people[name])
                return

    @rule(who=people, number=numbers, alias=st.booleans())
    def copy(self, who: str, number: int, alias: bool) -> None:
        before = set(KnowledgePage.objects.values_list("pk", flat=True))
        page = KnowledgePage.objects.get(pk=at(self.pages, number)).specific
        sent = {"new_title": page.title, "new_slug": f"kopie-{len(before)}-{number}"}
        sent |= {"new_parent_page": page.get_parent().pk, "publish_copies": "on"}
        sent |= {"alias": "on"} if alias else {}
        copies = KnowledgePage.objects.exclude(pk__in=before)
        for name in self.then_who_may(who):
            if not copies.exists():
                self.post(name, "wagtailadmin_pages:copy", page.pk, **sent)
        for copy in copies.specific():
            original, readers = version_in(page).readers, version_in(copy).readers
            self.gave(self.writers.get(original, ""), readers)
            self.known |= {readers} if original in self.known else set()
            self.pages += [copy.pk] if copy.alias_of_id is None else []

    @rule(who=people, number=numbers, slug=st.sampled_from([OWN, OTHER, "vng"]))
    def move(self, who: str, number: int, slug: str) -> None:
        page, there = self.draft(at(self.pages, number)), organisation(slug)
        for name in self.then_who_may(who):
            self.post(name, "wagtailadmin_pages:move_confirm", page.pk, there.page.pk)
            now = self.draft(page.pk)
            if now.organisation != page.organisation:
                self.gave(name, version_in(now).readers)
                return
        self.reached["move refused"] += page.organisation != there

    @rule(who=people, number=numbers, back=numbers)
    def revert(self, who: str, number: int, back: int) -> None:
        page = self.draft(at(self.pages, number))
        found = self.somebody(who, page, self.can_write)
        old = at(list(page.revisions.order_by("pk")), back)
        if found is None:
            return
        before = old.as_object()
        page.title, page.summary = before.title, before.summary
        page.attachments = [
            Attachment(title="Bijlage", document=line.document) for line in before.attachments.all()
        ]
        page.save_revision(user=self.desk.people[found], previous_revision=old)
        self.reached["old version back"] += 1
        # Who puts a file into a version vouches for what is in it by then.
        self.gave(found, version_in(page).file)

    @rule(hours=st.sampled_from([6, 24]))
    def time_passes(self, hours: int) -> None:
        self.later(hours)
        call_command("publish_scheduled")

    @invariant()
    def readers_see_only_what_somebody_else_approved(self) -> None:
        self.look()
        live = KnowledgePage.objects.filter(live=True).specific()
        seen = {version_in(page) for page in live}
        assert seen <= self.released
        texts = {(version.title, version.summary) for version in self.released}
        found = DocumentText.objects.values_list("title", "summary")
        assert {row for row in found if row[0] in self.writers} <= texts
        assert all(version.summary in self.signed for version in seen if PHONE in version.summary)
        if seen == self.seen:
            return
        self.seen = seen
        for page in live:
            text = Client().get(page.url).text
            shown = {word for word in self.writers if f"{word} " in f"{text} "}
            assert shown <= self.known


def with_people(desk: Desk) -> type[Paths]:
    Paths.desk, Paths.reached = desk, Counter()
    Paths.browsers = {name: signed_in(desk.people[name]) for name in PEOPLE}
    return Paths


@pytest.mark.django_db
def test_no_path_of_allowed_actions_publishes_what_nobody_else_approved(desk: Desk) -> None:
    is_long = settings.get_current_profile_name() == LONG
    paths = with_people(desk)
    run_state_machine_as_test(paths, settings=settings() if is_long else USUAL)
    assert COMMON - set(paths.reached) == set(), paths.reached

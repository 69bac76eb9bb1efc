"""What the state machine of `test_every_path` knows: people, items, and who wrote what in them."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import time_machine
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine
from wagtail.documents.models import Document
from wagtail.models import Collection, PageLogEntry, Revision, TaskState, WorkflowState

from cms.models import KnowledgePage
from cms.moderation.read_version import version_of
from tests.cms.moderation.conftest import OWN, Desk
from tests.factories import organisation

PEOPLE = ("author", "second author", "editor", "second editor", "editor of the VNG", "superuser")
PHONE = "06-12345678"


@dataclass(frozen=True)
class Version:
    """What changes here of an item: two texts, what is in its file, and who reads it."""

    title: str
    summary: str
    file: str
    readers: str

    @property
    def parts(self) -> set[str]:
        return {self.title, self.summary, self.file, self.readers} - {""}


def version_in(page: Any) -> Version:
    """Read a page in memory; its file as it is on disk now."""
    files = [text_in(line.document) for line in page.attachments.all()]
    readers = f"{page.organisation.slug} reads {page.pk}" if page.label == "amber" else ""
    return Version(page.title, page.summary, "".join(files), readers)


def text_in(document: Document) -> str:
    with document.file.open() as opened:
        text: str = opened.read().decode()
    return text


class Newsroom(RuleBasedStateMachine):
    """Items, the people around them, and what they wrote, approved and signed."""

    desk: ClassVar[Desk]
    browsers: ClassVar[dict[str, Client]]
    reached: ClassVar[Counter[str]]  # what happened in any of the runs
    # Items by what can be done with them, as they were after the last step.
    ready: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    sent_back: tuple[int, ...] = ()
    unsigned: tuple[int, ...] = ()
    files: tuple[int, ...] = ()

    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.travel = time_machine.travel(timezone.now(), tick=False)
        self.clock = self.travel.start()
        self.pages: list[int] = []
        self.writers: dict[str, str] = {}
        self.released: set[Version] = set()
        self.known: set[str] = set()  # parts of released versions
        self.signed: set[str] = set()
        self.seen: set[Version] = set()
        self.texts = 0
        self.log = PageLogEntry.objects.order_by("pk").last()

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            new = PageLogEntry.objects.filter(pk__gt=self.log.pk)
            self.reached.update(new.values_list("action", flat=True))
            for step in TaskState.objects.select_related("task__content_type"):
                self.reached[f"{step.task.content_type.model} {step.status}"] += 1
            self.travel.stop()
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def look(self) -> None:
        """Find out what can be done with which item."""
        states = WorkflowState.objects.active().values_list("object_id", "status")
        status = {int(pk): word for pk, word in states}
        self.waiting = self.those(lambda pk: status.get(pk) == WorkflowState.STATUS_IN_PROGRESS)
        self.sent_back = self.those(lambda pk: status.get(pk) == WorkflowState.STATUS_NEEDS_CHANGES)
        self.ready = self.those(lambda pk: pk not in status)
        latest = KnowledgePage.objects.filter(pk__in=self.pages).values("latest_revision")
        texts = Revision.objects.filter(pk__in=latest).values_list("object_id", "content__summary")
        open_ones = {int(pk) for pk, text in texts if PHONE in text and text not in self.signed}
        self.unsigned = self.those(lambda pk: pk in open_ones)
        self.files = tuple(Document.objects.order_by("pk").values_list("pk", flat=True))

    def those(self, test: Callable[[int], bool]) -> tuple[int, ...]:
        return tuple(pk for pk in self.pages if test(pk))

    def approved(self, version: Version, who: str) -> None:
        """Note that this may be seen, if who approved it wrote nothing new in it."""
        if who not in {self.writers[part] for part in version.parts - self.known}:
            self.release(version)

    def release(self, version: Version) -> None:
        self.released.add(version)
        self.known |= version.parts

    def gave(self, who: str, part: str) -> None:
        """Note by whom an item got this part."""
        if part:
            self.writers[part] = who

    def decide_on(self, pk: int, who: str, action: str, before: int = 0) -> None:
        page = self.draft(pk)
        state = page.current_workflow_state
        if not state or state.status != WorkflowState.STATUS_IN_PROGRESS:
            return
        task = state.current_task_state
        read = list(page.revisions.order_by("-pk")[: before + 1])[-1]
        sent = {"comment": "Zo.", "version": version_of(read)}
        self.post(who, "wagtailadmin_pages:workflow_action", page.pk, action, task.pk, **sent)
        task.refresh_from_db()
        if task.status == TaskState.STATUS_APPROVED:
            self.approved(version_in(read.as_object()), who)

    def write(self, writer: str, more: str = "") -> str:
        """A text that stands nowhere else."""
        self.texts += 1
        text = f"Tekst-{self.texts:03}-.{more}"
        self.writers[text] = writer
        return text

    def new_file(self, writer: str) -> Document:
        return Document.objects.create(
            title="Bijlage",
            collection=Collection.objects.get(name=organisation(OWN).name),
            file=ContentFile(self.write(writer).encode(), "bijlage.txt"),
            uploaded_by_user=self.desk.people[writer],
        )

    def from_here(self, first: str) -> Iterator[str]:
        """Everybody, somebody else first each time."""
        start = PEOPLE.index(first)
        yield from PEOPLE[start:] + PEOPLE[:start]

    def then_who_may(self, who: str) -> Iterator[str]:
        """This person, who may not perhaps, and then somebody who may if anybody may."""
        yield from dict.fromkeys((who, "superuser"))

    def somebody(self, first: str, page: Any, may: Callable[[Any], bool]) -> str | None:
        """The first from here on who may do this."""
        for name in self.from_here(first):
            if may(page.permissions_for_user(self.desk.people[name])):
                return name
        return None

    @staticmethod
    def can_write(may: Any) -> bool:
        return bool(may.can_edit() and not may.page_locked())

    @staticmethod
    def can_submit(may: Any) -> bool:
        return bool(may.can_submit_for_moderation())

    def draft(self, pk: int) -> Any:
        page = KnowledgePage.objects.get(pk=pk).specific
        return page.get_latest_revision_as_object()

    def post(self, who: str, name: str, *names: Any, **values: Any) -> Any:
        return self.browsers[who].post(reverse(name, args=names), values)

    def tonight(self) -> datetime.datetime:
        """When something goes live that is put on the schedule."""
        return timezone.now() + datetime.timedelta(hours=12)

    def later(self, hours: int) -> None:
        self.clock.shift(datetime.timedelta(hours=hours))
        for name, browser in self.browsers.items():  # nobody stays signed in for so long
            browser.force_login(self.desk.people[name])


def at(pages: Any, number: int) -> int:
    """One of these."""
    found: int = pages[number % len(pages)]
    return found

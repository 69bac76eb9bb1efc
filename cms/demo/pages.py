"""Bring the pages of the demo into the tree; write only what differs."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager
from wagtail.models import Page

from cms.demo.faults import faults_of
from cms.demo.fields import (
    Known,
    Reader,
    child_relations,
    name_in_files,
    own_fields,
    refers_to_pages,
)
from cms.demo.files import PageFile
from cms.models import (
    Approval,
    HomePage,
    KnowledgePage,
    LessonPage,
    Organisation,
    PlaybookPage,
    StandardPage,
)
from cms.reference.fields import Fields

# What a file says besides the fields of a page.
ABOUT_THE_PAGE = ("slug", "kind", "organisation")
GIVEN_BY_PUBLISHING = ("review_by",)  # where a file says nothing, and moved on at the desk
FOLLOWS_FROM_A_NAMED_TOWN = ("size_classes", "riec_regions", "provinces")


class PageLoader:
    """Makes or changes one page. Prepare all before any is published: they refer to each other."""

    def __init__(self, file: PageFile, known: Known) -> None:
        self.file = file
        self.known = known
        self.reader = Reader(file.fields, known)
        self.is_changed = False
        self.records: list[tuple[models.Model, Fields]] = []  # those that are new on the page
        self._refuse_unknown_names()
        self.parent = self._parent()
        self.page = self._existing() or file.page_type(slug=file.slug, live=False)
        self.is_new = self.page.pk is None

    @property
    def belongs_to_editors(self) -> bool:
        """Whether somebody at the desk wrote, unpublished or moved it since it was loaded."""
        if self.is_new:
            return False
        revision = self.page.latest_revision
        is_written = revision is not None and revision.user_id is not None
        return is_written or not self.page.live or self._is_elsewhere()

    def prepare(self) -> None:
        """Fill in all but what refers to other pages, and give the page its place in the tree."""
        if not self.is_new and self._is_elsewhere():
            self.page.move(self.parent, pos="last-child")
            self.page = self.file.page_type.objects.get(pk=self.page.pk)
            self.is_changed = True
        self._fill(refers=False)
        if self.is_new:
            if isinstance(self.page, KnowledgePage):
                self.page.first_published_at = _noon(self.page.published_on)
            with faults_of(self.file.fields):
                # A parent that was read earlier would not know the children it got since.
                Page.objects.get(pk=self.parent.pk).add_child(instance=self.page)

    def publish(self) -> None:
        """Fill in what refers to other pages, and publish if anything differs."""
        self._fill(refers=True)
        self.is_changed = self.is_changed or not self.page.live
        if not self.is_changed:
            return
        with faults_of(self.file.fields):
            self.page.full_clean()
            self._refuse_unpublishable()
        for record, fields in self.records:
            with faults_of(fields):
                record.full_clean(exclude=["page"])
        self._check_steps()
        revision = self.page.save_revision(clean=False)
        Approval.objects.give(revision, reason="load_demo")
        revision.publish()

    def _fill(self, refers: bool) -> None:
        page_type = type(self.page)
        for field in own_fields(page_type):
            if refers_to_pages(field) == refers and not self._follows_from_town(field):
                self._fill_field(field)
        for relation in child_relations(page_type):
            if refers_to_pages(relation) == refers:
                self._fill_records(relation)

    def _fill_field(self, field: models.Field) -> None:
        value = self.reader.value(field)
        if field.name in GIVEN_BY_PUBLISHING and not self._is_later(field, value):
            return
        if self.page.pk is not None and _comparable(value) == _current(self.page, field):
            return
        self.is_changed = True
        if isinstance(field, TaggableManager):
            getattr(self.page, field.name).set(value)
        else:
            setattr(self.page, field.name, value)

    def _fill_records(self, relation: models.ManyToOneRel) -> None:
        pairs = self.reader.children(relation)
        name = relation.get_accessor_name()
        wanted = [_row(record) for record, _fields in pairs]
        if wanted != [_row(record) for record in getattr(self.page, name).all()]:
            self.is_changed = True
            setattr(self.page, name, [record for record, _fields in pairs])
            self.records += pairs

    def _is_later(self, field: models.Field, value: Any) -> bool:
        current = getattr(self.page, field.name)
        return value is not None and (current is None or value > current)

    def _follows_from_town(self, field: models.Field) -> bool:
        is_named = getattr(self.page, "municipality_id", None) is not None
        return is_named and field.name in FOLLOWS_FROM_A_NAMED_TOWN

    def _existing(self) -> Page | None:
        pages = self.file.page_type.objects.filter(slug=self.file.slug)
        return pages.child_of(self.parent).first() or pages.first()

    def _is_elsewhere(self) -> bool:
        return not self.page.is_child_of(self.parent)

    def _parent(self) -> Page:
        if self.file.page_type is StandardPage:
            return HomePage.objects.get()
        slug = self.file.fields.text("organisation")
        organisation: Any = self.known.find(Organisation, slug)
        if organisation is None:
            reason = _("“%(value)s” of “%(name)s” is unknown.")
            raise self.file.fields.broken(
                "organisation", reason % {"value": slug, "name": "organisation"}
            )
        page: Page = organisation.page
        return page

    def _refuse_unknown_names(self) -> None:
        page_type = self.file.page_type
        fillable: list[Any] = [*own_fields(page_type), *child_relations(page_type)]
        known = {*ABOUT_THE_PAGE, *(name_in_files(field) for field in fillable)}
        for name in self.file.fields.record:
            if name not in known:
                raise self.file.fields.broken(name, _("“%(name)s” is unknown.") % {"name": name})

    def _refuse_unpublishable(self) -> None:
        if isinstance(self.page, KnowledgePage):
            errors = self.page.publication_errors({})
            if errors:
                raise ValidationError(errors)

    def _check_steps(self) -> None:
        if isinstance(self.page, PlaybookPage):
            steps = self.page.steps.all()
            if not steps:
                raise self.file.fields.broken("steps", _("a playbook has at least one step."))
            for record, fields in self.records:
                for name in ("decision_yes_step", "decision_no_step"):
                    _check_step(fields, name, getattr(record, name, None), len(steps))
        if isinstance(self.page, LessonPage) and self.page.changed_playbook is not None:
            steps = self.page.changed_playbook.steps.all()
            _check_step(self.file.fields, "changed_step", self.page.changed_step, len(steps))


def _check_step(fields: Fields, name: str, number: int | None, last: int) -> None:
    if number is not None and not 1 <= number <= last:
        reason = _("Step %(number)d does not exist. Choose 1 to %(last)d.")
        raise fields.broken(name, reason % {"number": number, "last": last})


def _comparable(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Iterable) and not isinstance(value, str):
        return sorted(item.pk if isinstance(item, models.Model) else item for item in value)
    return value


def _current(instance: models.Model, field: models.Field) -> Any:
    value = field.value_from_object(instance)
    if isinstance(field, TaggableManager):  # a file names tags, and has no keys of them
        value = [tag.name for tag in value]
    return _comparable(value)


def _row(record: models.Model) -> list[Any]:
    return [_current(record, field) for field in own_fields(type(record))]


def _noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))

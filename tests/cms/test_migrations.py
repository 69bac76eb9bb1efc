"""What migrations do to the rows of before."""

import hashlib
import json
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from wagtail.users.models import UserProfile

from cms.models import Approval, KnowledgePage, LessonPage, MailChoice, Municipality
from tests.factories import CONSENT, make_draft, make_item, make_user

pytestmark = pytest.mark.django_db


def of(migration):
    return import_module(f"cms.migrations.{migration}")


def test_what_was_approved_with_its_review_date_stays_approved():
    texts = [make_draft().save_revision() for _each in range(2)]
    for revision in texts:
        Approval.objects.give(revision)
        full = json.dumps(revision.content, sort_keys=True, default=str)
        old = hashlib.sha256(full.encode()).hexdigest()
        Approval.objects.filter(revision=revision).update(content_hash=old)
    as_it_was, changed = texts
    changed.content = {**changed.content, "title": "Anders"}
    changed.save()
    assert not Approval.objects.cover(as_it_was)
    for _run in range(2):
        of("0009_approvals_without_review_date").leave_out_review_date(apps, None)
        assert Approval.objects.cover(as_it_was)
        assert not Approval.objects.cover(changed)


def test_lessons_hide_the_town_that_their_case_hides():
    town = Municipality.objects.get(name="Maastricht")
    case = make_item(under="riec-limburg", municipality=town, **CONSENT)
    lesson = make_item(
        LessonPage,
        under="riec-limburg",
        linked_case=case,
        provinces=["limburg"],
        size_classes=["100000-250000"],
    )
    ids = [case.pk, lesson.pk]

    def kept():
        found = KnowledgePage.objects.filter(pk__in=ids).order_by("pk")
        return found.values_list("identifying", flat=True)

    runtime = [facts.copy() for facts in kept()]
    for facts in (*runtime, runtime[1]["case"]):
        del facts["named_until"]
    KnowledgePage.objects.filter(pk__in=ids).update(identifying=None)
    of("0007_consent").begin(apps, None)
    assert list(kept()) == runtime


def test_who_wanted_no_mail_about_remarks_gets_none_now():
    for name, wants in (("auteur", True), ("redacteur", False)):
        user = make_user(name)
        MailChoice.objects.create(user=user)
        UserProfile.objects.create(user=user, updated_comments_notifications=wants)
    of("0012_mail_about_remarks").keep_never(apps, connection.schema_editor())
    found = MailChoice.objects.values_list("user__username", "remarks")
    assert dict(found) == {"auteur": "at once", "redacteur": "never"}

"""Bring the contacts of the demo into the database; write only what differs."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.demo.faults import faults_of
from cms.demo.fields import Known, Reader, own_fields
from cms.models import Approval, Contact
from cms.models.contacts import ASK_AFTER
from cms.reference.fields import Fields
from cms.reference.terms import Summary

# An example was checked at most so long before it is loaded: else all would be hidden one day.
MOST_AGE = ASK_AFTER - datetime.timedelta(days=1)


def load_contacts(records: list[Fields], overwrite: bool) -> tuple[Summary, list[str]]:
    """Return what changed, and the codes of contacts left alone because editors keep them."""
    known, fields = Known(), own_fields(Contact)
    existing = {contact.slug: contact for contact in Contact.objects.all()}
    kept_by_editors = set() if overwrite else _kept_by_editors()
    summary, left_alone, seen = Summary(), [], set()
    for record in records:
        _refuse_unknown_names(record)
        slug = record.slug()
        if slug in seen:
            raise record.broken("slug", _("“%(name)s” stands here twice.") % {"name": slug})
        seen.add(slug)
        contact = existing.get(slug) or Contact(last_checked=timezone.localdate() - MOST_AGE)
        if contact.pk in kept_by_editors:
            left_alone.append(slug)
            continue
        reader, checked = Reader(record, known), contact.last_checked
        before = [field.value_from_object(contact) for field in fields]
        for field in fields:
            setattr(contact, field.name, reader.value(field))
        if contact.last_checked is not None:
            contact.last_checked = max(contact.last_checked, checked)
        if before != [field.value_from_object(contact) for field in fields]:
            summary += _save(contact, record)
    return summary, left_alone


def _save(contact: Contact, record: Fields) -> Summary:
    is_new = contact.pk is None
    with faults_of(record):
        contact.full_clean()
    if is_new:
        contact.live = False  # until its version is approved
        contact.save()
    revision = contact.save_revision(clean=False)
    Approval.objects.give(revision, reason="load_demo")
    revision.publish()
    log(contact, "wagtail.create" if is_new else "wagtail.edit")
    return Summary(created=1) if is_new else Summary(updated=1)


def _kept_by_editors() -> set[int]:
    """Ids of contacts that somebody at the desk was the last to change."""
    entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Contact))
    last = dict(entries.order_by("timestamp").values_list("object_id", "user_id"))
    return {int(pk) for pk, user_id in last.items() if user_id is not None}


def _refuse_unknown_names(record: Fields) -> None:
    known = {field.name for field in own_fields(Contact)}
    for name in record.record:
        if name not in known:
            raise record.broken(name, _("“%(name)s” is unknown.") % {"name": name})

"""Asking again: is it still right? Each question once for each date, whatever runs how often.

Items: 60 and 30 days before the date and on it, to whoever keeps the item; two weeks later to the
organisation. Contacts: each month after the last check, to the organisation. Links: on the first of
each month, to whoever keeps the page, of whatever kind; so one mail holds all of them.
"""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from cms.mail.models import Notice
from cms.mail.notices import notify
from cms.models import Contact, KnowledgePage, LinkCheck, PortalSettings, Reminder
from cms.models.contacts import ASK_AFTER
from cms.moderation.reviewed import goes_through_review
from cms.upkeep.dates import FIRST_REMINDER, last_day_asked_of, set_review_date, usual_date
from cms.upkeep.keepers import editors_of, keepers_of, may_keep
from cms.upkeep.links import note_links
from cms.upkeep.models import first_of_month

TO_THE_ORGANISATION = -14
STAGES = (FIRST_REMINDER.days, 30, 0, TO_THE_ORGANISATION)  # days before the date


def give_dates() -> int:
    """Give published items without a date the usual one, from today."""
    months = PortalSettings.load()
    pages = list(KnowledgePage.objects.live().filter(review_by=None))
    for page in pages:
        set_review_date(page, usual_date(page.kind, months))
    return len(pages)


def remind_of_items() -> int:
    """Ask the keepers of every item at the stage that it came to; return for how many items."""
    today = timezone.localdate()
    due = KnowledgePage.objects.due_for_review(last_day_asked_of())
    items = due.select_related("organisation", "owner__wagtail_userprofile")
    return sum(_remind_of_item(item, today) for item in items.prefetch_related("reminders"))


def remind_of_contacts() -> int:
    """Ask the organisations of contacts that nobody checked for a month, or another month."""
    today = timezone.localdate()
    due = Contact.objects.filter(last_checked__lte=today - ASK_AFTER)
    contacts = due.select_related("owner").prefetch_related("reminders")
    return sum(_remind_of_contact(contact) for contact in contacts)


def note_all_links() -> int:
    """Note the links of published pages of which that was not done: older ones."""
    live = Page.objects.live().filter(link_check=None).specific()
    pages = [page for page in live if goes_through_review(page)]
    for page in pages:
        note_links(page)
    return len(pages)


def remind_of_links() -> int:
    """Ask about links that nobody opened last month, once in this one."""
    month = first_of_month()
    new = LinkCheck.objects.due().filter(Q(asked_on=None) | Q(asked_on__lt=month))
    pages = Page.objects.filter(link_check__in=new)
    asked = list(pages.select_related("owner__wagtail_userprofile"))
    return sum(_remind_of_links(page, new) for page in asked)


def _remind_of_links(page: Any, new: Any) -> bool:
    with transaction.atomic():
        # Another run may be doing so: one of the two writes the day.
        is_first = new.filter(page=page.pk).update(asked_on=timezone.localdate())
        if is_first:
            people = [person for person in keepers_of(page) if may_keep(page, person)]
            notify(people, Notice.Kind.LINKS, page=page)
    return bool(is_first)


def _remind_of_item(page: Any, today: datetime.date) -> bool:
    date = page.review_by
    reached = [stage for stage in STAGES if (date - today).days <= stage]
    asked = {each.stage for each in page.reminders.all() if each.about == date}
    new = [stage for stage in reached if stage not in asked]
    if not new:
        return False
    to_all = TO_THE_ORGANISATION in new
    wanted = editors_of(page.organisation_id) if to_all else keepers_of(page)
    people = [person for person in wanted if may_keep(page, person)]
    return _ask(people, Notice.Kind.REVIEW, new, date, page=page)


def _remind_of_contact(contact: Contact) -> bool:
    month = contact.unchecked_for // ASK_AFTER
    asked = {each.stage for each in contact.reminders.all() if each.about == contact.last_checked}
    if month in asked:
        return False
    people = editors_of(contact.owner_id)
    return _ask(people, Notice.Kind.CONTACT, [month], contact.last_checked, contact=contact)


def _ask(
    people: list[Any], kind: str, stages: list[int], date: datetime.date, **target: Any
) -> bool:
    """Ask, unless another run is just doing so: the database holds no stage twice."""
    try:
        with transaction.atomic():
            rows = [Reminder(about=date, stage=stage, **target) for stage in stages]
            Reminder.objects.bulk_create(rows)
            notify(people, kind, **target)
    except IntegrityError:
        return False
    return True

"""News for one person, as one mail: what is due at the same moment comes together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django_tasks import task

from cms.accounts.addresses import address_of
from cms.mail.models import MailChoice, Notice
from cms.mail.standing import is_theirs, still_stands, successors

User: Any = get_user_model()
MORNING = time(7)  # when the mail of who wants it once a day goes
MOST_LINKS = 10  # of one kind in one mail

Kind = Notice.Kind

TEXTS: dict[str, Any] = {
    Kind.WAITS: ngettext_lazy(
        "%(count)d item waits for your review.", "%(count)d items wait for your review.", "count"
    ),
    Kind.CONFIRM: ngettext_lazy(
        "A change of %(count)d contact waits until you confirm it.",
        "A change of %(count)d contacts waits until you confirm it.",
        "count",
    ),
    Kind.NEWS: ngettext_lazy(
        "There is news about %(count)d handed-in lesson.",
        "There is news about %(count)d handed-in lessons.",
        "count",
    ),
    Kind.WITHDRAWN: ngettext_lazy(
        "%(count)d handed-in lesson was withdrawn. The draft and the attachment are gone.",
        "%(count)d handed-in lessons were withdrawn. The drafts and the attachments are gone.",
        "count",
    ),
    Kind.APPROVED: ngettext_lazy(
        "%(count)d item of yours was approved.", "%(count)d items of yours were approved.", "count"
    ),
    Kind.SENT_BACK: ngettext_lazy(
        "%(count)d item of yours was sent back with remarks.",
        "%(count)d items of yours were sent back with remarks.",
        "count",
    ),
    Kind.DAY_MISSED: ngettext_lazy(
        "%(count)d item of yours did not appear on its day. Its history says why.",
        "%(count)d items of yours did not appear on their day. Their history says why.",
        "count",
    ),
    Kind.REVIEW: ngettext_lazy(
        "%(count)d item must be looked at again: is it still right?",
        "%(count)d items must be looked at again: are they still right?",
        "count",
    ),
    Kind.CONTACT: ngettext_lazy(
        "%(count)d contact must be checked: is it still right?",
        "%(count)d contacts must be checked: are they still right?",
        "count",
    ),
    Kind.LINKS: ngettext_lazy(
        "Nobody opened the links of %(count)d item or page last month.",
        "Nobody opened the links of %(count)d items and pages last month.",
        "count",
    ),
    Kind.REMARKS: ngettext_lazy(
        "There are new remarks on %(count)d item that you follow.",
        "There are new remarks on %(count)d items that you follow.",
        "count",
    ),
}


@dataclass(frozen=True, slots=True)
class News:
    """What a mail says of one kind: how much, and where; never what it is about."""

    text: str
    links: tuple[str, ...]
    more: int


def notify(people: Iterable[Any], kind: str, **about: Any) -> None:
    """Let people know, each as they chose; nothing is sent if this is rolled back.

    `about`: the `page`, `contact` or `contribution`.
    """
    for person in people:
        when = MailChoice.of(person).when(kind)
        if when == MailChoice.When.NEVER or not person.email:
            continue
        due = _next_morning() if when == MailChoice.When.DAILY else _end_of_window()
        with transaction.atomic():
            Notice.objects.create(user=person, kind=kind, due_at=due, **about)
            # The first of these takes all that is due; the others find nothing left.
            send_notices.using(run_after=due).enqueue(person.pk)


@task(backend="mail")
def send_notices(user_pk: int) -> None:
    """Send one person all that is due, of what still stands."""
    with transaction.atomic():
        due = Notice.objects.select_for_update().filter(user=user_pk, due_at__lte=timezone.now())
        notices = list(due)
        due.filter(pk__in=[notice.pk for notice in notices]).delete()
        person = User.objects.filter(pk=user_pk, is_active=True).first()
        theirs = [notice for notice in notices if person and is_theirs(notice, person)]
        news = news_of(notice for notice in theirs if still_stands(notice, person))
        address = address_of(person) if news else ""
        if address:
            _send(address, news)
        pass_on(notice for notice in notices if notice not in theirs)


def pass_on(notices: Iterable[Notice]) -> None:
    """Let those hear it who act now, in place of who does not any more; each of them once."""
    for notice in notices:
        # Once more to who does not act would be passed on for ever.
        others = [person for person in successors(notice) if person.pk != notice.user_id]
        people, know = [person for person in others if is_theirs(notice, person)], set()
        about = {name: getattr(notice, name) for name in ("page", "contact", "contribution")}
        if not people:
            continue
        for same in Notice.objects.filter(kind=notice.kind, **about).select_related("user"):
            if is_theirs(same, same.user):
                know.add(same.user_id)
            else:
                same.delete()  # it would be passed on once more
        notify([person for person in people if person.pk not in know], notice.kind, **about)


def enqueue_overdue() -> None:
    """Have sent what a worker that died left behind."""
    overdue = Notice.objects.filter(due_at__lt=timezone.now()).order_by()
    for user_pk in overdue.values_list("user", flat=True).distinct():
        send_notices.enqueue(user_pk)


def news_of(notices: Iterable[Notice]) -> list[News]:
    """Return the news by kind, in the order of the kinds."""
    found: dict[str, dict[Any, str]] = {}
    for notice in notices:
        link = settings.WAGTAILADMIN_BASE_URL + _address(notice)
        subject = (notice.page_id, notice.contact_id, notice.contribution_id)
        found.setdefault(notice.kind, {})[subject] = link
    return [_news(kind, found[kind]) for kind in Kind.values if kind in found]


def _news(kind: str, found: dict[Any, str]) -> News:
    links = tuple(dict.fromkeys(found.values()))
    text = TEXTS[kind] % {"count": len(found)}
    return News(text, links[:MOST_LINKS], max(0, len(links) - MOST_LINKS))


def _address(notice: Notice) -> str:
    if notice.kind == Kind.CONTACT:
        return reverse("cms_contact_still_right", args=[notice.contact_id])
    if notice.kind == Kind.CONFIRM:
        return reverse("cms_confirm_contact", args=[notice.contact_id])
    if notice.kind in {Kind.REVIEW, Kind.LINKS}:
        return reverse("cms_still_right", args=[notice.page_id])
    if notice.kind == Kind.NEWS:
        return reverse("cms_contribution", args=[notice.contribution_id])
    if notice.kind == Kind.WITHDRAWN:
        return reverse("cms_contributions")  # of who withdrew there is nothing left to see
    return reverse("wagtailadmin_pages:edit", args=[notice.page_id])


def _send(address: str, news: list[News]) -> None:
    base = settings.WAGTAILADMIN_BASE_URL
    context = {
        "news": news,
        "desk": base + reverse("wagtailadmin_home"),
        "choices": base + reverse("wagtailadmin_account"),
    }
    text, html = (render_to_string(f"cms/mail/news.{kind}", context) for kind in ("txt", "html"))
    message = EmailMultiAlternatives(_("A message about your work"), text, to=[address])
    message.attach_alternative(html, "text/html")
    message.send()


def _end_of_window() -> datetime:
    """Return when the window of now ends: what comes within one window goes as one mail."""
    window = timedelta(minutes=settings.MAIL_WINDOW)
    now = timezone.now()
    past = (now - datetime.min.replace(tzinfo=now.tzinfo)) % window if window else timedelta()
    return now - past + window


def _next_morning() -> datetime:
    now = timezone.localtime()
    morning = timezone.make_aware(datetime.combine(now.date(), MORNING))
    if morning > now:
        return morning
    return timezone.make_aware(datetime.combine(now.date() + timedelta(days=1), MORNING))

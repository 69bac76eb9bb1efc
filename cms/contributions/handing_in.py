"""What can happen to a handed-in lesson, each at once and once: sent, confirmed, said, ended."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.accounts.invitations import digest_of
from cms.contributions.drafts import handler_of, make_draft
from cms.contributions.forms import QUESTIONS
from cms.contributions.mail import ask_to_confirm, tell_editors, tell_sender
from cms.contributions.retention import erase, forget_answers
from cms.models import Attachment, Contribution, ContributionMessage, Notice
from cms.moderation.draft_texts import read_before
from cms.moderation.reviewers import people_for
from cms.moderation.used_things import used_among
from cms.moderation.writers import writers_of
from cms.turns import for_strangers

State = Contribution.State


@transaction.atomic
def receive(data: dict[str, Any]) -> None:
    """Keep what a form brought until its sender confirms, and mail the link for that."""
    contribution = Contribution.objects.create(
        organisation=handler_of(data["municipality"]),
        municipality=data["municipality"],
        name=data["name"],
        email=data["email"],
        answers={
            **{question: data[question] for question in QUESTIONS},
            "roles": [role.slug for role in data["roles"]],
        },
        attachment=data["attachment"] or "",
    )
    ask_to_confirm(contribution)


def find(token: str) -> Contribution | None:
    """Return what a link leads to, as long as the link counts."""
    kept = Contribution.objects.kept().select_related("organisation", "page")
    return kept.filter(links__digest=digest_of(token)).first()


def confirm(contribution: Contribution) -> None:
    """Make the draft; the answers stand there from now on."""
    if contribution.state == State.UNCONFIRMED:
        with for_strangers(), read_before(contribution.attachment):
            _confirm(contribution)


@transaction.atomic
def _confirm(contribution: Contribution) -> None:
    if not _hold(contribution) or not contribution.move_on(State.UNCONFIRMED, State.OPEN):
        return
    contribution.page = make_draft(contribution)
    forget_answers(contribution)
    contribution.save()
    page = contribution.page
    step = page.current_workflow_task
    asked = people_for(step, page) if step else []  # the step tells them
    tell_editors(contribution, but=writers_of(page).union(person.pk for person in asked))


@transaction.atomic
def write_to_sender(contribution: Contribution, text: str, by: Any, *, close: bool = False) -> None:
    """Put a message behind the link of the sender; with `close`, it is also the last word."""
    if close:
        contribution.move_on(State.OPEN, State.CLOSED)
    _add_message(contribution, text, by=by)
    log(contribution, f"cms.contribution.{'close' if close else 'write'}", user=by)
    if close and contribution.page:
        log(contribution.page, "cms.contribution.close", user=by)  # a decision about the draft
    tell_sender(contribution)


@transaction.atomic
def answer(contribution: Contribution, text: str) -> None:
    """Put an answer of the sender before the editors, unless it was taken back meanwhile."""
    if not _hold(contribution) or contribution.state == State.WITHDRAWN:
        return
    _add_message(contribution, text)
    tell_editors(contribution)


@transaction.atomic
def withdraw(contribution: Contribution) -> None:
    """Take a lesson back: what readers never saw goes with its draft, the sender in any case."""
    if not _hold(contribution):
        return
    if contribution.state == State.UNCONFIRMED:
        contribution.delete()
        return
    if any(contribution.move_on(state, State.WITHDRAWN) for state in (State.OPEN, State.CLOSED)):
        _delete_draft(contribution)
        log(contribution, "cms.contribution.withdraw")
        tell_editors(contribution, Notice.Kind.WITHDRAWN)
    erase(contribution)


def _hold(contribution: Contribution) -> bool:
    """Read it as it is now, and keep others off; tell whether it is still there.

    Two tabs, or a sender and an editor, may act at the same moment.
    """
    try:
        contribution.refresh_from_db(from_queryset=Contribution.objects.select_for_update())
    except Contribution.DoesNotExist:
        return False
    return True


def _delete_draft(contribution: Contribution) -> None:
    page, document = contribution.page, contribution.document
    contribution.page = contribution.document = None
    if page and not page.first_published_at:
        page.delete()
        if document and not _is_used(document):
            document.delete()


def _is_used(document: Any) -> bool:
    kept = Attachment.objects.filter(document=document).exists()  # beside a draft too
    return kept or bool(used_among([document]))


def _add_message(contribution: Contribution, text: str, by: Any = None) -> None:
    ContributionMessage.objects.create(
        contribution=contribution, text=text, written_by=by, is_from_editors=by is not None
    )
    contribution.active_at = timezone.now()
    contribution.save(update_fields=["active_at"])

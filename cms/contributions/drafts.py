"""From answers to a draft: a lesson in the part of the site of a RIEC, before the first step."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.models import Collection, Page

from cms.accounts.addresses import whose_is
from cms.models import (
    Attachment,
    AudienceRole,
    Contribution,
    LessonPage,
    Municipality,
    Organisation,
)
from cms.reference.rights import ADMIN
from cms.sanitize import clean_html


def handler_of(municipality: Municipality) -> Organisation:
    """Return the RIEC of a municipality; the VNG where it has none with a page."""
    found = Organisation.objects.filter(page__isnull=False)
    riec = found.filter(kind=Organisation.Kind.RIEC, riec_region=municipality.riec_region)
    return riec.first() or found.filter(kind=Organisation.Kind.VNG).get()


def make_draft(contribution: Contribution) -> LessonPage:
    """Add the draft and hand it in. Any editor may approve it, unless they sent it themselves.

    The title says nothing of the sender, and the address of the page follows it.
    """
    answers = contribution.answers
    page = LessonPage(
        live=False,
        title=str(contribution),
        expected=answers["planned"],
        happened=answers["happened"],
        root_cause=_paragraphs(answers["why"]),
        recommendation=_paragraphs(answers["advice"]),
    )
    contribution.document = _document(contribution)
    if contribution.document:
        title = _("Attachment of the sender")
        page.attachments = [Attachment(title=title, document=contribution.document)]
    page.audience_roles = list(AudienceRole.objects.filter(slug__in=answers["roles"]))
    # Two that come at the same moment stand behind each other.
    place = Page.objects.select_for_update().get(pk=contribution.organisation.page.pk)
    place.add_child(instance=page)
    # A draft may be unfinished: the editors complete it.
    page.save_revision(clean=False, user=_colleague(contribution.email))
    # The privacy check, the first step, looks for the sender of this draft.
    contribution.page = page
    contribution.save(update_fields=["page", "document"])
    workflow = page.get_workflow()
    if workflow:
        workflow.start(page, None)
    return page


def _colleague(email: str) -> Any:
    """Return who has this address and rights at the desk: nobody approves their own change.

    Of anybody else no version tells who sent it.
    """
    people = whose_is(email)
    return next((user for user in people if user.is_active and user.has_perm(ADMIN)), None)


def _document(contribution: Contribution) -> Document | None:
    """Put the file with those of the organisation: readers get it with the published lesson."""
    if not contribution.attachment:
        return None
    ending = PurePath(str(contribution.attachment.name)).suffix
    folders = Collection.objects.filter(name=contribution.organisation.name)
    with contribution.attachment.open() as file:
        document = Document(
            title=str(contribution),
            collection=folders.first() or Collection.get_first_root_node(),
            file=ContentFile(file.read(), name=f"ingediende-les-{contribution.pk}{ending}"),
        )
    document._set_document_file_metadata()  # as the forms of Wagtail do
    document.save()
    return document


def _paragraphs(text: str) -> str:
    return clean_html(linebreaks(text, autoescape=True))

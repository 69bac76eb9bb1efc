"""The draft that a Word file becomes. It goes the ordinary way: nothing here publishes."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from cms.models import KnowledgePage, OrganisationPage, PlaybookStep, WordImport
from cms.models.guides import MAX_ACTIONS
from cms.records import lines
from cms.word.placing import LONGEST_TITLE, Placed, kept_html, place, value_for
from cms.word.reading import Picture, WordText

BEGINNING = "summary"  # where the text before the first heading goes, if there is room


def make_draft(
    page_type: type[KnowledgePage],
    parent: OrganisationPage,
    document: WordText,
    *,
    name: str,
    user: Any,
) -> KnowledgePage:
    """Add a draft with what the document holds; the rest is kept in its WordImport."""
    placed = place(page_type, document.html)
    kept = WordImport()
    page = page_type(live=False, owner=user)
    page.title = _title(placed, name)
    _fill(page, placed, kept)
    _add_steps(page, placed)
    _keep_pictures(page, parent, document.pictures, kept, user)
    if document.has_remarks:
        kept.notes.append(_("Remarks in the margin of the Word file did not come along."))
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)  # a draft may be unfinished
    kept.page = page.knowledgepage_ptr
    kept.save()
    return page


def _title(placed: Placed, name: str) -> str:
    """The first heading that is no field, else the name of the file."""
    title = placed.title or PurePath(name).stem.replace("_", " ").replace("-", " ").strip()
    if not slugify(title):
        title = _("Without a title")
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _fill(page: KnowledgePage, placed: Placed, kept: WordImport) -> None:
    if len(placed.title) > LONGEST_TITLE:
        kept.parts.append([_("The whole title"), f"<p>{escape(placed.title)}</p>"])
    for name, blocks in placed.fields.items():
        if blocks and not _fits(page, name, blocks):
            label = capfirst(str(page._meta.get_field(name).verbose_name))
            kept.parts.append([label, kept_html(blocks)])
            kept.notes.append(
                _("%(field)s: this text is too long for the field.") % {"field": label}
            )
    for section in placed.left:
        is_beginning = not section.heading and not page.summary
        if is_beginning and _fits(page, BEGINNING, section.blocks):
            continue
        heading = section.heading or _("Before the first heading")
        kept.parts.append([heading, kept_html(section.blocks)])
    if len(lines(getattr(page, "actions", ""))) > MAX_ACTIONS:
        kept.notes.append(_("Five actions at most, one a line. Leave the rest for the text."))


def _fits(page: KnowledgePage, name: str, blocks: Any) -> bool:
    try:
        setattr(page, name, value_for(page._meta.get_field(name), blocks))
    except ValidationError:
        return False
    return True


def _add_steps(page: Any, placed: Placed) -> None:
    if placed.steps:
        page.steps = [
            PlaybookStep(action=step.action, how=kept_html(step.how)) for step in placed.steps
        ]


def _keep_pictures(
    page: KnowledgePage,
    parent: OrganisationPage,
    pictures: tuple[Picture, ...],
    kept: WordImport,
    user: Any,
) -> None:
    """Keep pictures among the files of the organisation; the first is that of the item."""
    if not pictures:
        return
    collection = Collection.objects.filter(name=parent.organisation.name).first()
    policy = policy_registry.get_by_type(get_image_model())
    if collection not in policy.collections_user_has_permission_for(user, "add"):
        kept.notes.append(_("The pictures did not come along: you may not add pictures here."))
        return
    for number, picture in enumerate(pictures, start=1):
        if picture.refusal:
            note = _("Picture %(number)d did not come along. %(reason)s")
            reason = " ".join(picture.refusal.messages)
            kept.notes.append(note % {"number": number, "reason": reason})
            continue
        title = picture.alt or _("Picture %(number)d in %(title)s") % {
            "number": number,
            "title": page.title,
        }
        image = get_image_model()(
            title=title[:255],
            description=picture.alt[:255],
            file=picture.file,
            collection=collection,
            uploaded_by_user=user,
        )
        image._set_image_file_metadata()
        image.save()
        kept.pictures.append(image.pk)
        if page.image_id is None:
            page.image, page.image_alt = image, picture.alt[:250]
    _say_what_pictures_want(page, kept)


def _say_what_pictures_want(page: KnowledgePage, kept: WordImport) -> None:
    if page.image_id is not None:
        kept.notes.append(
            _("The first picture is that of the item. Check whether what it shows is described.")
            if page.image_alt
            else _("The first picture is that of the item. Write what it shows: it is read aloud.")
        )
    if len(kept.pictures) > 1:
        kept.notes.append(_("An item has one picture. The others stand among the pictures."))

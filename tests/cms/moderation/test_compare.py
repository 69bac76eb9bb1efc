"""Two versions compared: every field that the form has, for whoever reviews."""

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import NOT_PROVIDED
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.models import PlaybookPage
from tests.cms.editor_form import edit_address, fill_in, form_at
from tests.factories import ITEM_TYPES, make_contact, make_item, signed_in

pytestmark = pytest.mark.django_db

# Not fields of the text: when it appears (Wagtail shows that beside the versions), and remarks.
APART = {"go_live_at", "expire_at", "comment_notifications"}


def panels_of(panel: Panel) -> list[Panel]:
    """Panels of a form that hold a field or records."""
    if isinstance(panel, FieldPanel | InlinePanel):
        return [panel]
    return [each for child in getattr(panel, "children", ()) for each in panels_of(child)]


def other(field: Any, now: Any) -> Any:
    """Another value for a field of a model."""
    if field.choices:
        return next(value for value, _label in field.flatchoices if value not in (now, ""))
    if isinstance(field, models.BooleanField):
        return not now
    if isinstance(field, models.ForeignKey):
        return field.related_model.objects.exclude(pk=getattr(now, "pk", None)).order_by("-pk")[0]
    values = {
        models.DateField: datetime.date(2031, 1, 1),
        models.IntegerField: 7,
        models.DecimalField: 7,
        models.URLField: "https://example.org/anders",
    }
    return next((value for kind, value in values.items() if isinstance(field, kind)), "anders")


def change(page: Any, panel: Panel) -> str:
    """Change what this panel holds; return the heading under which the comparison shows it."""
    if isinstance(panel, InlinePanel):
        manager = getattr(page, panel.relation_name)
        child = manager.model()
        for field in child._meta.concrete_fields:
            is_wanted = field.default is NOT_PROVIDED and not field.null
            if is_wanted and not field.primary_key and field.name not in {"page", "sort_order"}:
                setattr(child, field.name, other(field, getattr(child, field.attname)))
        manager.add(child)
        return str(panel.heading)
    field = page._meta.get_field(panel.field_name)
    if panel.field_name == "keywords":
        page.keywords.add("anders")
    elif field.many_to_many:
        setattr(page, panel.field_name, list(field.related_model.objects.order_by("-pk")[:2]))
    else:
        setattr(page, panel.field_name, other(field, getattr(page, panel.field_name)))
    return str(field.verbose_name)


def test_every_field_and_every_record_is_compared(desk):
    Image.objects.create(title="Foto", file=get_test_image_file("foto.png"))
    Document.objects.create(title="Bijlage", file=ContentFile(b"x", "bijlage.pdf"))
    make_contact()
    make_item()
    make_item(PlaybookPage)
    looks_on = signed_in(desk.people["editor of the VNG"])
    editor = signed_in(desk.people["editor"])
    for kind in ITEM_TYPES:
        page = desk.draft(kind=kind)
        first = page.latest_revision_id
        panels = [
            panel
            for panel in panels_of(page.get_edit_handler())
            if getattr(panel, "field_name", None) not in APART
        ]
        assert len(panels) > 20
        latest = f"/beheer/pages/{page.pk}/revisions/compare/{first}...latest/"
        assert looks_on.get(latest).status_code == 404
        desk.hand_in(page)
        headings = {change(page, panel).casefold() for panel in panels}
        second = page.save_revision(user=desk.people["author"], clean=False).pk
        address = f"/beheer/pages/{page.pk}/revisions/compare/{first}...{second}/"
        answer = editor.get(address)
        shown = {
            str(compared.field_label()).casefold() for compared in answer.context["comparison"]
        }
        assert headings - shown == set(), kind
        assert all(heading in unescape(answer.text).casefold() for heading in headings)
        assert looks_on.get(latest).status_code == 200, "the VNG sees the whole chain"


def test_both_versions_stand_side_by_side(desk):
    page = desk.draft()
    first = page.latest_revision_id
    page.summary = "Een andere samenvatting."
    second = page.save_revision(user=desk.people["author"]).pk
    answer = signed_in(desk.people["editor"]).get(
        f"/beheer/pages/{page.pk}/revisions/compare/{first}...{second}/"
    )
    headings = re.findall(r'<th scope="col">(.*?)</th>', answer.text)
    assert headings[-3:] == ["Veld", "Eerder", "Later"]
    columns = re.findall(r'<td class="comparison cms-compared__(\w+)">', answer.text)
    assert columns[:2] == ["earlier", "later"]
    assert answer.text.count('<span class="addition">') >= 2  # one column hides it


def test_a_text_that_nobody_touched_is_not_listed(desk):
    text = (
        '<p>Een <b>vet</b> <a href="https://example.org/">woord</a>.<br/>Zo.</p><ul><li>A</li></ul>'
    )
    page = desk.draft(problem=text, context="")  # as a file brings it, and not yet the editor
    first = page.latest_revision_id
    author = signed_in(desk.people["author"])
    form = form_at(author, edit_address(page))
    author.post(edit_address(page), fill_in(form, approach="<p>Anders.</p>", summary="Korter."))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().problem != text
    address = f"/beheer/pages/{page.pk}/revisions/compare/{first}...{page.latest_revision_id}/"
    shown = [compared.field.name for compared in author.get(address).context["comparison"]]
    assert sorted(shown) == ["approach", "summary"]

"""Every text of a draft is read: no field, child record, keyword or file name is forgotten."""

import pytest
from django.core.files.base import ContentFile
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.models import Attachment, Source
from cms.moderation.draft_texts import place_in_words, text_fields, texts_of, words_of_rich_text
from cms.moderation.privacy import open_findings
from tests.cms.privacy_gate.conftest import PHONE
from tests.factories import ITEM_TYPES, make_draft

pytestmark = pytest.mark.django_db

PROFILE = "https://www.linkedin.com/in/jan-de-vries-1"

every_kind = pytest.mark.parametrize("page_type", ITEM_TYPES, ids=lambda model: model.KIND)


def editable_texts(model):
    """Whatever a form may offer; the panels of the editor are asked apart below."""
    for field in model._meta.get_fields():
        is_text = isinstance(field, models.CharField | models.TextField)
        if is_text and field.editable and not field.choices:
            yield field.name


def panel_fields(panel):
    """Names of the fields in the tabs of the editor."""
    for child in getattr(panel, "children", ()):
        yield from panel_fields(child)
    if hasattr(panel, "field_name"):
        yield panel.field_name


@every_kind
def test_every_text_field_is_read(page_type):
    page = make_draft(page_type)
    names = set(editable_texts(page_type)) - {"path"}
    assert {"title", "summary", "slug", "seo_title", "search_description", "image_alt"} <= names
    for name in names:
        setattr(page, name, f"Bel {PHONE} {name}")
    found = {text.path: text.words for text in texts_of(page)}
    for name in names:
        assert f"Bel {PHONE} {name}" in found[name]
        assert place_in_words(page_type, name)


@every_kind
def test_every_text_in_the_form_of_the_editor_is_read(page_type):
    offered = set(panel_fields(page_type.get_edit_handler()))
    read = {field.name for field in text_fields(page_type)}
    assert (offered & set(editable_texts(page_type))) <= read
    assert len(offered) > 20


@every_kind
def test_every_text_of_every_child_record_is_read(page_type):
    page = make_draft(page_type)
    read = 0
    for relation in get_all_child_relations(page_type):
        name, model = relation.get_accessor_name(), relation.related_model
        if name in {"wagtail_admin_comments", "keyword_links"}:
            continue
        fields = list(editable_texts(model))
        setattr(page, name, [model(**{each: f"Bel {PHONE} {each}" for each in fields})])
        found = {text.path: text.words for text in texts_of(page)}
        for each in fields:
            assert f"Bel {PHONE} {each}" in found[f"{name}.0.{each}"]
            assert place_in_words(page_type, f"{name}.0.{each}")
            read += 1
    assert read >= 4


def test_no_field_holds_texts_in_another_way():
    """JSON and streams would need reading of their own; there are none that editors fill."""
    for page_type in ITEM_TYPES:
        for field in page_type._meta.get_fields():
            if isinstance(field, models.JSONField):
                assert not field.editable
            assert type(field).__name__ != "StreamField"


def test_a_place_is_named_as_in_the_form():
    page = make_draft()
    page.sources = [Source(title="Een"), Source(title="Twee", url=PROFILE)]
    assert open_findings(page) == ["Bron 2, webadres: account op sociale media"]


def test_keywords_titles_of_files_and_names_of_files_are_read():
    page = make_draft()
    page.keywords.set(["mevrouw De Vries"])
    document = get_document_model()(title="Brief van burgemeester Van der Berg")
    document.file.save(f"bel-{PHONE}.txt", ContentFile(b"x"))
    page.attachments = [Attachment(title="Brief", document=document)]
    image = get_image_model()(title=f"Bel {PHONE}", file=get_test_image_file())
    image.save()
    page.image = image
    assert set(open_findings(page)) == {
        "Trefwoorden: naam",
        "Bijlage 1, document: naam",
        "Bijlage 1, document: telefoonnummer",
        "Foto: telefoonnummer",
    }


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Bel 06-<b>123</b>45678</p>", "Bel 06-12345678"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<ul><li>een<br/>twee</li></ul>", "een\n\ntwee"),
        ("<p>jan &lt;jan@x.nl&gt; &amp; co</p>", "jan <jan@x.nl> & co"),
        ('<p><a href="mailto:jan%40x.nl">hij</a></p>', "hij\nmailto:jan@x.nl"),
        ('<p><a linktype="page" id="12">hier</a></p>', "hier"),
        ("<p>a<!-- 06-12345678 --></p>", "a 06-12345678"),
        ("<p><b", "<b"),
    ],
)
def test_rich_text_becomes_plain_words(source, words):
    assert words_of_rich_text(source) == words


def test_rich_text_is_told_from_plain_text():
    page = make_draft(summary="1 < 2 <jan@x.nl>", problem="<p>1 &lt; 2</p>")
    found = {text.path: text.words for text in texts_of(page)}
    assert (found["summary"], found["problem"]) == ("1 < 2 <jan@x.nl>", "1 < 2")
    assert isinstance(type(page)._meta.get_field("problem"), RichTextField)

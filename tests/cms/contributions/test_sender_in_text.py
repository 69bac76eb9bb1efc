"""While the sender is known, the privacy check finds their name and address in the lesson."""

from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.contributions.retention import erase
from cms.models import PrivacyFinding
from tests.cms.contributions.sender import EMAIL, do, handed_in
from tests.cms.uploads.office import docx
from tests.factories import member_of, signed_in

NUMBERS = count()

pytestmark = pytest.mark.django_db


def found(contribution, **changed):
    """Return where the check finds something, as an editor opens it: place and value."""
    page = contribution.page
    if changed:
        page = page.get_latest_revision_as_object()
        for name, value in changed.items():
            setattr(page, name, value)
        page.save_revision(clean=False)
    editor = member_of(f"redacteur{next(NUMBERS)}", page.organisation.slug, "editors")
    answer = signed_in(editor).get(reverse("cms_privacy_check", args=[page.pk]))
    return sorted(
        (each["found"].finding.path, excerpt.value)
        for each in answer.context["open"]
        for excerpt in each["found"].excerpts
    )


def test_each_part_of_the_name_in_an_answer_sends_the_draft_back():
    contribution, _link = handed_in(
        happened="Het raadslid Fluitekruid wist van niets.", advice="Vraag het aan klaartje."
    )
    page = contribution.page
    assert page.current_workflow_state.status == "needs_changes"
    assert found(contribution) == [("happened", "Fluitekruid"), ("recommendation", "klaartje")]
    kinds = set(page.privacy_findings.values_list("kind", flat=True))
    assert kinds == {"name"}  # no row and no log says whose


@pytest.mark.usefixtures("files")
def test_the_name_in_a_file_sends_the_draft_back():
    body = "<w:p><w:r><w:t>Dit schreef Fluitekruid. Vraag het Klaartje.</w:t></w:r></w:p>"
    contribution, _link = handed_in(attachment=SimpleUploadedFile("les.docx", docx(body)))
    place = "attachments.0.document.content"
    assert contribution.page.current_workflow_state.status == "needs_changes"
    assert found(contribution) == [(place, "Fluitekruid"), (place, "Klaartje")]


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_what_editors_add_is_read_too_in_any_spelling():
    contribution, _link = handed_in(name="Zoë van der Kuijl")
    assert found(contribution) == []
    assert found(contribution, expected="Zoe, zei ze.") == [("expected", "Zoe")]
    assert found(contribution, expected="ZOË VAN DER KUIJL") == [("expected", "ZOË VAN DER KUIJL")]
    assert found(contribution, expected="Kuijls lijst, de lijst van der raad.") == [
        ("expected", "Kuijls")
    ]
    assert found(contribution, expected=f"Mail {EMAIL.upper()}.") == [("expected", EMAIL.upper())]
    assert found(contribution, expected="Zo\u00adë") == [("expected", "Zo\u00adë")]
    assert found(contribution, expected="Zoëven, zoemen, Kuijlen.") == []


def test_a_name_that_is_a_word_too_counts_with_a_capital():
    contribution, _link = handed_in(name="Wil de Groot", advice="Ik wil een groot bord in de hal.")
    assert contribution.page.current_workflow_state.status == "in_progress"
    assert found(contribution) == []
    assert found(contribution, expected="Dat zei Groot.") == [("expected", "Groot")]


def test_no_name_no_finding_and_short_parts_neither():
    assert found(handed_in(name="", advice="Bel Jo of ik.")[0]) == []
    other = handed_in(name="Jo de Li", advice="Bel Jo of Li.", email="ander@example.org")[0]
    assert found(other) == []


def test_of_another_draft_and_of_a_forgotten_sender_nothing_is_said():
    first, _link = handed_in()
    second, link = handed_in(
        name="Quirien Tasman", email="q@example.org", advice="Vraag Fluitekruid."
    )
    assert found(second) == []
    assert found(first, expected="Vraag Fluitekruid.") == [("expected", "Fluitekruid")]
    erase(first)
    assert found(first) == []
    do(link, "withdraw")


def test_it_is_not_copied_while_the_sender_is_known_as_a_copy_would_not_know_them():
    contribution, _link = handed_in()
    page = contribution.page
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk}
    editor = signed_in(member_of("redacteur", page.organisation.slug, "editors"))
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    for alias in ({}, {"alias": "on"}):
        answer = editor.post(address, {**form, **alias}, follow=True)
        assert "zolang het portaal weet wie de les instuurde" in answer.text
        assert page.get_siblings(inclusive=False).count() == 0
    api = f"/beheer/api/main/pages/{page.pk}/"
    for action in ("copy", "create_alias", "revert_to_page_revision"):  # none goes round the form
        sent = {"keep_live": False, "revision_id": page.latest_revision_id}
        answer = editor.post(f"{api}action/{action}/", sent, content_type="application/json")
        assert answer.status_code == 404, action
    assert editor.get(api).status_code == 200  # what the menu of pages asks for
    erase(contribution)
    editor.post(address, form)
    assert page.get_siblings(inclusive=False).get().slug == "kopie"


def test_the_value_is_kept_nowhere():
    handed_in(happened="Fluitekruid wist van niets.")
    rows = PrivacyFinding.objects.values()
    assert rows
    assert not any("fluitekruid" in str(value).lower() for row in rows for value in row.values())

"""The projection follows what readers see, in the same transaction, and nothing else."""

import pytest
from django.db import transaction
from wagtail.models import Page

from cms.access import STRANGER, reader_for
from cms.models import CaseStudyPage, KnowledgePage, LessonPage, Organisation, Topic
from search.contract import SearchQuery
from search.facets import unpack
from search.indexing import find_drift
from search.models import DocumentAccess, DocumentText, SearchDocument
from search.search import search
from tests.factories import go_live, make_draft, make_item, member_of, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_step() -> object:
    """After each test every published page has its document, and no other page has one."""
    yield
    assert not find_drift()


def document(page: Page) -> SearchDocument:
    return SearchDocument.objects.get(pk=page.pk)


def tokens(page: Page) -> set[str]:
    return set(DocumentAccess.objects.filter(document=page.pk).values_list("token", flat=True))


def hits(text: str) -> tuple[int, ...]:
    return search(SearchQuery(reader=STRANGER, text=text)).page_ids


def test_a_published_item_is_found() -> None:
    page = make_item(title="Kwekerij")
    assert hits("kwekerij") == (page.pk,)
    assert document(page).is_live
    assert tokens(page) == {"public"}


def test_a_draft_is_not_found() -> None:
    page = make_draft(title="Kwekerij")
    page.save_revision()
    assert hits("kwekerij") == ()
    assert not SearchDocument.objects.filter(pk=page.pk).exists()


def test_saving_a_draft_of_a_published_item_changes_nothing() -> None:
    page = make_item(title="Kwekerij")
    before = SearchDocument.objects.filter(pk=page.pk).values().get()
    draft = CaseStudyPage.objects.get(pk=page.pk)
    draft.title = "Akker"
    draft.label = "green"
    draft.topics = list(Topic.objects.filter(slug="doxing"))
    draft.save_revision()
    assert SearchDocument.objects.filter(pk=page.pk).values().get() == before
    assert hits("kwekerij") == (page.pk,)


def test_saving_a_draft_does_no_work_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_item(title="Kwekerij")
    monkeypatch.setattr("search.receivers.index", None)
    monkeypatch.setattr("search.receivers.withdraw", None)
    CaseStudyPage.objects.get(pk=page.pk).save_revision()
    make_draft(title="Nog een").save_revision()


def test_publishing_again_gives_a_higher_version_only_when_something_changed() -> None:
    page = make_item(title="Kwekerij")
    version = document(page).version
    go_live(page)
    assert document(page).version == version
    page.title = "Akker"
    go_live(page)
    assert document(page).version > version
    assert (hits("kwekerij"), hits("akker")) == ((), (page.pk,))


def test_an_unpublished_item_leaves_a_tombstone_without_text_or_access() -> None:
    page = make_item(title="Kwekerij")
    version = document(page).version
    page.unpublish()
    left = document(page)
    assert (left.is_live, left.facets, left.published_on) == (False, "", None)
    assert left.version > version
    assert not DocumentText.objects.filter(pk=page.pk).exists()
    assert tokens(page) == set()
    assert hits("kwekerij") == hits("") == ()


def test_the_version_goes_on_after_a_tombstone() -> None:
    page = make_item(title="Kwekerij")
    page.unpublish()
    version = document(page).version
    go_live(page)
    assert document(page).version > version
    assert hits("kwekerij") == (page.pk,)


def test_a_deleted_item_leaves_a_tombstone() -> None:
    page = make_item(title="Kwekerij")
    version = document(page).version
    pk = page.pk
    page.delete()
    left = SearchDocument.objects.get(pk=pk)
    assert not left.is_live
    assert left.version > version
    assert not DocumentText.objects.filter(pk=pk).exists()
    assert hits("kwekerij") == ()


def test_deleting_the_pages_above_withdraws_the_items() -> None:
    page = make_item(title="Kwekerij", under="ccv")
    Page.objects.get(pk=page.get_parent().pk).delete()
    assert hits("kwekerij") == ()
    assert not SearchDocument.objects.get(pk=page.pk).is_live


def test_deleting_in_bulk_withdraws_the_items() -> None:
    page = make_item(title="Kwekerij")
    KnowledgePage.objects.filter(pk=page.pk).delete()
    assert hits("kwekerij") == ()


def test_a_moved_item_belongs_to_the_other_organisation() -> None:
    page = make_item(title="Kwekerij", label="amber", under="vng")
    ccv, vng = organisation("ccv"), organisation("vng")
    assert tokens(page) == {f"org:{vng.pk}", f"client-of:{vng.pk}"}
    page.move(ccv.page, pos="last-child")
    assert tokens(page) == {f"org:{ccv.pk}", f"client-of:{ccv.pk}"}
    assert unpack(document(page).facets)["organisation"] == ("ccv",)


@pytest.mark.parametrize(
    ("label", "expected"),
    [("green", {"community"}), ("clear", {"public"})],
)
def test_a_changed_label_works_at_once(label: str, expected: set[str]) -> None:
    page = make_item(label="amber")
    page.label = label
    go_live(page)
    assert tokens(page) == expected


def test_a_label_changed_by_a_script_works_at_once() -> None:
    page = make_item(title="Kwekerij")
    page.label = "amber-strict"
    page.save()
    assert hits("kwekerij") == ()
    KnowledgePage.objects.get(pk=page.pk).save(update_fields=["label"])
    assert tokens(page) == {f"org:{organisation('vng').pk}"}


def test_organisations_to_share_with_count_at_once() -> None:
    page = make_item(label="amber-strict")
    ccv = organisation("ccv")
    page.shared_with = [ccv]
    page.save()
    assert f"org:{ccv.pk}" in tokens(page)
    through = KnowledgePage.objects.get(pk=page.pk)
    through.shared_with.clear()
    through.save()
    assert f"org:{ccv.pk}" not in tokens(page)


def test_new_clients_of_an_organisation_need_no_new_documents() -> None:
    page = make_item(title="Kwekerij", label="amber", under="vng")
    user = member_of("lid", "ccv")
    before = document(page).version
    organisation("vng").clients.add(organisation("ccv"))
    found = search(SearchQuery(reader=reader_for(user), text="kwekerij"))
    assert found.page_ids == (page.pk,)
    assert document(page).version == before


def test_a_topic_that_gets_another_name_is_found_by_it() -> None:
    page = make_item(topics=["bedreiging"])
    topic = Topic.objects.get(slug="bedreiging")
    topic.name = "Kwekerijen"
    topic.save()
    assert hits("kwekerij") == (page.pk,)


def test_a_main_topic_that_gets_another_code_changes_what_falls_under_it() -> None:
    page = make_item(topics=["bedreiging"])
    topic = Topic.objects.get(slug="agressie-en-intimidatie")
    topic.slug = "agressie"
    topic.save()
    assert unpack(document(page).facets)["topic"] == ("agressie", "bedreiging")


def test_a_topic_that_moves_changes_its_documents() -> None:
    page = make_item(topics=["bedreiging"])
    topic = Topic.objects.get(slug="bedreiging")
    topic.parent = Topic.objects.exclude(pk=topic.parent_id).filter(parent=None)[0]
    topic.save()
    assert topic.parent.slug in unpack(document(page).facets)["topic"]


def test_an_organisation_that_gets_another_name_is_found_by_it() -> None:
    page = make_item(under="ccv")
    ccv = Organisation.objects.get(slug="ccv")
    ccv.name = "Kwekerij"
    ccv.save()
    assert hits("kwekerij") == (page.pk,)


def test_lessons_of_a_case_follow_what_the_case_hides() -> None:
    case = make_item(size_classes=["20000-50000"], riec_regions=["limburg"])
    lesson = make_item(
        LessonPage, linked_case=case, size_classes=["20000-50000"], provinces=["limburg"]
    )
    assert unpack(document(lesson).facets)["size"] == ("20000-50000",)
    case.size_classes = []
    go_live(case)


def test_a_transaction_that_fails_leaves_nothing() -> None:
    class Broken(Exception):
        pass

    kept = make_item(title="Akker")
    with pytest.raises(Broken), transaction.atomic():
        make_item(title="Kwekerij")
        kept.unpublish()
        raise Broken
    assert hits("kwekerij") == ()
    assert hits("akker") == (kept.pk,)
    assert SearchDocument.objects.count() == 1


def test_a_copied_item_is_found() -> None:
    page = make_item(title="Kwekerij")
    copied = page.copy(update_attrs={"slug": "kopie", "title": "Kwekerij kopie"}, keep_live=False)
    go_live(copied)
    assert set(hits("kwekerij")) == {page.pk, copied.pk}

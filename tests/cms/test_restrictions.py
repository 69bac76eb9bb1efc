"""Wagtail's own view restrictions say what the labels say, whatever happens to an item."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.access import STRANGER, reader_for
from cms.labels import Label
from cms.models import GuidePage, KnowledgePage, Organisation
from tests.factories import go_live, make_draft, make_item, make_user, member_of, organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def group_ids(*slugs: str) -> set[int]:
    return {pk for slug in slugs for pk in organisation(slug).group_ids}


def admitted(page: Page) -> set[int] | None:
    """Return the groups that Wagtail admits; None if it asks nothing."""
    restrictions = list(PageViewRestriction.objects.filter(page_id=page.pk))
    if not restrictions:
        return None
    assert [item.restriction_type for item in restrictions] == [PageViewRestriction.GROUPS]
    return set(restrictions[0].groups.values_list("pk", flat=True))


def community() -> set[int]:
    slugs = Organisation.objects.values_list("slug", flat=True)
    return {Group.objects.get(name="Gemeenschap").pk, *group_ids(*slugs)}


def publish(page: Page, **changes: object) -> Page:
    for name, value in changes.items():
        setattr(page, name, value)
    go_live(page)
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize("label", Label.values)
def test_wagtail_admits_whom_the_label_admits(label, rf):
    item = make_item(GuidePage, label=label, under="riec-limburg", shared_with=["ccv"])
    organisation("riec-limburg").clients.set([organisation("ngb")])
    people = [
        make_user("buitenstaander"),
        make_user("raadslid", "Gemeenschap"),
        member_of("eigen", "riec-limburg"),
        member_of("genoemd", "ccv", "editors"),
        member_of("klant", "ngb", "authors"),
        member_of("ander", "vng"),
        make_user("beheer", is_superuser=True),
    ]
    for person in people:
        request = rf.get("/")
        request.user, request.session = person, {}
        accepted = all(rule.accept_request(request) for rule in item.get_view_restrictions())
        assert accepted == reader_for(person).may_read(item), person.username


@pytest.mark.parametrize("label", Label.values)
def test_public_agrees_with_a_stranger(label):
    item = make_item(GuidePage, label=label)
    found = KnowledgePage.objects.live().public().filter(pk=item.pk).exists()
    assert found == STRANGER.may_read(item) == (label == "clear")


class TestInStep:
    def test_a_label_goes_up_and_down(self):
        item = make_item(GuidePage)
        assert admitted(item) is None
        assert admitted(publish(item, label="amber-strict")) == group_ids("vng")
        assert admitted(publish(item, label="green")) == community()
        assert admitted(publish(item, label="clear")) is None

    def test_a_draft_with_another_label_changes_nothing(self):
        item = make_item(GuidePage, label="amber-strict")
        item.label = "clear"
        item.save_revision()
        assert admitted(item) == group_ids("vng")
        assert KnowledgePage.objects.get(pk=item.pk).label == "amber-strict"

    def test_an_item_shared_with_others(self):
        item = make_item(GuidePage, label="amber-strict", shared_with=["ccv"])
        assert admitted(item) == group_ids("vng", "ccv")
        assert admitted(publish(item, shared_with=[])) == group_ids("vng")

    def test_an_item_moved_to_another_organisation(self):
        item = make_item(GuidePage, label="amber-strict")
        item.move(organisation("ccv").page, pos="last-child")
        item = KnowledgePage.objects.get(pk=item.pk)
        assert item.organisation.slug == "ccv"
        assert admitted(item) == group_ids("ccv")

    def test_a_new_organisation_is_part_of_the_community(self):
        item = make_item(GuidePage, label="green")
        names = ("members", "authors", "editors")
        groups = {name: Group.objects.create(name=f"nieuw {name}") for name in names}
        Organisation.objects.create(slug="nieuw", name="Nieuw", kind="association", **groups)
        assert admitted(item) == community() >= {group.pk for group in groups.values()}

    def test_an_organisation_that_goes_takes_its_groups_along(self):
        item = make_item(GuidePage, label="amber-strict", shared_with=["statenlidnu"])
        leaving = organisation("statenlidnu")
        leaving.page.delete()
        leaving.delete()
        assert admitted(item) == group_ids("vng")

    def test_clients_come_and_go(self):
        vng, ccv = organisation("vng"), organisation("ccv")
        vng.clients.clear()
        item = make_item(GuidePage, label="amber")
        strict = make_item(GuidePage, label="amber-strict")
        vng.clients.add(ccv)
        assert admitted(item) == group_ids("vng", "ccv")
        ccv.served_by.remove(vng)
        assert admitted(item) == group_ids("vng")
        ccv.served_by.add(vng)
        assert admitted(item) == group_ids("vng", "ccv")
        vng.clients.clear()
        assert admitted(item) == admitted(strict) == group_ids("vng")

    def test_unpublished_and_published_again(self):
        item = make_item(GuidePage, label="amber-strict")
        item.unpublish()
        item = GuidePage.objects.get(pk=item.pk)
        assert admitted(publish(item, label="green")) == community()

    def test_back_to_an_old_revision_with_another_label(self):
        item = make_item(GuidePage, label="amber-strict")
        strict = item.latest_revision
        item = publish(item, label="clear")
        assert admitted(item) is None
        strict.publish()
        assert admitted(item) == group_ids("vng")

    def test_saved_without_a_revision(self):
        item = make_item(GuidePage)
        item.label = "amber-strict"
        item.save()
        assert admitted(item) == group_ids("vng")

    def test_deleted(self):
        item = make_item(GuidePage, label="green")
        item.delete()
        assert not PageViewRestriction.objects.exists()

    def test_changed_by_hand_in_wagtail(self):
        item = make_item(GuidePage, label="amber-strict")
        rule = item.view_restrictions.get()
        rule.groups.add(Group.objects.get(name="Gemeenschap"))
        assert admitted(item) == group_ids("vng")


class TestCopies:
    def test_a_copied_draft(self):
        item = make_item(GuidePage, label="amber-strict")
        copy = item.copy(
            to=organisation("ccv").page, update_attrs={"slug": "kopie"}, keep_live=False
        )
        assert copy.organisation.slug == "ccv"
        assert admitted(copy) == group_ids("ccv")
        assert admitted(publish(copy)) == group_ids("ccv")
        assert admitted(publish(copy, label="clear")) is None

    def test_an_alias_belongs_to_its_place_and_follows_the_label(self):
        item = make_item(GuidePage, label="amber-strict")
        alias = item.create_alias(parent=organisation("ccv").page, update_slug="spiegel")
        assert admitted(alias) == group_ids("ccv")
        publish(item, label="green")
        alias = KnowledgePage.objects.get(pk=alias.pk)
        assert (alias.label, alias.organisation.slug) == ("green", "ccv")
        assert admitted(alias) == community()
        publish(item, label="clear")
        assert admitted(alias) is None


def test_a_draft_is_never_public():
    draft = make_draft(GuidePage, label="clear")
    pages: PageQuerySet = Page.objects.live().public()
    assert not pages.filter(pk=draft.pk).exists()

"""Who may do what in the CMS: the table of rights of each role, per organisation."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from cms.models import HomePage, LessonPage, StandardPage, TopicIndexPage
from cms.reference.loader import load_reference_data
from cms.reference.organisations import PORTAL_MANAGERS
from cms.reference.terms import Summary
from tests.factories import make_draft, make_item, make_user, member_of, organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

OWN, OTHER = "riec-limburg", "riec-oost-nederland"
ROLES = ("members", "authors", "editors")


def rights(user, page):
    """What this user may do with a page, as words."""
    tester = page.permissions_for_user(user)
    able = {
        "add": tester.can_add_subpage(),
        "edit": tester.can_edit(),
        "publish": tester.can_publish(),
        "delete": tester.can_delete(),
        "lock": tester.can_lock(),
    }
    return {word for word, may in able.items() if may}


@pytest.fixture
def people():
    """One person in each role of one organisation, and a portal manager."""
    people = {role: member_of(role, OWN, role) for role in ROLES}
    people["manager"] = make_user("manager", PORTAL_MANAGERS)
    return people


class TestPages:
    @pytest.mark.parametrize(
        ("role", "own", "other"),
        [
            ("members", set(), set()),
            ("authors", {"add"}, set()),
            ("editors", {"add", "edit", "lock"}, set()),
            ("manager", set(), set()),
        ],
    )
    def test_on_the_part_of_an_organisation(self, people, role, own, other):
        found = rights(people[role], organisation(OWN).page)
        assert found - {"delete"} == own
        assert rights(people[role], organisation(OTHER).page) == other

    @pytest.mark.parametrize("role", [*ROLES, "manager"])
    def test_nobody_works_outside_the_own_part(self, people, role):
        item = make_item(LessonPage, under=OTHER)
        for page in (item, HomePage.objects.get(), TopicIndexPage.objects.get()):
            assert rights(people[role], page) == set()

    def test_an_author_edits_own_drafts_only_and_never_publishes(self, people):
        own = make_draft(LessonPage, under=OWN, owner=people["authors"])
        colleagues = make_draft(LessonPage, under=OWN, owner=people["editors"])
        assert rights(people["authors"], own) == {"edit", "delete"}
        assert rights(people["authors"], colleagues) == set()

    def test_an_editor_works_in_the_own_organisation_only_and_publishes_by_review(self, people):
        drafts = {slug: make_draft(LessonPage, under=slug) for slug in (OWN, OTHER)}
        assert rights(people["editors"], drafts[OWN]) == {"edit", "delete", "lock"}
        assert rights(people["editors"], drafts[OTHER]) == set()

    def test_editors_of_the_vng_keep_the_pages_of_all(self):
        user = member_of("redactie", "vng", "editors")
        for page in (TopicIndexPage.objects.get(), StandardPage.objects.get(slug="privacy")):
            assert "edit" in rights(user, page)
            assert "publish" not in rights(user, page)  # that is the last step of the review
        assert rights(user, organisation(OWN).page) == set()
        assert rights(user, HomePage.objects.get()) == set()


class TestAdmin:
    @pytest.mark.parametrize(
        ("role", "enters"),
        [("members", False), ("authors", True), ("editors", True), ("manager", True)],
    )
    def test_who_enters(self, people, role, enters):
        assert people[role].has_perm("wagtailadmin.access_admin") is enters

    @pytest.mark.parametrize(
        ("role", "keeps"),
        [("members", False), ("authors", False), ("editors", False), ("manager", True)],
    )
    def test_who_keeps_people_and_settings(self, people, role, keeps):
        for name in ("auth.change_user", "cms.change_portalsettings"):
            assert people[role].has_perm(name) is keeps

    @pytest.mark.parametrize("role", [*ROLES, "manager"])
    def test_nobody_changes_what_a_group_may_do_nor_removes_who_decided(self, people, role):
        for name in ("auth.add_group", "auth.change_group", "auth.delete_group"):
            assert not people[role].has_perm(name)
        assert not people[role].has_perm("auth.delete_user")

    @pytest.mark.parametrize(
        ("role", "keeps"),
        [("members", False), ("authors", False), ("editors", True), ("manager", False)],
    )
    def test_who_keeps_contacts(self, people, role, keeps):
        assert people[role].has_perm("cms.change_contact") is keeps

    def test_an_editor_of_another_organisation_cannot_open_the_form(self, people, client):
        client.force_login(people["editors"])
        theirs = make_item(LessonPage, under=OTHER)
        own = make_item(LessonPage, under=OWN)
        assert client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).status_code == 200
        assert client.get(reverse("wagtailadmin_pages:edit", args=[theirs.pk])).status_code == 302


class TestFiles:
    @pytest.mark.parametrize(
        ("role", "own", "shared"),
        [
            ("members", set(), set()),
            ("authors", {"add", "choose"}, {"choose"}),
            ("editors", {"add", "change", "choose"}, {"choose"}),
            ("manager", set(), set()),
        ],
    )
    def test_images_by_folder(self, people, role, own, shared):
        policy = policy_registry.get_by_type(get_image_model())
        for name, expected in (
            (organisation(OWN).name, own),
            ("Algemeen", shared),
            (organisation(OTHER).name, set()),
        ):
            folder = Collection.objects.get(name=name)
            colleagues = get_image_model()(title="Raadhuis", collection=folder, width=1, height=1)
            colleagues.save()
            found = {
                action
                for action in ("change", "choose")
                if policy.user_has_permission_for_instance(people[role], action, colleagues)
            }
            if folder in policy.collections_user_has_permission_for(people[role], "add"):
                found.add("add")
            assert found == expected


class TestBothWays:
    def test_a_right_that_was_taken_away_comes_back(self):
        group = organisation(OWN).editors
        before = set(group.page_permissions.values_list("permission__codename", flat=True))
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        group.permissions.clear()
        assert load_reference_data() == Summary()
        assert set(group.page_permissions.values_list("permission__codename", flat=True)) == before
        assert group.permissions.filter(codename="access_admin").exists()
        assert group.collection_permissions.exists()

    def test_a_right_that_is_not_in_the_table_goes(self):
        group = organisation(OWN).members
        root = Page.get_first_root_node()
        change = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(group=group, page=root, permission=change)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        load_reference_data()
        assert not group.page_permissions.exists()
        assert not group.permissions.exists()

    def test_groups_of_others_are_left_alone(self):
        group = Group.objects.create(name="Lezers van de krant")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        load_reference_data()
        assert group.permissions.exists()

"""Who may read what: one rule in Python, the same rule in SQL, and a third by hand."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.access import STRANGER, Reader, audience_tokens, reader_for, request_reader
from cms.labels import Label
from cms.models import CaseStudyPage, GuidePage, KnowledgePage, Organisation
from tests.factories import make_draft, make_item, make_user, member_of, organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

SLUGS = ("vng", "riec-limburg", "ccv")
ROLES = ("members", "authors", "editors")

some_slugs = st.frozensets(st.sampled_from(SLUGS))
items_in_the_portal = st.lists(
    st.fixed_dictionaries(
        {
            "label": st.sampled_from(Label.values),
            "owner": st.sampled_from(SLUGS),
            "shared_with": some_slugs,
            "live": st.booleans(),
        }
    ),
    min_size=4,
    max_size=4,
)
people = st.fixed_dictionaries(
    {
        "belongs_to": st.dictionaries(st.sampled_from(SLUGS), st.sampled_from(ROLES)),
        "in_community": st.booleans(),
        "is_active": st.sampled_from([True, True, False]),
        "is_superuser": st.sampled_from([False, False, False, True]),
    }
)
who_serves_whom = st.dictionaries(st.sampled_from(SLUGS), some_slugs)


def allowed(person: dict, item: dict, serves: dict) -> bool:
    """Say by hand who may read, from the words of TLP 2.0."""
    if not item["live"]:
        return False
    if item["label"] == "clear":
        return True
    if not person["is_active"]:
        return False
    if person["is_superuser"]:
        return True
    if item["label"] == "green":
        return person["in_community"] or bool(person["belongs_to"])
    named = {item["owner"], *item["shared_with"]}
    if item["label"] == "amber":
        named |= {client for slug in named for client in serves.get(slug, ())}
    return bool(named & person["belongs_to"].keys())


def arrange(person: dict, items: list[dict], serves: dict, user, pages: list) -> None:
    organisations = {slug: organisation(slug) for slug in SLUGS}
    for slug, served in organisations.items():
        served.clients.set([organisations[other] for other in serves.get(slug, ())])
    user.is_active, user.is_superuser = person["is_active"], person["is_superuser"]
    user.save()
    groups = [getattr(organisations[slug], role) for slug, role in person["belongs_to"].items()]
    if person["in_community"]:
        groups.append(Group.objects.get(name="Gemeenschap"))
    user.groups.set(groups)
    for page, item in zip(pages, items, strict=True):
        KnowledgePage.objects.filter(pk=page.pk).update(
            label=item["label"], live=item["live"], organisation=organisations[item["owner"]]
        )
        page.shared_with.set([organisations[slug] for slug in item["shared_with"]])
        page.shared_with.commit()


def test_python_sql_and_the_words_of_tlp_agree():
    pages = [make_item(GuidePage) for _number in range(4)]
    user = make_user("lezer")

    @settings(max_examples=40, deadline=None)
    @given(people, items_in_the_portal, who_serves_whom)
    def agree(person, items, serves):
        arrange(person, items, serves, user, pages)
        expected = {
            page.pk
            for page, item in zip(pages, items, strict=True)
            if allowed(person, item, serves)
        }
        reader = reader_for(user)
        found = KnowledgePage.objects.all()
        assert {page.pk for page in found if reader.may_read(page)} == expected
        assert {page.pk for page in found.readable_by(reader)} == expected

    agree()


@given(
    st.text(max_size=15).filter(lambda label: label not in Label.values)
    | st.sampled_from(["red", "", "CLEAR", "tlp:clear", "amber+strict", None])
)
def test_an_unknown_label_gives_no_token(label):
    everybody = SimpleNamespace(all=lambda: [SimpleNamespace(pk=1), SimpleNamespace(pk=2)])
    page = SimpleNamespace(live=True, label=label, organisation_id=1, shared_with=everybody)
    assert audience_tokens(page) == frozenset()
    everything = Reader(frozenset({"public", "community", "org:1", "client-of:1"}))
    assert not everything.may_read(page)


class TestTokens:
    def test_of_each_label(self):
        vng, ccv = organisation("vng").pk, organisation("ccv").pk
        item = make_item(GuidePage, shared_with=["ccv"])
        expected = {
            Label.CLEAR: {"public"},
            Label.GREEN: {"community"},
            Label.AMBER: {f"org:{vng}", f"org:{ccv}", f"client-of:{vng}", f"client-of:{ccv}"},
            Label.AMBER_STRICT: {f"org:{vng}", f"org:{ccv}"},
        }
        for label, tokens in expected.items():
            item.label = label
            assert audience_tokens(item) == tokens

    def test_of_somebody_not_signed_in(self):
        assert reader_for(AnonymousUser()) == STRANGER == Reader(frozenset({"public"}))
        assert reader_for(None) == STRANGER

    def test_of_somebody_outside_the_community(self):
        user = make_user("buitenstaander")
        assert reader_for(user) == Reader(frozenset({"public"}), user.pk)

    def test_of_somebody_in_the_community(self):
        user = make_user("raadslid", "Gemeenschap")
        assert reader_for(user).tokens == {"public", "community"}

    def test_of_a_member_of_a_client(self):
        served, server = organisation("ccv"), organisation("riec-limburg")
        server.clients.set([served])
        Organisation.objects.exclude(pk=server.pk).get(pk=served.pk).served_by.set([server])
        tokens = reader_for(member_of("adviseur", "ccv")).tokens
        assert tokens == {"public", "community", f"org:{served.pk}", f"client-of:{server.pk}"}

    def test_serving_goes_one_way(self):
        served, server = organisation("ccv"), organisation("riec-limburg")
        server.clients.set([served])
        served.clients.clear()
        served_by_riec = make_item(label="amber", under="ccv")
        assert not reader_for(member_of("collega", "riec-limburg")).may_read(served_by_riec)

    def test_of_who_left_the_organisation(self):
        user = member_of("vertrokken", "ccv")
        item = make_item(label="amber-strict", under="ccv")
        assert reader_for(user).may_read(item)
        user.groups.clear()
        assert not reader_for(user).may_read(item)

    def test_the_community_is_configuration(self, settings):
        settings.CMS_COMMUNITY_GROUP = "Netwerk"
        assert "community" not in reader_for(make_user("oud", "Gemeenschap")).tokens
        Group.objects.create(name="Netwerk")
        assert "community" in reader_for(make_user("nieuw", "Netwerk")).tokens


class TestQueries:
    def test_a_reader_costs_three_queries_at_most(self, django_assert_max_num_queries):
        user = member_of("lid", "vng")
        user.groups.add(organisation("ccv").authors, Group.objects.get(name="Gemeenschap"))
        with django_assert_max_num_queries(3):
            reader_for(user)

    def test_a_superuser_too(self, django_assert_max_num_queries):
        user = make_user("beheer", is_superuser=True)
        with django_assert_max_num_queries(3):
            reader_for(user)

    def test_a_request_has_one_reader(self, rf, django_assert_num_queries):
        request = rf.get("/")
        request.user = member_of("lid", "vng")
        reader = request_reader(request)
        with django_assert_num_queries(0):
            assert request_reader(request) is reader

    def test_a_listing_costs_one(self, django_assert_num_queries):
        reader = reader_for(member_of("lid", "ccv"))
        for label in Label.values:
            make_item(GuidePage, label=label, under="ccv")
        with django_assert_num_queries(1):
            assert len(KnowledgePage.objects.readable_by(reader)) == 4


def test_a_draft_is_nobody_s():
    draft = make_draft(CaseStudyPage)
    superuser = reader_for(make_user("beheer", is_superuser=True))
    assert not superuser.may_read(draft)
    assert draft.pk not in KnowledgePage.objects.readable_by(superuser).values_list("pk", flat=True)

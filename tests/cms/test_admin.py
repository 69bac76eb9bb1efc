"""The menu group, its listings and contacts, the start panel and the manual."""

import datetime
import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.manual import DIRECTORY, manual_pages
from cms.models import CaseStudyPage, GuidePage, LessonPage, Municipality
from tests.factories import (
    ITEM_TYPES,
    make_contact,
    make_draft,
    make_item,
    make_user,
    member_of,
    organisation,
    signed_in,
)

OURS, THEIRS = "riec-oost-nederland", "riec-limburg"

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    """A browser in which an editor of ours is signed in."""
    return signed_in(member_of("redacteur", OURS, "editors"))


def titles(client, query=""):
    """What the listing of all items names, in its order."""
    response = client.get(f"/beheer/kennis/?{query}")
    assert response.status_code == 200
    return [page.title for page in response.context["object_list"]]


class TestMenu:
    @pytest.mark.parametrize(
        ("user", "shown"),
        [
            (("auteur", OURS, "authors"), True),
            (("redacteur", OURS, "editors"), True),
            (("beheer", None, None), False),
        ],
    )
    def test_who_works_on_items_finds_them_in_the_menu(self, user, shown):
        name, slug, role = user
        user = member_of(name, slug, role) if slug else make_user(name, "Portaalbeheer")
        page = signed_in(user).get("/beheer/").content.decode()
        assert ("/beheer/kennis/" in page) is shown

    @pytest.mark.parametrize("page_type", ITEM_TYPES, ids=lambda model: model.KIND)
    def test_an_author_reaches_a_new_item_in_two_clicks(self, page_type):
        author = signed_in(member_of("auteur", OURS, "authors"))
        listing = author.get(f"/beheer/{page_type.KIND}/").content.decode()
        add = f"/beheer/{page_type.KIND}/choose_parent/"
        assert f'href="{add}"' in listing
        response = author.get(add, follow=True)
        assert response.redirect_chain[-1][0].endswith(f"/{organisation(OURS).page.pk}/")
        assert "page-edit-form" in response.content.decode()

    def test_somebody_of_two_organisations_chooses_where(self):
        user = member_of("twee", OURS, "authors")
        user.groups.add(organisation(THEIRS).authors)
        response = signed_in(user).get("/beheer/les/choose_parent/")
        assert response.status_code == 200

    def test_all_items_offer_a_button_for_each_kind(self, admin):
        page = admin.get("/beheer/kennis/").content.decode()
        for page_type in ITEM_TYPES:
            assert f'href="/beheer/{page_type.KIND}/choose_parent/"' in page


class TestListing:
    def test_one_sees_what_one_may_work_on(self, admin):
        make_item(GuidePage, under=OURS, title="Van ons", label="amber-strict")
        make_draft(LessonPage, under=OURS, title="Ons concept")
        make_item(GuidePage, under=THEIRS, title="Van hen")
        make_draft(GuidePage, under=THEIRS, title="Hun concept")
        assert sorted(titles(admin)) == ["Ons concept", "Van ons"]

    def test_a_row_tells_kind_organisation_label_and_review(self, admin):
        today = timezone.localdate()
        make_item(GuidePage, under=OURS, label="green", review_by=today)
        row = re.sub(r"<[^>]+>|\s+", " ", admin.get("/beheer/kennis/").content.decode())
        for text in ("Handreiking", "RIEC Oost-Nederland", "TLP:GREEN", "nu nakijken"):
            assert text in row

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("kind=les", ["Les"]),
            ("kind=les&kind=handreiking", ["Gids", "Les"]),
            ("label=amber", ["Les"]),
            ("review=due", ["Gids"]),
            ("review=soon", ["Gids"]),
            ("review=none", ["Zaak"]),
            ("review_by_from=2100-01-01", ["Les"]),
            ("review_by_to=2100-01-01", ["Gids"]),
            ("status=live", ["Gids", "Les"]),
            ("status=changed", ["Gids"]),
            ("status=draft", ["Zaak"]),
            ("q=gids", ["Gids"]),
            ("q=nieuwe+naam", ["Gids"]),
            ("q=samenvatting+zaak", ["Zaak"]),
            ("q=gids&label=amber", []),
            ("q=e&label=amber&ordering=organisation__name", ["Les"]),
        ],
    )
    def test_filters_and_search_go_together(self, admin, query, found):
        past, far = datetime.date(2020, 1, 1), datetime.date(2101, 1, 1)
        guide = make_item(GuidePage, under=OURS, title="Gids", review_by=past)
        make_item(LessonPage, under=OURS, title="Les", label="amber", review_by=far)
        make_draft(CaseStudyPage, under=OURS, title="Zaak")
        guide.title = "Nieuwe naam"
        guide.save_revision()
        assert sorted(titles(admin, query)) == found

    def test_only_organisations_and_people_of_the_list_are_named(self, admin):
        make_item(GuidePage, under=OURS, owner=member_of("collega", OURS, "authors"))
        make_item(GuidePage, under=THEIRS, owner=member_of("vreemde", THEIRS, "authors"))
        filters = admin.get("/beheer/kennis/").context["filters"].form
        assert [str(user) for user in filters.fields["owner"].queryset] == ["collega"]
        assert [item.slug for item in filters.fields["organisation"].queryset] == [OURS]
        own = organisation(OURS).pk
        assert len(titles(admin, f"organisation={own}")) == 1

    def test_every_column_sorts(self, admin):
        make_item(GuidePage, under=OURS, title="A", label="green")
        make_item(GuidePage, under=OURS, title="B", label="clear")
        assert titles(admin, "ordering=title") == ["A", "B"]
        assert titles(admin, "ordering=label") == ["B", "A"]
        for name in ("kind", "organisation__name", "review_by", "live", "nonsense"):
            assert len(titles(admin, f"ordering=-{name}")) == 2

    def test_the_number_of_queries_does_not_grow(self, admin):
        make_item(GuidePage, under=OURS)
        admin.get("/beheer/kennis/")
        with CaptureQueriesContext(connection) as few:
            admin.get("/beheer/kennis/")
        for _ in range(5):
            make_item(GuidePage, under=OURS)
        with CaptureQueriesContext(connection) as many:
            admin.get("/beheer/kennis/")
        assert len(many) == len(few)


class TestContacts:
    """An editor changes only the contacts of her own organisation; everybody may look."""

    def contact(self, slug):
        return make_contact(f"Meldpunt {slug}", under=slug, last_checked=datetime.date(2026, 1, 1))

    def edit(self, contact):
        return reverse("wagtailsnippets_cms_contact:edit", args=[contact.pk])

    def test_both_are_listed_and_one_can_be_changed(self, admin):
        ours, theirs = self.contact(OURS), self.contact(THEIRS)
        page = admin.get(reverse("wagtailsnippets_cms_contact:list")).content.decode()
        assert ours.name in page
        assert theirs.name in page
        assert self.edit(ours) in page
        assert self.edit(theirs) not in page

    def test_ours_is_changed(self, admin):
        ours = self.contact(OURS)
        form = {"name": "Loket", "slug": ours.slug, "owner": ours.owner_id}
        response = admin.post(self.edit(ours), {**form, "last_checked": "2026-02-01"})
        assert response.status_code == 302
        ours.refresh_from_db()
        assert ours.draft.name == "Loket"

    def test_theirs_is_not(self, admin):
        theirs = self.contact(THEIRS)
        form = {"name": "Gekaapt", "slug": theirs.slug, "owner": theirs.owner_id}
        for request in (admin.get, admin.post):
            response = request(self.edit(theirs), {**form, "last_checked": "2026-02-01"})
            assert response.status_code in {302, 403}
        theirs.refresh_from_db()
        assert theirs.draft.name != "Gekaapt"

    def test_ours_cannot_be_pushed_to_another(self, admin):
        ours = self.contact(OURS)
        form = {"name": ours.name, "slug": ours.slug, "owner": organisation(THEIRS).pk}
        response = admin.post(self.edit(ours), {**form, "last_checked": "2026-02-01"})
        assert "owner" in response.context["form"].errors

    def test_a_new_one_is_ours(self, admin):
        response = admin.get(reverse("wagtailsnippets_cms_contact:add"))
        assert response.context["form"].fields["owner"].initial == organisation(OURS)

    def test_filters(self, admin):
        self.contact(OURS)
        address = reverse("wagtailsnippets_cms_contact:list")
        for query, count in (
            (f"owner={organisation(OURS).pk}", 1),
            (f"owner={organisation(THEIRS).pk}", 0),
            ("last_checked__lte=2026-01-01", 1),
            ("last_checked__gte=2026-01-02", 0),
        ):
            assert len(admin.get(f"{address}?{query}").context["object_list"]) == count

    def test_an_author_looks_and_leaves_alone(self):
        ours = self.contact(OURS)
        author = signed_in(member_of("auteur", OURS, "authors"))
        assert author.get(self.edit(ours)).status_code in {302, 403}
        assert author.get(reverse("wagtailsnippets_cms_contact:add")).status_code in {302, 403}


class TestReferenceData:
    """Reference data comes from files: nobody changes it here."""

    def test_one_looks(self, admin):
        arnhem = Municipality.objects.get(name="Arnhem")
        assert "Arnhem" in admin.get("/beheer/gemeenten/?q=arnhem").content.decode()
        assert admin.get(f"/beheer/gemeenten/inspect/{arnhem.pk}/").status_code == 200
        assert admin.get("/beheer/organisaties/").status_code == 200

    def test_not_even_a_superuser_changes_it(self):
        root = signed_in(make_user("root", is_superuser=True))
        arnhem = Municipality.objects.get(name="Arnhem")
        assert root.get("/beheer/gemeenten/").status_code == 200
        for address in ("new", f"edit/{arnhem.pk}", f"delete/{arnhem.pk}"):
            assert root.get(f"/beheer/gemeenten/{address}/").status_code == 302


class TestStartAndManual:
    def test_the_start_panel_says_where_to_begin(self, admin):
        make_item(GuidePage, under=OURS, review_by=datetime.date(2020, 1, 1))
        page = admin.get("/beheer/").content.decode()
        assert "/beheer/les/choose_parent/" in page
        assert "1 stuk moet u nu nakijken" in page
        for manual_page in manual_pages():
            assert manual_page.url in page

    def test_the_start_panel_writes_a_large_number_with_a_point(self):
        panel = render_to_string("cms/admin/start_panel.html", {"due": 1234, "due_url": "/"})
        assert "1.234 stukken moet u nu nakijken" in panel

    def test_every_page_of_the_manual_is_shown(self, admin):
        assert {page.slug for page in manual_pages()} == {p.stem for p in DIRECTORY.glob("*.md")}
        for manual_page in manual_pages():
            response = admin.get(manual_page.url)
            assert manual_page.title in response.content.decode()

    def test_a_page_that_is_not_there(self, admin):
        assert admin.get("/beheer/handleiding/geheim/").status_code == 404

    def test_the_manual_is_for_people_who_work_here(self, client):
        assert client.get("/beheer/handleiding/").status_code == 302

    @pytest.mark.parametrize("address", ["/inloggen/", "/beheer/", "/beheer/kennis/"])
    def test_nothing_comes_from_elsewhere(self, admin, client, address):
        browser = client if address == "/inloggen/" else admin
        page = browser.get(address).content.decode()
        assert "Weerbaar Lokaal" in page
        fetched = r'<(?:script|img|link|iframe)[^>]+(?:src|href)="(?:https?:)?//[^"]+"'
        assert re.findall(fetched, page) == []
        assert "wagtail.org" not in page

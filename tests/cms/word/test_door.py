"""From a Word file to a draft, as an author does it: who may, what she sees, what follows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import Collection

from cms.models import KnowledgePage, PrivacyFinding, WordImport
from tests.cms.editor_form import approve_everything, edit_address, fill_in, form_at, hand_in
from tests.cms.uploads.files import SECRET, picture
from tests.cms.word.conftest import DOOR, OWN
from tests.cms.word.documents import drawing, h, p, word
from tests.factories import make_user, member_of, organisation, signed_in

pytestmark = pytest.mark.django_db

CASE = (h("Een brief"), p("Samenvatting."), h("Wat er gebeurde"), p("Bel 06-12345678."))


def result(page):
    return reverse("cms_word_result", args=[page.pk])


def with_pictures(*alts, blocks=()):
    lines = [p(inside=drawing(f"rId{number}", alt)) for number, alt in enumerate(alts)]
    parts = {f"word/media/image{number}.jpg": picture() for number in range(len(alts))}
    links = [(f"rId{number}", "image", f"media/image{number}.jpg") for number in range(len(alts))]
    return word(*CASE, *lines, *blocks, parts=parts, links=links)


class TestWho:
    def test_who_may_write_sees_the_door_and_her_own_organisations_only(self, author):
        browser = signed_in(author)
        assert reverse(DOOR) in browser.get(reverse("wagtailadmin_home")).text
        listing = browser.get(reverse("les:index")).text
        assert f"{reverse(DOOR)}?soort=les" in listing
        assert reverse(DOOR) in browser.get(reverse("kennis:index")).text
        form = browser.get(reverse(DOOR), {"soort": "les"}).context["form"]
        assert [str(page) for page in form.fields["place"].queryset] == [
            organisation(OWN).page.title
        ]
        assert form["kind"].value() == "les"

    def test_nobody_else_finds_it(self, made):
        page, _tell = made(word(*CASE))
        manager = make_user("beheerder", "Portaalbeheerders")
        for who in (manager, member_of("lid", OWN), member_of("buur", "riec-rotterdam", "authors")):
            answer = signed_in(who).get(result(page))
            assert answer.status_code in {302, 404}
            assert "Samenvatting" not in answer.content.decode()
            signed_in(who).post(result(page))
        assert Client().get(result(page)).status_code == 302
        assert WordImport.objects.filter(page=page).exists()
        assert signed_in(manager).get(reverse(DOOR)).status_code in {302, 404}

    def test_under_another_organisation_is_refused(self, send):
        answer = send(word(*CASE), under="riec-rotterdam")
        assert "place" in answer.context["form"].errors
        assert not KnowledgePage.objects.filter(title="Een brief").exists()

    def test_a_kind_that_is_none_is_refused(self, send):
        assert "kind" in send(word(*CASE), kind="geheim").context["form"].errors


class TestDraft:
    def test_it_is_a_draft_by_who_sent_it_and_reviewed_as_any_other(self, made, author):
        page, tell = made(word(*CASE, h("Rest"), p("Van mij.")))
        assert not page.live
        assert page.owner == author
        assert page.latest_revision.user == author
        assert page.organisation == organisation(OWN)
        assert Client().get(page.url or "/niets/").status_code == 404
        # What the privacy check finds is shown at once.
        told = tell()
        assert "Wat er gebeurde: telefoonnummer" in told
        assert PrivacyFinding.objects.filter(page=page, kind="phone").exists()
        assert "Van mij." in told
        browser = signed_in(author)
        assert result(page) in browser.get(edit_address(page)).text
        form = form_at(browser, edit_address(page))
        fill_in(
            form,
            problem="<p>Er lag een brief.</p>",
            approach="<p>Gebeld.</p>",
            topics=["bedreiging"],
            audience_roles=["raadslid"],
            phases=["reageren"],
        )
        assert hand_in(browser, edit_address(page), form).status_code == 302
        approve_everything()
        published = KnowledgePage.objects.get(pk=page.pk)
        assert published.live
        assert "Van mij." not in Client().get(published.url).text
        assert not WordImport.objects.exists()
        assert browser.get(result(page)).status_code == 404

    def test_what_is_left_goes_when_the_author_says_so(self, made, author):
        page, _tell = made(word(*CASE, h("Rest"), p("Van mij.")))
        answer = signed_in(author).post(result(page), follow=True)
        assert answer.redirect_chain[-1][0] == edit_address(page)
        assert not WordImport.objects.exists()
        assert result(page) not in answer.text

    def test_two_of_one_title_stand_beside_each_other(self, made):
        first, _tell = made(word(*CASE))
        second, _tell = made(word(*CASE))
        assert first.slug != second.slug


class TestPictures:
    def test_they_are_kept_cleaned_among_the_files_of_the_organisation(self, made, author):
        page, tell = made(with_pictures("Een brief op een mat", ""))
        first, second = Image.objects.order_by("pk")
        assert page.image == first
        assert page.image_alt == first.title == "Een brief op een mat"
        assert second.title == "Afbeelding 2 bij Een brief"
        assert {first.collection, second.collection} == {
            Collection.objects.get(name=organisation(OWN).name)
        }
        assert first.uploaded_by_user == author
        with first.file.open() as file:
            assert SECRET.encode() not in file.read()
        assert (first.width, first.height) == (20, 40)  # upright
        told = tell()
        assert reverse("wagtailimages:edit", args=[second.pk]) in told
        assert "Een stuk heeft één afbeelding" in told
        assert Client().get(first.file.url).status_code == 404

    def test_more_pictures_and_parts_cost_no_more_queries(self, made):
        def queries(data):
            _page, tell = made(data)
            tell()
            with CaptureQueriesContext(connection) as found:
                tell()
            return len(found)

        more = [block for number in range(9) for block in (h(f"Deel {number}"), p("Tekst."))]
        assert queries(with_pictures("a", "b", blocks=more)) == queries(with_pictures("a"))

    def test_without_a_description_it_is_asked_for(self, made):
        _page, tell = made(with_pictures(""))
        assert "Schrijf op wat erop staat" in tell()

    def test_those_that_cannot_come_along_are_named(self, made):
        parts = {"word/media/image0.emf": b"\1\0\0\0emf"}
        links = [("rId0", "image", "media/image0.emf")]
        data = word(*CASE, p(inside=drawing("rId0")), parts=parts, links=links)
        page, tell = made(data)
        assert page.image is None
        assert "Afbeelding 1 is niet meegekomen. Bewaar haar als JPEG of PNG" in tell()

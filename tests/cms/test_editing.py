"""The editor's form, as a browser sends it: drafts are free, publishing is checked."""

import pytest
from wagtail.test.utils.form_data import querydict_from_html

from cms.models import CaseStudyPage, GuidePage, LessonPage, Municipality, PlaybookPage
from tests.cms.editor_form import (
    HOME,
    TOO_PRECISE,
    add_address,
    complete,
    edit_address,
    errors_of,
    every_kind,
    fill_in,
    form_at,
    hand_in,
    publish,
)
from tests.factories import CONSENT, make_draft, make_item, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = member_of("redacteur", HOME, "editors")
    client.force_login(user)
    return user


class TestDrafts:
    @every_kind
    def test_a_title_is_enough_for_a_draft(self, client, editor, page_type):
        form = fill_in(form_at(client, add_address(page_type)), title="Eerste idee")
        response = client.post(add_address(page_type), form)
        assert response.status_code == 302, errors_of(response)
        page = page_type.objects.get(title="Eerste idee")
        assert not page.live
        assert page.organisation.slug == HOME

    @every_kind
    def test_a_draft_saves_itself_while_one_types(self, client, editor, page_type):
        page = make_draft(page_type, under=HOME, **TOO_PRECISE)
        form = fill_in(form_at(client, edit_address(page)), title="Half af", summary="")
        response = client.post(edit_address(page), form, headers={"accept": "application/json"})
        assert response.json()["success"]
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == "Half af"
        assert not page_type.objects.get(pk=page.pk).live

    def test_a_draft_of_a_published_item_stays_out_of_sight(self, client, editor):
        page = make_item(GuidePage, under=HOME, title="Zoals het was")
        form = fill_in(form_at(client, edit_address(page)), title="Zoals het wordt")
        client.post(edit_address(page), form)
        page.refresh_from_db()
        assert page.live
        assert page.title == "Zoals het was"
        assert page.has_unpublished_changes


class TestPublishing:
    @every_kind
    def test_a_complete_item_is_published(self, client, editor, page_type):
        response = publish(client, add_address(page_type), complete(client, page_type))
        assert response.status_code == 302, errors_of(response)
        page = page_type.objects.get(slug="wat-wij-leerden")
        assert page.live
        assert page.organisation.slug == HOME

    @every_kind
    def test_what_is_missing_is_named_at_its_field(self, client, editor, page_type):
        form = complete(client, page_type, summary="", topics=[])
        response = publish(client, add_address(page_type), form)
        assert {"summary", "topics"} <= set(errors_of(response))
        assert not page_type.objects.filter(slug="wat-wij-leerden").exists()

    @every_kind
    def test_an_item_already_there_is_published(self, client, editor, page_type):
        page = make_draft(page_type, under=HOME)
        response = publish(client, edit_address(page), form_at(client, edit_address(page)))
        assert response.status_code == 302, errors_of(response)
        page.refresh_from_db()
        assert page.live

    @pytest.mark.parametrize("role", ["authors", "editors"])
    def test_nobody_publishes_from_the_form(self, client, role):
        client.force_login(member_of("schrijver", HOME, role))
        form = complete(client, CaseStudyPage)
        client.post(add_address(CaseStudyPage), {**form, "action-publish": "yes"})
        page = CaseStudyPage.objects.get(slug="wat-wij-leerden")
        client.post(edit_address(page), {**form, "action-publish": "yes"})
        page.refresh_from_db()
        assert not page.live


class TestAnonymity:
    """A case that does not name its municipality shows only facts that five towns share."""

    def test_the_message_names_the_fact_to_change(self, client, editor):
        form = complete(client, CaseStudyPage, **TOO_PRECISE)
        response = hand_in(client, add_address(CaseStudyPage), form)
        errors = errors_of(response)
        assert list(errors) == ["size_classes"]
        assert "Kies bij de gemeentegrootte ook" in errors["size_classes"]
        assert not CaseStudyPage.objects.filter(slug="wat-wij-leerden").exists()

    def test_nothing_typed_is_lost(self, client, editor):
        form = complete(client, CaseStudyPage, tips="<p>Bel vroeg.</p>", **TOO_PRECISE)
        response = publish(client, add_address(CaseStudyPage), form)
        again = querydict_from_html(response.content.decode(), form_id="page-edit-form")
        for name in ("title", "topics", "provinces", "size_classes", "label"):
            assert again.getlist(name) == [str(value) for value in form.getlist(name)]
        assert "Bel vroeg." in again["tips"]

    def test_the_advice_of_the_message_works(self, client, editor):
        form = complete(client, CaseStudyPage, **{**TOO_PRECISE, "provinces": []})
        assert publish(client, add_address(CaseStudyPage), form).status_code == 302

    def test_a_lesson_of_an_unnamed_case_hides_it_too(self, client, editor):
        case = make_item(CaseStudyPage, under=HOME, provinces=["gelderland"])
        form = complete(client, LessonPage, provinces=["flevoland"], linked_case=case.pk)
        response = publish(client, add_address(LessonPage), form)
        assert response.status_code in {200, 302}


class TestLabel:
    def test_red_is_offered_and_refused_with_an_explanation(self, client, editor):
        page = client.get(add_address(GuidePage)).content.decode()
        assert "TLP:RED: niet in dit portaal" in page
        form = complete(client, GuidePage, label="red")
        response = publish(client, add_address(GuidePage), form)
        assert "gesprek" in errors_of(response)["label"]
        assert not GuidePage.objects.filter(slug="wat-wij-leerden").exists()

    def test_red_is_refused_in_a_draft_as_well(self, client, editor):
        page = make_item(GuidePage, under=HOME)
        form = fill_in(form_at(client, edit_address(page)), label="red")
        assert "label" in errors_of(client.post(edit_address(page), form))
        assert page.revisions.count() == 1

    def test_a_stricter_label_shuts_the_page(self, client, editor):
        page = make_item(GuidePage, under=HOME)
        form = fill_in(form_at(client, edit_address(page)), label="amber-strict")
        publish(client, edit_address(page), form)
        client.logout()
        assert client.get(page.url).status_code == 404


class TestConsent:
    def test_a_case_names_its_municipality_only_with_consent(self, client, editor):
        town = Municipality.objects.get(name="Arnhem")
        form = complete(client, CaseStudyPage, municipality=town.pk)
        response = publish(client, add_address(CaseStudyPage), form)
        wanted = {"consent_by", "consent_organisation", "consent_on", "consent_until"}
        assert set(errors_of(response)) == wanted

    def test_with_consent_size_region_and_province_follow(self, client, editor):
        town = Municipality.objects.get(name="Arnhem")
        form = complete(client, CaseStudyPage, municipality=town.pk, **CONSENT)
        assert publish(client, add_address(CaseStudyPage), form).status_code == 302
        page = CaseStudyPage.objects.get(slug="wat-wij-leerden")
        assert list(page.provinces.all()) == [town.province]
        assert list(page.size_classes.all()) == [town.size_class]


class TestRecords:
    def test_a_decision_leads_to_a_step_that_exists(self, client, editor):
        question = {"steps-0-decision_question": "Is er direct gevaar?"}
        form = complete(client, PlaybookPage, **question, **{"steps-0-decision_yes_step": "7"})
        response = publish(client, add_address(PlaybookPage), form)
        assert response.status_code == 200
        step = response.context["form"].formsets["steps"].forms[0]
        assert step.errors["decision_yes_step"] == ["Stap 7 bestaat niet. Kies 1 tot en met 1."]
        draft = client.post(add_address(PlaybookPage), form)
        assert draft.status_code == 302

    def test_a_playbook_needs_a_step(self, client, editor):
        form = complete(client, PlaybookPage, **{"steps-0-DELETE": "1"})
        assert publish(client, add_address(PlaybookPage), form).status_code == 200

    def test_a_guide_asks_for_five_actions_at_most(self, client, editor):
        form = complete(client, GuidePage, actions="\n".join(f"Stap {n}" for n in range(6)))
        assert "actions" in errors_of(publish(client, add_address(GuidePage), form))

"""In the admin nobody is told of items of others that they may neither edit nor read."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import URLResolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection
from wagtail.test.utils.form_data import querydict_from_html

from cms.models import CaseStudyPage, Contact, GuidePage, LessonPage, RelatedLink
from tests.answers import said
from tests.cms.moderation.test_detours_by_files import png
from tests.factories import (
    go_live,
    make_contact,
    make_draft,
    make_item,
    make_user,
    member_of,
    organisation,
    signed_in,
)

OURS, THEIRS = "riec-oost-nederland", "riec-limburg"
SECRET = "Geheimtitel"

# Signing out and a page that fails by design would disturb; the rest is about people and files.
LEFT_OUT = ("logout", "failwhale", "users", "groups", "images", "documents", "sprite", "jsi18n")

pytestmark = pytest.mark.django_db


def person(who):
    """A colleague of another organisation, by how far their part of the tree reaches."""
    if who == "beheer":
        return make_user(who, "Portaalbeheer")
    if who == "vng":
        return member_of(who, "vng", "editors")
    user = member_of(who, OURS, "authors" if who == "auteur" else "editors")
    if who == "twee":
        user.groups.add(organisation("riec-rotterdam").authors)
    return user


def secrets():
    """An item for members only, a draft, and a newer draft of a public item."""
    restricted = make_item(
        CaseStudyPage, under=THEIRS, title=f"{SECRET} 1", slug="geheimtitel-1", label="amber-strict"
    )
    draft = make_draft(LessonPage, under=THEIRS, title=f"{SECRET} 2", slug="geheimtitel-2")
    draft.save_revision()
    public = make_item(GuidePage, under=THEIRS, title="Openbaar", slug="openbaar")
    public.title = f"{SECRET} 3"
    public.save_revision()
    return [restricted, draft, public]


def addresses(patterns, numbers, prefix="/beheer/"):
    """Every address of Wagtail's admin that can be made with these numbers."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, numbers, route)
            continue
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if set(names) <= numbers.keys() and not re.search(r"[(^]", route):
            yield re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(numbers[name[1]]), route)


def numbers_of(page):
    model = page._meta.model_name
    own = ("page_id", "parent_page_id", "page_to_move_id", "pk", "object_id")
    return {
        **dict.fromkeys(own, page.pk),
        **dict.fromkeys(("app_label", "content_type_app_name"), "cms"),
        **dict.fromkeys(("model_name", "content_type_model_name"), model),
        "destination_id": organisation(OURS).page.pk,
        "revision_id": page.latest_revision_id,
    }


def body(response):
    return b"".join(response.streaming_content if response.streaming else [response.content])


@pytest.mark.parametrize("who", ["auteur", "twee", "beheer"])
def test_no_address_of_the_admin_names_a_hidden_item(who):
    browser = signed_in(person(who))
    leaks, seen = [], set()
    for page in secrets():
        for address in addresses(admin_urls.urlpatterns, numbers_of(page)):
            if set(address.split("/")) & set(LEFT_OUT) or address in seen:
                continue
            seen.add(address)
            query = {"q": SECRET[:5]} if "search" in address else {"id": page.pk}
            answer = body(browser.get(address, {**query, "page_type": "cms.knowledgepage"}))
            if SECRET.lower() in answer.decode(errors="replace").lower():
                leaks.append(address)
    assert len(seen) > 80
    assert leaks == []


@pytest.mark.parametrize("who", ["auteur", "beheer"])
def test_a_selection_names_nothing_that_one_may_not_change(who):
    browser = signed_in(person(who))
    pages = [page.pk for page in secrets()]
    folder = Collection.objects.get(name=organisation(THEIRS).name)
    file = Document.objects.create(title=SECRET, collection=folder, file=ContentFile(b"", name="a"))
    chosen = {"page/publish": pages, "page/delete": pages, "document/delete": [file.pk]}
    for action, ids in chosen.items():
        app = "wagtaildocs" if "document" in action else "wagtailcore"
        address = f"/beheer/bulk/{app}/{action}/"
        text = browser.get(address, {"next": "/beheer/", "id": ids}).content.decode()
        assert "U hebt niet de juiste rechten" in text
        assert SECRET not in text


@pytest.mark.parametrize("who", ["redacteur", "vng"])
def test_a_hidden_item_answers_as_one_that_is_not_there(who):
    browser = signed_in(person(who))
    hidden = secrets()[0].pk
    for name in ("edit", "history", "view_draft", "usage", "delete", "copy"):
        answers = [
            browser.get(reverse(f"wagtailadmin_pages:{name}", args=[pk])) for pk in (hidden, 999999)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        contents = [said(answer)[1] for answer in answers]
        assert contents[0] == contents[1].replace("999999", str(hidden))


def test_what_one_may_read_can_be_chosen():
    browser = signed_in(person("redacteur"))
    make_item(GuidePage, under=THEIRS, title="Voor iedereen")
    make_item(GuidePage, under=THEIRS, title="Met ons gedeeld", label="amber", shared_with=[OURS])
    make_draft(GuidePage, under=OURS, title="Ons concept")
    make_item(GuidePage, under=THEIRS, title="Alleen van hen", label="amber-strict")
    address = reverse("wagtailadmin_choose_page_search")
    found = {
        word
        for word in ("iedereen", "gedeeld", "concept", "hen")
        if f"{word}</a>"
        in browser.get(address, {"q": word, "page_type": "cms.knowledgepage"}).content.decode()
    }
    assert found == {"iedereen", "gedeeld", "concept"}


class TestForm:
    """A form names no hidden item either, chosen before or sent along by hand."""

    def edit(self, page):
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def test_an_item_that_was_shut_later_is_not_named(self):
        theirs = make_item(GuidePage, under=THEIRS, title=SECRET)
        ours = make_draft(LessonPage, under=OURS)
        ours.related_links = [RelatedLink(item=theirs)]
        ours.save_revision()
        browser = signed_in(person("redacteur"))
        assert SECRET in browser.get(self.edit(ours)).content.decode()
        theirs.label = "amber-strict"
        go_live(theirs)
        page = browser.get(self.edit(ours)).content.decode()
        assert SECRET not in page
        assert "Een stuk dat u niet mag lezen" in page
        form = querydict_from_html(page, form_id="page-edit-form")
        assert browser.post(self.edit(ours), form).status_code == 302

    @pytest.mark.parametrize("field", ["linked_case", "related_links-0-item"])
    def test_a_number_sent_by_hand_is_answered_as_one_that_is_not_there(self, field):
        restricted, draft, _public = secrets()
        ours = make_draft(LessonPage, under=OURS)
        browser = signed_in(person("redacteur"))
        page = browser.get(self.edit(ours)).content.decode()
        form = querydict_from_html(page, form_id="page-edit-form")
        form.update({"related_links-0-ORDER": "1", "related_links-0-id": ""})
        form["related_links-TOTAL_FORMS"] = "1" if "related" in field else "0"
        own_page = organisation(OURS).page.pk
        answers = set()
        for number in (restricted.pk, draft.pk, 999999, own_page, "geen nummer"):
            form[field] = number
            answers.add(said(browser.post(self.edit(ours), form)))
        ((status, text),) = answers
        assert status == 200
        assert "Kies een stuk dat u mag lezen." in text

    @pytest.mark.parametrize("field", ["contact", "helplines-0-contact"])
    def test_a_contact_that_waits_elsewhere_is_not_chosen_by_hand_either(self, field):
        theirs, shown = make_contact(SECRET, under=THEIRS), make_contact()
        Contact.objects.filter(pk=theirs.pk).update(live=False)
        ours = make_draft(GuidePage, under=OURS)
        browser = signed_in(person("redacteur"))
        page = browser.get(self.edit(ours)).content.decode()
        form = querydict_from_html(page, form_id="page-edit-form")
        form.update({"helplines-0-ORDER": "1", "helplines-0-id": ""})
        form["helplines-TOTAL_FORMS"] = "1" if "helplines" in field else "0"
        answers = set()
        for number in (theirs.pk, 999999, 10**20, "geen nummer"):
            form[field] = number
            answers.add(said(browser.post(self.edit(ours), form)))
        ((status, text),) = answers
        assert status == 200
        assert "Kies een contact dat u mag zien." in text
        assert SECRET not in text
        form[field] = shown.pk
        assert browser.post(self.edit(ours), form).status_code == 302
        Contact.objects.filter(pk=shown.pk).update(live=False)  # chosen before: it stays
        page = browser.get(self.edit(ours)).content.decode()
        form = querydict_from_html(page, form_id="page-edit-form")
        assert browser.post(self.edit(ours), form).status_code == 302


@pytest.mark.parametrize("model", [Document, Image])
def test_keywords_of_files_are_offered_to_who_finds_those_files_at_the_desk(model):
    folder = Collection.objects.get(name=organisation(OURS).name)
    data = png("red") if model is Image else b"gelezen"
    file = ContentFile(data, "foto.png" if model is Image else "brief.txt")
    model.objects.create(title="Bestand", collection=folder, file=file).tags.add("nachtploeg")
    address = "/beheer/tag-autocomplete/?term=nacht"
    ours, theirs = (member_of(slug, slug, "authors") for slug in (OURS, THEIRS))
    told = [signed_in(user).get(address).json() for user in (ours, theirs)]
    assert told == [["nachtploeg"], []]

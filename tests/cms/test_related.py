"""What to read next: what belongs together, what was chosen, the same topic; never a leak."""

import pytest

from cms.models import (
    CaseStudyPage,
    CollectionEntry,
    GuidePage,
    LessonPage,
    Municipality,
    PlaybookPage,
    RelatedLink,
)
from cms.reading import item_context
from tests.cms.requests import request_of
from tests.factories import go_live, make_dossier, make_item, member_of

pytestmark = pytest.mark.django_db


def context_of(page, user=None):
    return item_context(page, request_of(user))


def titles(cards):
    return [card.title for card in cards]


def test_a_case_and_its_lessons_lead_to_each_other():
    case = make_item(CaseStudyPage, title="Het voorbeeld")
    lesson = make_item(LessonPage, title="De les", linked_case=case)
    assert titles(context_of(case)["linked_cards"]) == ["De les"]
    assert titles(context_of(lesson)["linked_cards"]) == ["Het voorbeeld"]


def test_a_playbook_shows_the_lessons_that_changed_it():
    playbook = make_item(PlaybookPage)
    make_item(LessonPage, title="De les", changed_playbook=playbook, changed_step=1)
    assert titles(context_of(playbook)["linked_cards"]) == ["De les"]


def test_links_made_on_purpose_come_before_the_same_topic():
    page = make_item(GuidePage, topics=["bedreiging", "doxing"])
    make_item(GuidePage, title="Zelfde onderwerp", topics=["bedreiging"])
    make_item(GuidePage, title="Zelfde twee onderwerpen", topics=["bedreiging", "doxing"])
    chosen = make_item(GuidePage, title="Gekozen", topics=["witwassen-en-vastgoed"])
    make_item(GuidePage, title="Heel iets anders", topics=["witwassen-en-vastgoed"])
    page.related_links = [RelatedLink(item=chosen)]
    go_live(page)
    assert titles(context_of(page)["related_cards"]) == [
        "Gekozen",
        "Zelfde twee onderwerpen",
        "Zelfde onderwerp",
    ]


def test_nothing_leads_to_what_a_reader_may_not_read():
    hidden = make_item(CaseStudyPage, title="Vertrouwelijk", under="riec-limburg", label="amber")
    lesson = make_item(LessonPage, linked_case=hidden)
    lesson.related_links = [RelatedLink(item=hidden)]
    go_live(lesson)
    for_stranger = context_of(lesson)
    assert for_stranger["linked_cards"] == for_stranger["related_cards"] == []
    for_member = context_of(lesson, member_of("lid", "riec-limburg"))
    assert titles(for_member["linked_cards"]) == ["Vertrouwelijk"]


def test_of_items_on_the_same_topics_those_for_the_same_roles_come_first_then_the_same_size():
    page = make_item(GuidePage, audience_roles=["griffier"], size_classes=["tot-20000"])
    make_item(GuidePage, title="Alleen het onderwerp")
    make_item(GuidePage, title="Zelfde grootte", size_classes=["tot-20000"])
    make_item(GuidePage, title="Zelfde rol", audience_roles=["griffier"])
    make_item(GuidePage, title="Weer alleen het onderwerp")
    assert titles(context_of(page)["related_cards"]) == [
        "Zelfde rol",
        "Zelfde grootte",
        "Weer alleen het onderwerp",
        "Alleen het onderwerp",
    ]


def test_the_order_gives_no_size_away_that_may_not_be_shown():
    page = make_item(GuidePage, size_classes=["tot-20000"])
    make_item(CaseStudyPage, title="Onbekende grootte", size_classes=["tot-20000"])
    make_item(GuidePage, title="Nieuwer")
    assert titles(context_of(page)["related_cards"]) == ["Onbekende grootte", "Nieuwer"]
    Municipality.objects.filter(size_class__slug="tot-20000").update(is_current=False)
    assert titles(context_of(page)["related_cards"]) == ["Nieuwer", "Onbekende grootte"]


def test_an_item_names_the_dossiers_it_is_in(client):
    item = make_item(GuidePage)
    for title in ("Vakantieparken", "Uw eerste dagen"):
        entries = [CollectionEntry(item=item), CollectionEntry(item=item)]
        make_dossier(entries, title=title, slug=title.replace(" ", "-").lower())
    names = [page.title for page in context_of(item)["dossiers"]]
    assert names == ["Uw eerste dagen", "Vakantieparken"]
    assert context_of(make_item(GuidePage))["dossiers"] == []

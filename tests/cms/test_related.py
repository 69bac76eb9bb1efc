"""What to read next: what belongs together, what was chosen, the same topic; never a leak."""

import pytest

from cms.models import CaseStudyPage, GuidePage, LessonPage, PlaybookPage, RelatedLink
from cms.reading import item_context
from tests.cms.requests import request_of
from tests.factories import make_item, member_of

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
    page.save_revision().publish()
    assert titles(context_of(page)["related_cards"]) == [
        "Gekozen",
        "Zelfde twee onderwerpen",
        "Zelfde onderwerp",
    ]


def test_nothing_leads_to_what_a_reader_may_not_read():
    hidden = make_item(CaseStudyPage, title="Vertrouwelijk", under="riec-limburg", label="amber")
    lesson = make_item(LessonPage, linked_case=hidden)
    lesson.related_links = [RelatedLink(item=hidden)]
    lesson.save_revision().publish()
    for_stranger = context_of(lesson)
    assert for_stranger["linked_cards"] == for_stranger["related_cards"] == []
    for_member = context_of(lesson, member_of("lid", "riec-limburg"))
    assert titles(for_member["linked_cards"]) == ["Vertrouwelijk"]

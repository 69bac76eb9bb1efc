"""Result cards: the same facts everywhere, none that give an unnamed town away."""

import datetime

import pytest

from cms.cards import build_cards
from cms.models import GuidePage, KnowledgePage, Municipality, PlaybookPage
from tests.factories import make_item

pytestmark = pytest.mark.django_db


def cards_of(*pages):
    return build_cards(KnowledgePage.objects.get(pk=page.pk) for page in pages)


def test_a_card_says_who_for_which_town_and_how_long():
    page = make_item(
        GuidePage,
        title="Wat u doet als u wordt bedreigd",
        size_classes=["tot-20000"],
        phases=["reageren"],
        published_on=datetime.date(2026, 3, 9),
    )
    (card,) = cards_of(page)
    assert card.title == "Wat u doet als u wordt bedreigd"
    assert card.kind == "handreiking"
    assert card.url == page.url
    assert card.facts[0] == page.organisation.name
    assert "tot 20.000 inwoners" in card.facts
    assert "Reageren" in card.facts
    assert card.facts[-1] == "maart 2026"


def test_a_playbook_counts_steps_instead_of_minutes():
    page = make_item(PlaybookPage)
    (card,) = cards_of(page)
    assert [fact for fact in card.facts if fact.startswith("1 sta") or fact == "1 step"]


@pytest.mark.parametrize(
    ("label", "code"),
    [("clear", ""), ("green", "GREEN"), ("amber", "AMBER"), ("amber-strict", "AMBER+STRICT")],
)
def test_a_label_is_said_unless_everybody_may_read(label, code):
    (card,) = cards_of(make_item(label=label))
    assert card.label_code == code


def test_a_card_is_silent_where_there_are_many_values():
    page = make_item(
        GuidePage, phases=["voorkomen", "voorbereiden", "reageren"], size_classes=["tot-20000"]
    )
    (card,) = cards_of(page)
    assert "Reageren" not in card.facts
    assert "tot 20.000 inwoners" in card.facts


def test_a_card_keeps_a_fact_back_once_fewer_than_five_towns_share_it():
    page = make_item(size_classes=["tot-20000"])
    (card,) = cards_of(page)
    assert "tot 20.000 inwoners" in card.facts
    small = Municipality.objects.filter(size_class__slug="tot-20000")
    small.exclude(pk=small.first().pk).update(is_current=False)
    (card,) = cards_of(page)
    assert "tot 20.000 inwoners" not in card.facts


def test_cards_keep_the_order_of_the_pages():
    pages = [make_item(GuidePage) for _ in range(3)]
    assert [card.id for card in cards_of(*reversed(pages))] == [p.pk for p in reversed(pages)]


def test_no_pages_no_cards(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert build_cards([]) == []


def test_the_number_of_queries_does_not_grow_with_the_number_of_cards(django_assert_num_queries):
    for _ in range(4):
        make_item()
    pages = list(KnowledgePage.objects.all())
    build_cards(pages)
    for number in (1, 4):
        with django_assert_num_queries(1):
            build_cards(pages[:number])

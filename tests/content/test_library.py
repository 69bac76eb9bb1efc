"""What the example content holds: enough of each kind, every term in use, sources, real links."""

import re
from collections import Counter
from itertools import chain

import pytest

from cms.models import Phase, Province, RiecRegion, SizeClass, Topic
from tests.content.texts import bounds, items, lines

ITEMS = [item for item in items() if "kind" in item.fields]
FOLDERS = {
    "praktijkvoorbeeld": "cases",
    "les": "lessons",
    "draaiboek": "playbooks",
    "handreiking": "guides",
}
# What may stay empty or be left out: all else of a kind is filled in every item of it.
OPTIONAL = frozenset(
    [
        *("shared_with", "size_classes", "riec_regions", "provinces", "municipality"),
        *("consent_by", "consent_organisation", "consent_on", "consent_until"),
        *("consent_proof", "valid_until", "changed_playbook", "changed_step"),
        *("contact", "decision_question", "decision_yes", "decision_yes_step", "decision_no"),
        *("decision_no_step", "is_sensitive"),
    ]
)
_PHONE = re.compile(r"(?<![\d-])(?:\+31|0)[\d -]{8,}\d")


def test_there_is_enough_of_each_kind() -> None:
    least = bounds()["library"]
    kinds = Counter(item.fields["kind"] for item in ITEMS)
    assert all(kinds[kind] >= least[kind] for kind in FOLDERS)
    assert len(ITEMS) >= 70
    assert len(items("collections")) >= least["dossiers"]


def test_every_label_but_red_is_there() -> None:
    labels = {item.fields["label"] for item in ITEMS}
    assert labels == {"clear", "green", "amber", "amber-strict"}


@pytest.mark.django_db
def test_every_topic_size_region_province_and_phase_has_something() -> None:
    def used(name: str) -> set[str]:
        return set(chain.from_iterable(item.fields[name] for item in ITEMS))

    topics = used("topics")
    for topic in Topic.objects.filter(parent=None).prefetch_related("children"):
        assert topics & {topic.slug, *(child.slug for child in topic.children.all())}, topic
    for model, name in (
        (SizeClass, "size_classes"),
        (RiecRegion, "riec_regions"),
        (Province, "provinces"),
        (Phase, "phases"),
    ):
        assert used(name) == set(model.objects.values_list("slug", flat=True)), name


@pytest.mark.parametrize("kind", FOLDERS)
def test_items_are_complete_in_all_fields(kind: str) -> None:
    found = items(FOLDERS[kind])
    names = set(chain.from_iterable(item.fields for item in found)) - OPTIONAL
    holes = {
        item.name: missing
        for item in found
        if (missing := [name for name in sorted(names) if item.fields.get(name) in (None, "", [])])
    }
    assert holes == {}


def test_facts_carry_a_source_with_an_address() -> None:
    for item in ITEMS:
        assert item.fields["sources"], item.name
        for source in item.fields["sources"]:
            assert source["title"], item.name
            assert source["url"].startswith("https://"), item.name


def test_lessons_come_from_a_case_and_items_lead_on() -> None:
    slugs = {item.fields["slug"]: item.fields["kind"] for item in ITEMS}
    for item in ITEMS:
        assert item.fields["related"], item.name
        assert set(item.fields["related"]) <= slugs.keys() - {item.fields["slug"]}, item.name
    for lesson in items("lessons"):
        assert slugs[lesson.fields["linked_case"]] == "praktijkvoorbeeld", lesson.name


def test_example_content_says_so_and_holds_no_phone_number() -> None:
    for item in ITEMS:
        assert item.fields["is_example"] is True, item.name
        assert not _PHONE.search("\n".join(lines(item.fields))), item.name

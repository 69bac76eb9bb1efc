"""The sitemap lists exactly what everybody may read, by the address one came to."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from cms.models import HomePage, KnowledgePage
from tests.factories import ITEM_TYPES, make_draft, make_item

pytestmark = pytest.mark.django_db


def addresses(client: Client) -> set[str]:
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    return set(re.findall(r"<loc>(.*?)</loc>", answer.content.decode()))


def test_exactly_the_public_pages_and_the_form_to_hand_in_a_lesson(client: Client) -> None:
    public = make_item()
    for label in ("green", "amber", "amber-strict"):
        make_item(label=label)
    make_draft()
    others = Page.objects.live().descendant_of(HomePage.objects.get(), inclusive=True)
    others = others.not_type(KnowledgePage)
    expected = {f"http://testserver{page.url}" for page in [public, *others]}
    form = "http://testserver/deel-een-les/"
    assert addresses(client) == expected | {form}


def test_it_takes_few_queries_whatever_kinds_of_page_there_are(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for page_type in ITEM_TYPES:
        make_item(page_type)
        make_item(page_type, label="amber")
    with django_assert_max_num_queries(5):
        addresses(client)


def test_an_address_says_when_its_page_changed(client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    page = make_item()
    answer = client.get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver{page.url}</loc><lastmod>2026-03-01</lastmod>" in answer

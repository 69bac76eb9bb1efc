"""The sitemap lists exactly what everybody may read, by the address one came to."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from cms.models import HomePage, KnowledgePage
from tests.factories import make_draft, make_item

pytestmark = pytest.mark.django_db


def addresses(client: Client) -> set[str]:
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    return set(re.findall(r"<loc>(.*?)</loc>", answer.content.decode()))


def test_exactly_the_public_pages(client: Client) -> None:
    public = make_item()
    for label in ("green", "amber", "amber-strict"):
        make_item(label=label)
    make_draft()
    others = Page.objects.live().descendant_of(HomePage.objects.get(), inclusive=True)
    others = others.not_type(KnowledgePage)
    expected = {f"http://testserver{page.url}" for page in [public, *others]}
    assert addresses(client) == expected


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_max_num_queries) -> None:
    for _number in range(6):
        make_item(label="amber")
    with django_assert_max_num_queries(30):
        addresses(client)

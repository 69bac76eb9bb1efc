"""The two that are compared: how each is filled and asked. Imported when Django has started."""

import os
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models, transaction
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from bench.dutch_documents import Generated, Vocabularies
from cms import models as cms
from cms.access import STRANGER
from search.cluster import client, question
from search.contract import SearchQuery
from search.document import Document
from search.engines.database import DatabaseEngine, statements
from search.facets import pack
from search.indexing import write
from search.query import parse
from search.readings import Reading
from search.search import search

BATCH = 500  # items indexed at once
RELATIONS = {
    "topic": "topics",
    "size": "sizes",
    "role": "roles",
    "phase": "phases",
    "region": "regions",
    "province": "provinces",
}


def vocabularies() -> Vocabularies:
    """Return the values of the reference data."""

    def slugs(model: Any) -> list[str]:
        return sorted(model.objects.values_list("slug", flat=True))

    topics = cms.Topic.objects.exclude(parent=None).values_list("slug", "parent__slug")
    return Vocabularies(
        topics=dict(topics),
        sizes=slugs(cms.SizeClass),
        roles=slugs(cms.AudienceRole),
        phases=slugs(cms.Phase),
        regions=slugs(cms.RiecRegion),
        provinces=slugs(cms.Province),
        organisations=slugs(cms.Organisation),
    )


def fill_ours(generated: Sequence[Generated]) -> None:
    """Write the documents through the same code as a publish does."""
    with transaction.atomic():
        for number, item in enumerate(generated, start=1):
            write(
                Document(
                    page_id=number,
                    title=item.title,
                    summary=item.summary,
                    keywords="",
                    body=item.body,
                    facets=pack(item.facets),
                    links="",
                    tokens=frozenset({"public" if item.is_public else "community"}),
                    published_on=item.published_on,
                )
            )
    statements().tidy()


def wagtails_model() -> Any:
    """Return a model with the same text and facets, indexed as Wagtail prescribes; made here."""

    class BenchItem(index.Indexed, models.Model):
        title = models.TextField()
        summary = models.TextField()
        body = models.TextField()
        kind = models.CharField(max_length=30)
        year = models.IntegerField()
        label = models.CharField(max_length=20)
        organisation = models.ForeignKey(cms.Organisation, models.CASCADE, related_name="+")
        topics = models.ManyToManyField(cms.Topic, related_name="+")
        sizes = models.ManyToManyField(cms.SizeClass, related_name="+")
        roles = models.ManyToManyField(cms.AudienceRole, related_name="+")
        phases = models.ManyToManyField(cms.Phase, related_name="+")
        regions = models.ManyToManyField(cms.RiecRegion, related_name="+")
        provinces = models.ManyToManyField(cms.Province, related_name="+")

        search_fields = [
            index.SearchField("title", boost=10),
            index.SearchField("summary", boost=4),
            index.SearchField("body"),
            *(index.FilterField(name) for name in ("kind", "year", "label", "organisation")),
            *(index.FilterField(name) for name in RELATIONS.values()),
        ]

        class Meta:
            app_label = "search"

        def __str__(self) -> str:
            return self.title

    with connection.schema_editor() as editor:
        editor.create_model(BenchItem)
    return BenchItem


def fill_wagtails(generated: Sequence[Generated], backend: Any) -> Any:
    """Keep the same documents in a model that Wagtail's backend indexes, and return that model."""
    model = wagtails_model()
    organisations = dict(cms.Organisation.objects.values_list("slug", "pk"))
    with transaction.atomic():
        items = model.objects.bulk_create(
            model(
                title=item.title,
                summary=item.summary,
                body=item.body,
                kind=item.facets["kind"][0],
                year=item.published_on.year,
                label="clear" if item.is_public else "green",
                organisation_id=organisations[item.facets["organisation"][0]],
            )
            for item in generated
        )
        for facet, relation in RELATIONS.items():
            relate(model._meta.get_field(relation), items, [i.facets[facet] for i in generated])
    search_index = backend.get_index_for_model(model)
    search_index.reset()
    search_index.add_model(model)
    related = model.objects.order_by("pk").prefetch_related(*RELATIONS.values())
    for first in range(0, len(items), BATCH):
        search_index.add_items(model, list(related[first : first + BATCH]))
    search_index.refresh()
    return model


def wagtails_cluster(generated: Sequence[Generated]) -> Callable[[str], int]:
    """Return the question for Wagtail's Elasticsearch backend, filled with the same documents.

    Its index stands on the same cluster, beside ours.
    """
    backend = get_search_backend(
        "wagtail.search.backends.elasticsearch8",
        URLS=[os.environ["ELASTICSEARCH_URL"]],
        INDEX_PREFIX="wagtail_",
    )
    return wagtails(fill_wagtails(generated, backend), backend)


def keep_no_answers() -> None:
    """Let no index remember answers: who asks three times is answered three times.

    And wait as long as it takes: what is measured is not cut short.
    """
    client.ANSWER_WITHIN, question._SERVER_TIME = 60.0, "60s"
    client.writing().indices.put_settings(
        index="*", settings={"index.requests.cache.enable": False}
    )


def relate(field: Any, items: Sequence[Any], slugs: Sequence[Sequence[str]]) -> None:
    """Give each item its values of one relation."""
    through = field.remote_field.through
    ids = dict(field.related_model.objects.values_list("slug", "pk"))
    column = f"{field.m2m_reverse_field_name()}_id"
    through.objects.bulk_create(
        through(**{"benchitem_id": item.pk, column: ids[slug]})
        for item, values in zip(items, slugs, strict=True)
        for slug in values
    )


def ask_ours(text: str) -> int:
    """Hits, total, ten best and all counts by the embedded engine."""
    return (
        DatabaseEngine()
        .match(SearchQuery(reader=STRANGER, text=text), Reading(text, parse(text)))
        .total
    )


def ask_ours_completely(text: str) -> int:
    """The same with names of facet values, highlights and a suggestion."""
    return search(SearchQuery(reader=STRANGER, text=text)).total


def wagtails(model: Any, backend: Any) -> Callable[[str], int]:
    """Return the same question for Wagtail's search: hits, total, ten best, nine `.facet()`."""
    facets = ("kind", "year", "organisation_id", *RELATIONS.values())

    def ask(text: str) -> int:
        results = backend.search(text, model.objects.filter(label="clear"), operator="and")
        list(results[:10])
        for facet in facets:
            results.facet(facet)
        return results.count()

    return ask

"""The embedded engine against Wagtail's own SQLite search, on the same documents in the same run.

Run from the root: `python bench/search_embedded.py [--documents N]`. It makes its own database in a
temporary folder and removes it. Each of 72 queries asks hits, total, ten best and counts of nine
facets; Wagtail gets a fresh ANALYZE first, without which it is far slower still.
"""

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.dutch_documents import (  # noqa: E402 - the path comes first
    SEED,
    Generated,
    Vocabularies,
    documents,
)

BANDS = {"rare": (5, 40), "mid": (100, 500), "frequent": (1000, 4000)}  # documents per 10,000
PER_BAND_AND_LENGTH = 8
RUNS = 3
SAMPLE_WITHOUT_ANALYZE = 3
RELATIONS = {
    "topic": "topics",
    "size": "sizes",
    "role": "roles",
    "phase": "phases",
    "region": "regions",
    "province": "provinces",
}


def start_django(folder: str) -> None:
    """Start the portal on an empty database of its own, with the reference data."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    os.environ["LOG_LEVEL"] = "ERROR"
    import django

    django.setup()
    from django.core.management import call_command

    from cms.reference.loader import load_reference_data

    call_command("migrate", verbosity=0)
    load_reference_data()


def vocabularies() -> Vocabularies:
    """Return the values of the reference data."""
    from cms import models

    def slugs(model: Any) -> list[str]:
        return sorted(model.objects.values_list("slug", flat=True))

    topics = models.Topic.objects.exclude(parent=None).values_list("slug", "parent__slug")
    return Vocabularies(
        topics=dict(topics),
        sizes=slugs(models.SizeClass),
        roles=slugs(models.AudienceRole),
        phases=slugs(models.Phase),
        regions=slugs(models.RiecRegion),
        provinces=slugs(models.Province),
        organisations=slugs(models.Organisation),
    )


def fill_ours(generated: Sequence[Generated]) -> None:
    """Write the documents through the same code as a publish does."""
    from django.db import transaction

    from search.document import Document
    from search.engines.database import statements
    from search.facets import pack
    from search.indexing import write

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
                    tokens=frozenset({"public" if item.is_public else "community"}),
                    published_on=item.published_on,
                )
            )
    statements().tidy()


def fill_wagtails(generated: Sequence[Generated]) -> Any:
    """Keep the same documents in a model that Wagtail indexes, and return that model."""
    from django.db import connection, models, transaction
    from wagtail.search import index
    from wagtail.search.backends import get_search_backend

    from cms import models as cms

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

    with connection.schema_editor() as editor:
        editor.create_model(BenchItem)
    ids = {
        model: dict(model.objects.values_list("slug", "pk"))
        for model in [BenchItem._meta.get_field(name).related_model for name in RELATIONS.values()]
    }
    organisations = dict(cms.Organisation.objects.values_list("slug", "pk"))
    with transaction.atomic():
        items = BenchItem.objects.bulk_create(
            BenchItem(
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
            field = BenchItem._meta.get_field(relation)
            rows = [
                field.remote_field.through(
                    benchitem_id=kept.pk,
                    **{f"{field.m2m_reverse_field_name()}_id": ids[field.related_model][slug]},
                )
                for kept, item in zip(items, generated, strict=True)
                for slug in item.facets[facet]
            ]
            field.remote_field.through.objects.bulk_create(rows)
        backend = get_search_backend()
        search_index = backend.get_index_for_model(BenchItem)
        for first in range(0, len(items), 500):
            search_index.add_items(BenchItem, items[first : first + 500])
    return BenchItem


def queries(generated: Sequence[Generated]) -> list[str]:
    """Return 72 queries of one to three words, rare, mid and frequent, that all have a hit."""
    chance = random.Random(SEED)  # noqa: S311 - the same queries every time
    public = [item for item in generated if item.is_public]
    frequency = Counter(word for item in generated for word in item.words)
    scale = len(generated) / 10_000
    chosen = []
    for low, high in BANDS.values():
        for length in (1, 2, 3):
            while_missing = PER_BAND_AND_LENGTH
            while while_missing:
                item = chance.choice(public)
                fit = sorted(
                    word
                    for word in item.words
                    if low * scale <= frequency[word] <= high * scale and len(word) > 3
                )
                if len(fit) >= length:
                    chosen.append(" ".join(chance.sample(fit, length)))
                    while_missing -= 1
    return chosen


def ask_ours(text: str) -> int:
    """Hits, total, ten best and all counts by the embedded engine."""
    from cms.access import STRANGER
    from search.contract import SearchQuery
    from search.engines.database import DatabaseEngine

    return DatabaseEngine().match(SearchQuery(reader=STRANGER, text=text)).total


def ask_ours_completely(text: str) -> int:
    """The same with names of facet values, highlights and a suggestion."""
    from cms.access import STRANGER
    from search.contract import SearchQuery
    from search.search import search

    return search(SearchQuery(reader=STRANGER, text=text)).total


def wagtails(model: Any) -> Callable[[str], int]:
    """Return the same question for Wagtail's search: hits, total, ten best, nine `.facet()`."""
    from wagtail.search.backends import get_search_backend

    backend = get_search_backend()
    facets = ("kind", "year", "organisation_id", *RELATIONS.values())

    def ask(text: str) -> int:
        results = backend.search(text, model.objects.filter(label="clear"), operator="and")
        list(results[:10])
        for facet in facets:
            results.facet(facet)
        return results.count()

    return ask


def measure(name: str, ask: Callable[[str], int], asked: Iterable[str], runs: int) -> list[float]:
    """Print and return the milliseconds of each query, the best of some runs."""
    times = []
    for text in asked:
        rounds = []
        for _round in range(runs):
            started = time.perf_counter()
            ask(text)
            rounds.append((time.perf_counter() - started) * 1000)
        times.append(min(rounds))
    median, high = percentile(times, 50), percentile(times, 95)
    print(f"{name:58} p50 {median:9.2f} ms   p95 {high:9.2f} ms   max {max(times):9.2f} ms")
    return times


def percentile(times: Sequence[float], part: int) -> float:
    """Return a percentile of the times."""
    return statistics.quantiles(times, n=100, method="inclusive")[part - 1]


def timed(name: str, work: Callable[[], Any]) -> Any:
    """Do something once and print how long it took."""
    started = time.perf_counter()
    result = work()
    print(f"{name:58} {time.perf_counter() - started:9.1f} s", flush=True)
    return result


def main() -> None:
    """Fill both, ask both, print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        start_django(folder)
        from django.db import connection

        python, cores = platform.python_version(), os.cpu_count()
        print(f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores, Python {python}, {count} documents")
        generated = list(documents(count, vocabularies()))
        asked = queries(generated)
        timed("fill the embedded engine", lambda: fill_ours(generated))
        model = timed("fill Wagtail's search", lambda: fill_wagtails(generated))
        measure("Wagtail as shipped (a sample)", wagtails(model), sample(asked), 1)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        theirs = measure("Wagtail after ANALYZE", wagtails(model), asked, 1)
        ours = measure("embedded engine", ask_ours, asked, RUNS)
        measure("embedded engine, no text (browse)", ask_ours, [""] * 5, 1)
        measure("embedded engine, complete results page data", ask_ours_completely, asked, RUNS)
        for part in (50, 95):
            ratio = percentile(theirs, part) / percentile(ours, part)
            print(f"p{part}: {ratio:.0f} times ahead")


def sample(asked: Sequence[str]) -> list[str]:
    """Return one query of each band: what takes seconds is not asked 72 times."""
    return list(asked[:: len(asked) // SAMPLE_WITHOUT_ANALYZE])


if __name__ == "__main__":
    main()

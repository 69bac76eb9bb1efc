"""The embedded engine against Wagtail's own SQLite search, on the same documents in the same run.

Run from the root: `python bench/search_embedded.py [--documents N]`. It makes its own database in a
temporary folder and removes it. Each of 72 queries asks hits, total, ten best and counts of nine
facets; Wagtail gets a fresh ANALYZE first, without which it is far slower still.
"""

import argparse
import os
import platform
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.clock import measure, percentile  # noqa: E402 - the path comes first
from bench.dutch_documents import SEED, Generated, documents  # noqa: E402 - the path comes first

BANDS = {"rare": (5, 40), "mid": (100, 500), "frequent": (1000, 4000)}  # documents per 10,000
PER_BAND_AND_LENGTH = 8
MIN_LETTERS = 4
RUNS = 3
SAMPLE_WITHOUT_ANALYZE = 3


def start_django(folder: str) -> None:
    """Start the portal on an empty database of its own, with the reference data."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    os.environ["LOG_LEVEL"] = "ERROR"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_reference_data", stdout=StringIO())


def queries(generated: Sequence[Generated]) -> list[str]:
    """Return 72 queries of one to three words, rare, mid and frequent, that all have a hit."""
    chance = random.Random(SEED)  # noqa: S311 - the same queries every time
    public = [item for item in generated if item.is_public]
    frequency = Counter(word for item in generated for word in item.words)
    scale = len(generated) / 10_000
    chosen = []
    for low, high in BANDS.values():
        for length in (1, 2, 3):
            missing = PER_BAND_AND_LENGTH
            while missing:
                item = chance.choice(public)
                fit = sorted(
                    word
                    for word in item.words
                    if low * scale <= frequency[word] <= high * scale and len(word) >= MIN_LETTERS
                )
                if len(fit) >= length:
                    chosen.append(" ".join(chance.sample(fit, length)))
                    missing -= 1
    return chosen


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
        from wagtail.search.backends import get_search_backend

        from bench import contenders

        python, cores = platform.python_version(), os.cpu_count()
        print(f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores, Python {python}, {count} documents")
        generated = list(documents(count, contenders.vocabularies()))
        asked = queries(generated)
        timed("fill the embedded engine", lambda: contenders.fill_ours(generated))
        backend = get_search_backend()
        model = timed("fill Wagtail's search", lambda: contenders.fill_wagtails(generated, backend))
        wagtails = contenders.wagtails(model, backend)
        measure("Wagtail as shipped (a sample)", wagtails, sample(asked), 1)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        theirs = measure("Wagtail after ANALYZE", wagtails, asked, 1)
        ours = measure("embedded engine", contenders.ask_ours, asked, RUNS)
        measure("embedded engine, no text (browse)", contenders.ask_ours, [""] * 5, RUNS)
        measure(
            "embedded engine, complete results page data",
            contenders.ask_ours_completely,
            asked,
            RUNS,
        )
        for part in (50, 95):
            ratio = percentile(theirs, part) / percentile(ours, part)
            print(f"p{part}: {ratio:.0f} times ahead")


def sample(asked: Sequence[str]) -> list[str]:
    """Return one query of each band: what takes seconds is not asked 72 times."""
    return list(asked[:: len(asked) // SAMPLE_WITHOUT_ANALYZE])


if __name__ == "__main__":
    main()

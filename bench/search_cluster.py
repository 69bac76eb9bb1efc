"""The search on Elasticsearch against what the same cluster does for a bare client.

Run from the root: `python bench/search_cluster.py [--documents N] [--grow N N]`. It starts a
cluster of its own on loopback and makes its own database in a temporary folder. Each part is a
ratio within one run:

- filling: documents a second of a rebuild against `_bulk` of the same documents as prepared JSON;
- asking: the search, and the page around it, against `_search` of the same request;
- one request for all facets against one request for each facet;
- publishing: seconds until a changed document is found, with a worker process beside;
- growth: the same questions as the index grows.
"""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.bare_client import bare, bodies_of  # noqa: E402 - the path comes first
from bench.clock import in_turn, measure, percentile  # noqa: E402 - the path comes first
from bench.dutch_documents import documents  # noqa: E402 - the path comes first
from bench.search_embedded import queries, start_django  # noqa: E402 - the path comes first
from tests.servers.running import Wanted, running  # noqa: E402 - the path comes first

HEAP = "2g"
BATCH = 1_000
WARM_UP = 5  # times that every question is asked first: Java becomes fast by doing
CHANGES = 40
RUNS = 3
PARTS = (50, 95)
WITH_WORDS = 8_000  # of the documents, from which the questions are taken


def main() -> None:
    """Start everything and measure part by part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--grow", type=int, nargs="*", default=[])
    parser.add_argument("--elasticsearch", choices=["8", "9"], default="8")
    options = parser.parse_args()
    wanted = Wanted(elasticsearch=options.elasticsearch, heap=HEAP, tuned=True)
    with running(wanted) as servers, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["ELASTICSEARCH_URL"] = servers.environment()["ELASTICSEARCH_URL"]
        start_django(folder)
        print(date.today(), os.cpu_count(), "cores", platform.python_version(), HEAP, "heap")
        asked = fill(options.documents)
        fill_the_index(options.documents)
        ask(options.documents, asked)
        publish()
        for count in options.grow:
            grow(count, asked)
        print(f"memory of this process (as a web process): {resident(os.getpid())} MB")


def fill(count: int) -> list[str]:
    """Write the projection, without the terms of the embedded engine; return the questions."""
    from bench import contenders
    from search.facets import pack
    from search.models import DocumentAccess, DocumentText, SearchDocument

    generated, rows, texts, access = [], [], [], []
    for number, item in enumerate(documents(count, contenders.vocabularies()), start=1):
        if number <= WITH_WORDS:
            generated.append(item)
        packed = pack(item.facets)
        rows.append(
            SearchDocument(
                page_id=number,
                content_hash=f"{number:064d}",
                is_live=True,
                facets=packed,
                published_on=item.published_on,
            )
        )
        texts.append(
            DocumentText(document_id=number, title=item.title, summary=item.summary, body=item.body)
        )
        token = "public" if item.is_public else "community"
        access.append(DocumentAccess(document_id=number, token=token))
        if number % 10_000 == 0 or number == count:
            for model, made in (
                (SearchDocument, rows),
                (DocumentText, texts),
                (DocumentAccess, access),
            ):
                model.objects.bulk_create(made)
                made.clear()
    return queries(generated)


def fill_the_index(count: int) -> None:
    """Rebuild, and send the same documents as JSON that was ready before."""
    from search.cluster import client, rebuild
    from search.cluster.mapping import index_mapping, index_settings
    from search.cluster.writing import prepare

    prepared = [list(lines(prepare(batch))) for batch in batches(count)]
    index = "bench-raw"
    client.writing().indices.create(
        index=index, mappings=index_mapping(), settings=index_settings()
    )
    started = time.perf_counter()
    for batch in prepared:
        client.writing().bulk(index=index, operations=batch, filter_path="errors")
    raw = count / (time.perf_counter() - started)
    client.writing().indices.delete(index=index)
    del prepared
    filled: list[float] = []
    started = time.perf_counter()
    rebuild.rebuild(lambda done, total: filled.append(time.perf_counter()))
    whole, ours = count / (time.perf_counter() - started), count / (filled[-1] - started)
    print(f"_bulk of prepared JSON    {raw:8.0f} documents/s")
    print(f"rebuild, filling          {ours:8.0f} documents/s   {ours / raw:.2f} of _bulk")
    print(f"rebuild, proof and change {whole:8.0f} documents/s   {whole / raw:.2f} of _bulk")


def lines(prepared: Iterator[Any]) -> Iterator[bytes]:
    for document in prepared:
        yield json.dumps({"index": {"_id": str(document.page_id)}}).encode()
        yield json.dumps(document.source).encode()


def batches(count: int) -> Iterator[Sequence[int]]:
    for first in range(1, count + 1, BATCH):
        yield range(first, min(first + BATCH, count + 1))


def ask(count: int, asked: Sequence[str]) -> None:
    """The raw request, the engine, the whole search, the page; and a request for each facet."""
    from django.test import Client

    from bench import contenders
    from cms.access import STRANGER
    from search.cluster.engine import ElasticsearchEngine
    from search.contract import SearchQuery
    from search.query import parse
    from search.readings import Reading
    from search.search import search

    contenders.keep_no_answers()
    requests = {text: bodies_of(text) for text in asked}
    engine, browser = ElasticsearchEngine(), Client()

    query, raw = partial(SearchQuery, reader=STRANGER), bare(requests)

    def by_engine(text: str) -> int:
        return engine.match(query(text=text), Reading(text, parse(text))).total

    for text in [*asked] * WARM_UP:
        raw(text), by_engine(text)
    print(f"{len(asked)} questions, {sum(len(each) > 1 for each in requests.values())} asked twice")
    times = in_turn(
        {
            "_search of the same requests": raw,
            "the engine": by_engine,
            "the search: names, passages, best bets": lambda text: search(query(text=text)).total,
            "the page: everything": lambda text: browser.get("/zoeken/", {"q": text}).status_code,
        },
        asked,
        RUNS,
    )
    theirs, *others = times.items()
    for name, ours in others:
        print(name, *(f"p{part}: {ratio(ours, theirs[1], part):.2f} of _search" for part in PARTS))
    against_wagtail(count, asked, by_engine)


def against_wagtail(count: int, asked: Sequence[str], by_engine: Callable[[str], int]) -> None:
    """One request for hits, total and nine facets against a request for each."""
    from bench import contenders

    wagtail = contenders.wagtails_cluster(list(documents(count, contenders.vocabularies())))
    contenders.keep_no_answers()
    for text in [*asked] * WARM_UP:
        wagtail(text), by_engine(text)
    apart, one = in_turn(
        {"Wagtail: a request for each facet": wagtail, "the engine, beside it": by_engine},
        asked,
        RUNS,
    ).values()
    ahead = (f"p{part}: {ratio(apart, one, part):.1f}" for part in PARTS)
    print("one request is so many times ahead:", *ahead)


def ratio(times: Sequence[float], others: Sequence[float], part: int) -> float:
    return percentile(times, part) / percentile(others, part)


def publish() -> None:
    """Change documents one by one and look until each is found."""
    from cms.access import STRANGER
    from search.contract import SearchQuery
    from search.document import Document
    from search.facets import pack
    from search.front import CLUSTER
    from search.indexing import write
    from search.query import parse
    from search.readings import Reading

    command = [sys.executable, "manage.py", "search_index", "work"]
    times = []
    with subprocess.Popen(command, cwd=ROOT) as worker:  # noqa: S603 - our own program
        time.sleep(5)
        for number in range(CHANGES):
            word = f"kenmerk{number}"
            asked = SearchQuery(reader=STRANGER, text=word), Reading(word, parse(word))
            changed = Document(
                page_id=number + 1,
                title=word,
                summary="",
                keywords="",
                body="",
                facets=pack({}),
                links="",
                tokens=frozenset({"public"}),
                published_on=None,
            )
            started = time.perf_counter()
            write(changed)
            while not CLUSTER.match(*asked).total:
                time.sleep(0.01)
            times.append(time.perf_counter() - started)
        print(f"memory of the worker: {resident(worker.pid)} MB")
        worker.send_signal(signal.SIGTERM)
    half, most = percentile(times, 50), percentile(times, 95)
    print(f"from publishing to found: p50 {half:.2f} s, p95 {most:.2f} s, max {max(times):.2f} s")


def grow(count: int, asked: Sequence[str]) -> None:
    """Add copies of the documents under other numbers until there are so many, and ask again."""
    from bench import contenders
    from search.cluster import client
    from search.cluster.writing import prepare

    index = client.index_prefix()
    held = int(client.writing().count(index=index)["count"])
    copies = [document.source for document in prepare(range(1_001, 11_001))]
    while held < count:
        operations: list[Any] = []
        for source in copies[: min(BATCH, count - held)]:
            held += 1
            operations += [
                {"index": {"_id": f"copy{held}"}},
                {**source, "page_id": 10_000_000 + held},
            ]
        client.writing().bulk(index=index, operations=operations, filter_path="errors")
        copies = copies[BATCH:] + copies[:BATCH]
    client.writing().options(request_timeout=1800).indices.forcemerge(
        index=index, max_num_segments=5
    )
    client.writing().indices.refresh(index=index)
    contenders.keep_no_answers()
    requests = {text: bodies_of(text) for text in asked}
    raw = bare(requests)
    for text in [*asked] * WARM_UP:
        raw(text)
    measure(f"_search with {held} documents", raw, asked, RUNS)


def resident(pid: int) -> int:
    """Return megabytes that a process holds in memory (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


if __name__ == "__main__":
    main()

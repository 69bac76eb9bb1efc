"""`manage.py search`: the same search as on the site, from a terminal."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.access import STRANGER, Reader, reader_for
from cms.models import KnowledgePage
from search import vocabulary
from search.contract import MAX_PAGE_SIZE, SearchQuery, SearchResults
from search.facets import BY_NAME, BY_PARAM
from search.front import engines
from search.params import PAGE_SIZE, TEXT, parse
from search.search import search


class Command(BaseCommand):
    """Search as a stranger, or as somebody."""

    help = "Search the published items and show hits and facets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the words, the filters as in an address, and who asks."""
        params = ", ".join(BY_PARAM)
        parser.add_argument("text", nargs="?", default="", metavar="words", help="What to find.")
        parser.add_argument(
            "--filter",
            action="append",
            default=[],
            dest="filters",
            metavar="NAME=VALUE",
            help=f"Only items with this value; repeatable. Names: {params}.",
        )
        parser.add_argument(
            "--as", dest="username", metavar="USERNAME", help="Search as this user, not a stranger."
        )
        parser.add_argument(
            "--engine", choices=sorted(engines()), help="Let this one answer, alone."
        )
        parser.add_argument(
            "--size", type=int, default=PAGE_SIZE, metavar="N", help="Number of hits to show."
        )
        parser.add_argument("--json", action="store_true", help="Write one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Search and write the answer."""
        query, known = _query(options)
        started = time.perf_counter()
        found = search(query, engine=options["engine"], vocabulary=known)
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        answer = _answer(found, query.reader, milliseconds)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(answer)))


def _query(options: dict[str, Any]) -> tuple[SearchQuery, vocabulary.Vocabulary]:
    """Read the options like an address; what a reader gets told, a command refuses."""
    if not 1 <= options["size"] <= MAX_PAGE_SIZE:
        raise CommandError(_("--size: choose 1 to %(most)d.") % {"most": MAX_PAGE_SIZE})
    known = vocabulary.load(options["text"])
    data = QueryDict(mutable=True)
    data[TEXT] = options["text"]
    for option in options["filters"]:
        param, _equals, value = option.partition("=")
        if param not in BY_PARAM or not value:
            reason = _("--filter %(option)s: write NAME=VALUE; the names are %(names)s.")
            raise CommandError(reason % {"option": option, "names": ", ".join(BY_PARAM)})
        data.appendlist(param, value)
    params = parse(data, known)
    if params.ignored:
        raise CommandError(_("Unknown: %(values)s") % {"values": ", ".join(params.ignored)})
    return (
        SearchQuery(
            reader=_reader(options["username"]),
            text=params.text,
            filters=params.filters,
            page_size=options["size"],
        ),
        known,
    )


def _reader(username: str | None) -> Reader:
    if username is None:
        return STRANGER
    users = get_user_model()
    try:
        return reader_for(users._default_manager.get_by_natural_key(username))
    except users.DoesNotExist:
        reason = _("--as %(username)s: there is no such user.")
        raise CommandError(reason % {"username": username}) from None


def _answer(found: SearchResults, reader: Reader, milliseconds: float) -> dict[str, Any]:
    notes = {pin.page_id: pin.note for pin in found.pinned}
    pages = KnowledgePage.objects.readable_by(reader).in_bulk({*found.page_ids, *notes})
    return {
        "engine": found.engine,
        "milliseconds": milliseconds,
        "total": found.total,
        "suggestion": found.suggestion,
        "place": found.mention.place.name if found.mention else None,
        "stand_in": found.is_stand_in,
        "partial": found.is_partial,
        "recommended": [
            {**_named(pages[page_id]), "note": note}
            for page_id, note in notes.items()
            if page_id in pages
        ],
        "hits": [
            {**_named(pages[page_id]), "score": found.scores[page_id]}
            for page_id in found.page_ids
            if page_id in pages
        ],
        "facets": {
            BY_NAME[facet.name].param: [
                {
                    "value": bucket.value,
                    "name": bucket.label,
                    "count": bucket.count,
                    "selected": bucket.selected,
                }
                for bucket in facet.buckets
            ]
            for facet in found.facets
        },
    }


def _named(page: KnowledgePage) -> dict[str, Any]:
    return {
        "id": page.pk,
        "kind": page.kind,
        "title": page.title,
        "url": page.get_url(),
        "label": page.label,
    }


def _lines(answer: dict[str, Any]) -> list[str]:
    lines = [
        _("%(total)d hits in %(milliseconds)s ms (%(engine)s)") % answer,
        *(_("Recommended: %(title)s  %(url)s  %(note)s") % row for row in answer["recommended"]),
        *(f"{hit['score']:8.2f}  {hit['title']}  {hit['url']}" for hit in answer["hits"]),
    ]
    if answer["suggestion"]:
        lines.append(_("These are the hits for: %(suggestion)s") % answer)
    if answer["place"]:
        lines.append(_("What fits %(place)s comes first.") % answer)
    if answer["partial"]:
        lines.append(_("Not every hit has all the words."))
    for param, buckets in answer["facets"].items():
        values = [f"{bucket['value']} ({bucket['count']})" for bucket in buckets]
        if values:
            lines.append(f"{param}: {', '.join(values)}")
    return lines

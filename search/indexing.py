"""Keeps the projection in step with the pages, in the transaction that changes them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.functional import SimpleLazyObject

from cms.models import KnowledgePage, Municipality
from search import public_words
from search.cluster import outbox
from search.document import Document, build_document
from search.engines.database import statements
from search.made_with import projection_fingerprint
from search.models import BestBet, DocumentAccess, DocumentText, SearchDocument
from search.progress import Progress, unwatched

BATCH = 200  # pages read at once
_TEXTS = ("title", "summary", "keywords", "body")
_RELATIONS = (
    *("organisation", "topics__parent", "audience_roles", "phases", "size_classes"),
    *("riec_regions", "provinces", "shared_with", "related_links", "keyword_links__tag"),
)


@transaction.atomic
def index(pages: QuerySet[KnowledgePage]) -> int:
    """Bring the documents of these pages up to date; return how many were written.

    Pages that are not live are withdrawn. Nothing is written where nothing changed. The pages are
    read when it is our turn to write, so that what others did meanwhile is not undone.
    """
    statements().take_turn()
    municipalities = _municipalities()
    page_ids = list(pages.values_list("pk", flat=True))
    live = SearchDocument.objects.filter(pk__in=page_ids, is_live=True)
    known = dict(live.values_list("pk", "content_hash"))
    written, gone = 0, []
    for page in _read(page_ids):
        if not page.live:
            gone.append(page.pk)
        elif (content := build_document(page, municipalities)).content_hash != known.get(page.pk):
            written += write(content)
    return written + (withdraw(gone) if gone else 0)


@transaction.atomic
def withdraw(page_ids: Iterable[int]) -> int:
    """Leave a tombstone without text or access for each; return how many there were."""
    statements().take_turn()
    documents = list(
        SearchDocument.objects.select_for_update().filter(page_id__in=page_ids, is_live=True)
    )
    for document in documents:
        _forget(document)
        statements().erase(document.page_id)
        document.version += 1
        document.is_live = False
        document.content_hash = document.facets = document.links = ""
        document.published_on = None
        document.save()
        outbox.note(document.pk, document.version)
    return len(documents)


def rebuild_projection(progress: Progress = unwatched) -> int:
    """Write every document anew and withdraw what is no longer there; return how many are live.

    Versions rise only where the content differs. What best bets are found by is written anew too:
    it follows from the same word lists.
    """
    municipalities = _municipalities()
    total, done = KnowledgePage.objects.live().count(), 0
    for page_ids in _live_pages():
        with transaction.atomic():
            statements().take_turn()
            for page in _read(page_ids):
                write(build_document(page, municipalities), anew=True)
        done += len(page_ids)
        progress(done, total)
    gone = SearchDocument.objects.filter(is_live=True)
    withdraw(list(gone.exclude(pk__in=KnowledgePage.objects.live()).values_list("pk", flat=True)))
    with transaction.atomic():
        for bet in BestBet.objects.select_for_update():
            bet.analyse()
    statements().tidy()
    return SearchDocument.objects.filter(is_live=True).count()


@dataclass(frozen=True, slots=True)
class Drift:
    """Ids of pages whose document is missing, differs, or should not be there."""

    missing: tuple[int, ...]
    stale: tuple[int, ...]
    extra: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.extra)


def find_drift(progress: Progress = unwatched) -> Drift:
    """Compare every live page with its document."""
    municipalities = _municipalities()
    total, done = KnowledgePage.objects.live().count(), 0
    kept = dict(SearchDocument.objects.filter(is_live=True).values_list("page_id", "content_hash"))
    missing, stale = [], []
    for page_ids in _live_pages():
        for page in _read(page_ids):
            known = kept.pop(page.pk, None)
            if known is None:
                missing.append(page.pk)
            elif known != build_document(page, municipalities).content_hash:
                stale.append(page.pk)
        done += len(page_ids)
        progress(done, total)
    return Drift(tuple(missing), tuple(stale), tuple(kept))


def is_outdated() -> bool:
    """Tell whether a document was made before an upgrade that makes other terms."""
    made = SearchDocument.objects.filter(is_live=True)
    return made.exclude(made_with=projection_fingerprint()).exists()


def repair(drift: Drift, progress: Progress = unwatched) -> None:
    """Bring what differs in step again."""
    page_ids = [*drift.missing, *drift.stale]
    for start in range(0, len(page_ids), BATCH):
        index(KnowledgePage.objects.filter(pk__in=page_ids[start : start + BATCH]))
        progress(min(start + BATCH, len(page_ids)), len(page_ids))
    withdraw(drift.extra)


def _live_pages() -> Iterator[list[int]]:
    page_ids = list(KnowledgePage.objects.live().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(page_ids), BATCH):
        yield page_ids[start : start + BATCH]


def _read(page_ids: Sequence[int]) -> Iterator[KnowledgePage]:
    """Read pages of their own kind, with what their documents are made of."""
    for start in range(0, len(page_ids), BATCH):
        some = KnowledgePage.objects.filter(pk__in=page_ids[start : start + BATCH])
        pages = list(some.specific())
        prefetch_related_objects(pages, *_RELATIONS)
        yield from pages


def _municipalities() -> Any:
    """Return what the k-check counts; read when an item hides its town."""
    return SimpleLazyObject(Municipality.objects.fact_rows)


@transaction.atomic
def write(content: Document, *, anew: bool = False) -> int:
    """Write one document if it differs from what is kept, or `anew`; return 1 if written, else 0.

    What does not differ keeps its version: another index has it already.
    """
    statements().take_turn()
    document = SearchDocument.objects.select_for_update().filter(pk=content.page_id).first()
    is_new = document is None
    if document is None:
        document = SearchDocument(page_id=content.page_id, version=0)
    is_known = document.is_live and document.content_hash == content.content_hash
    if is_known and not anew:
        return 0
    if not is_new:
        _forget(document)
    document.version += not is_known
    document.is_live = True
    document.content_hash = content.content_hash
    document.facets = content.facets
    document.links = content.links
    document.made_with = projection_fingerprint()
    document.published_on = content.published_on
    document.save(force_insert=is_new)
    # PostgreSQL keeps no NUL character, which separates words like a space and shows nothing.
    kept = {name: getattr(content, name).replace("\0", " ") for name in _TEXTS}
    text = DocumentText(document=document, **kept)
    text.save(force_insert=True)
    DocumentAccess.objects.bulk_create(
        DocumentAccess(document=document, token=token) for token in sorted(content.tokens)
    )
    statements().write(content)
    public_words.add(text, content.tokens)
    if not is_known:
        outbox.note(document.pk, document.version)
    return 1


def _forget(document: SearchDocument) -> None:
    """Remove text and access of a document; its row stays."""
    text = DocumentText.objects.filter(document=document).first()
    access = DocumentAccess.objects.filter(document=document)
    if text is not None:
        public_words.remove(text, set(access.values_list("token", flat=True)))
        text.delete()
    access.delete()

"""Sends documents in pieces that the cluster takes: what is too much at once is halved."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from elasticsearch import ApiError

from search.cluster import client

Refresh = Literal["true", "false", "wait_for"]
Keep = Callable[[], None]  # called between pieces, so that who sends is not taken for dead

MOST_BYTES = 5_000_000  # of one request, but for a document that is larger
_TOO_LARGE, _TOO_MUCH = 413, 429
_NEEDED = "errors,items.index._id,items.index._index,items.index.status,items.index.error"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document as it is sent: written out once, however often it is tried."""

    page_id: int
    lines: bytes  # an action and the source, for each index


def parcel(page_id: int, actions: Iterable[Mapping[str, Any]], source: Mapping[str, Any]) -> Parcel:
    """Write out a document for every index that takes it."""
    line = _json(source)
    return Parcel(page_id, b"".join(_json(action) + line for action in actions))


def send(parcels: Iterable[Parcel], *, refresh: Refresh, keep: Keep) -> Iterator[Mapping[str, Any]]:
    """Send all in order, and give the cluster's word on those of pieces where it had any.

    Raises TransportError if nobody answers, ApiError if the cluster has no time for even one.
    """
    for number, piece in enumerate(_pieces(parcels)):
        if number:
            keep()
        yield from _send(piece, refresh)


def _pieces(parcels: Iterable[Parcel]) -> Iterator[list[Parcel]]:
    piece: list[Parcel] = []
    size = 0
    for each in parcels:
        if piece and size + len(each.lines) > MOST_BYTES:
            yield piece
            piece, size = [], 0
        piece.append(each)
        size += len(each.lines)
    if piece:
        yield piece


def _send(piece: Sequence[Parcel], refresh: Refresh) -> Iterator[Mapping[str, Any]]:
    operations: list[Any] = [each.lines for each in piece]  # bytes are sent as they are
    try:
        response = client.writing().bulk(
            operations=operations,
            refresh=refresh,
            require_alias=True,
            filter_path=_NEEDED,
        )
    except ApiError as error:
        if error.status_code not in {_TOO_LARGE, _TOO_MUCH}:
            raise
        if len(piece) > 1:
            half = len(piece) // 2
            yield from _send(piece[:half], refresh)
            yield from _send(piece[half:], refresh)
        elif error.status_code == _TOO_LARGE or len(piece[0].lines) > MOST_BYTES:
            yield {"index": _refusal(piece[0], error)}
        else:
            raise  # it is not the size
    else:
        if response["errors"]:
            yield from response["items"]


def _refusal(one: Parcel, error: ApiError) -> dict[str, Any]:
    reason = f"{len(one.lines)} bytes: {error}"
    return {
        "_id": str(one.page_id),
        "status": _TOO_LARGE,
        "error": {"type": "too_large", "reason": reason},
    }


def _json(value: Mapping[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"

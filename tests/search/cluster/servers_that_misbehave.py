"""Servers that speak like a cluster and do not behave like one."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

NOTHING_FOUND = {
    "timed_out": False,
    "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
    "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []},
    "aggregations": {"values": {"buckets": [], "sum_other_doc_count": 0}},
}
EMPTY = json.dumps(NOTHING_FOUND).encode()


def nothing_but(**part: Any) -> bytes:
    return json.dumps({**NOTHING_FOUND, **part}).encode()


Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Answer every question so; yields the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                answer(self, asked)
            except OSError:
                self.close_connection = True  # who asked waits no longer

        do_GET = do_POST

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def says(body: bytes, kind: str = "application/json", status: int = 200) -> Answer:
    """Answer at once with this body."""

    def answer(request: BaseHTTPRequestHandler, asked: bytes) -> None:
        _head(request, len(body), kind, status)
        request.wfile.write(body)

    return answer


def drips(body: bytes, every: float) -> Answer:
    """Answer a byte at a time: no single one is waited for long."""

    def answer(request: BaseHTTPRequestHandler, asked: bytes) -> None:
        _head(request, len(body))
        for byte in body:
            time.sleep(every)
            request.wfile.write(bytes([byte]))

    return answer


def takes(seconds: float, body: bytes) -> Answer:
    """Think for so long, then answer."""

    def answer(request: BaseHTTPRequestHandler, asked: bytes) -> None:
        time.sleep(seconds)
        says(body)(request, asked)

    return answer


def hangs_for_readers(body: bytes) -> Answer:
    """Answer a probe at once, and the questions of readers never."""

    def answer(request: BaseHTTPRequestHandler, asked: bytes) -> None:
        if b"aggs" in asked:
            time.sleep(5)
        else:
            says(body)(request, asked)

    return answer


def _head(
    request: BaseHTTPRequestHandler, length: int, kind: str = "application/json", status: int = 200
) -> None:
    request.send_response(status)
    request.send_header("X-Elastic-Product", "Elasticsearch")
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(length))
    request.end_headers()

"""A connection that keeps its time: so many seconds to connect and for the last byte together.

Those of urllib3 begin anew with every byte: an answer that drips would be waited for without end.
"""

from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from time import monotonic
from typing import Any

from elastic_transport import NodeConfig, Urllib3HttpNode
from urllib3.util import Timeout

ANSWER_WITHIN = 1.0  # seconds that a reader waits for the cluster, once


class PunctualNode(Urllib3HttpNode):
    """A node whose `request_timeout` is the time of the whole request."""

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        kind = self.pool.ConnectionCls
        self.pool.ConnectionCls = type(kind.__name__, (kind,), {"response_class": _Response})

    def perform_request(self, *args: Any, **options: Any) -> Any:
        options["request_timeout"] = Timeout(total=options["request_timeout"])
        return super().perform_request(*args, **options)


class _Response(HTTPResponse):
    """What the socket may still take for one read, it takes for all of them."""

    def __init__(self, sock: Any, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = BufferedReader(_Until(self.fp.detach(), sock))


class _Until(RawIOBase):
    def __init__(self, raw: Any, sock: Any) -> None:
        self._raw, self._sock = raw, sock
        self._until = monotonic() + sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        read: int | None = self._raw.readinto(buffer)
        return read

    def close(self) -> None:
        self._raw.close()
        super().close()

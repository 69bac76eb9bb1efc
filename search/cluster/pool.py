"""The nodes that readers are sent to: one that did not answer comes back when it answers again.

elastic_transport gives such a node to the next reader when its time has come, to find that out.
"""

import logging
from queue import Empty
from threading import Thread
from time import time
from typing import Any

from elastic_transport import BaseNode, NodePool, TransportError

from search.cluster.punctual import ANSWER_WITHIN

_FAULT = 500

log = logging.getLogger(__name__)


class AskedFirstPool(NodePool):
    """Asks a node something small in the background before a reader has to wait for it.

    Where no other is left a reader gets one at once: then it is for search/cluster/breaker.py.
    """

    def mark_dead(self, node: BaseNode, _now: float | None = None) -> None:
        """Put a node aside once, however many readers waited for it."""
        if self._alive_nodes.pop(node.config, None) is not None:
            super().mark_dead(node, _now)

    def resurrect(self, force: bool = False) -> Any:
        """Return a node where one must be had; else ask one whose time has come."""
        if force:
            return super().resurrect(force=True)
        if len(self) == 1:
            return super().resurrect(force=False)
        node = self._due()
        if node is not None and node.config not in self._alive_nodes:
            try:
                Thread(target=self._ask, args=(node,), name="probe of a node", daemon=True).start()
            except RuntimeError:  # too many threads: no reader suffers, another time is tried
                self._again_later(node)
        return None

    def _due(self) -> BaseNode | None:
        try:
            when, node = self._dead_nodes.get(block=False)
        except Empty:
            return None
        if when <= time():
            return node
        self._dead_nodes.put((when, node))
        return None

    def _ask(self, node: BaseNode) -> None:
        answered = False
        try:
            told = node.perform_request("GET", "/", request_timeout=ANSWER_WITHIN)
            answered = told.meta.status < _FAULT
        except TransportError as error:
            log.info("%s does not answer yet: %s", node.base_url, error)
        finally:
            if answered:
                self._alive_nodes[node.config] = node
            else:
                self._again_later(node)

    def _again_later(self, node: BaseNode) -> None:
        self._dead_nodes.put((time() + self.dead_node_backoff_factor, node))

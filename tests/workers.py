"""Which tests one worker takes together: what their module prepares takes long, and once is enough.

In place of the groups of xdist 3.8, which do nothing under pytest 9.1.
"""

from xdist.scheduler import LoadGroupScheduling

TOGETHER = frozenset(
    {
        "tests/content/test_loaded_demo.py",
        "tests/test_messages.py",
        "tests/test_query_counts.py",
    }
)


class Scheduling(LoadGroupScheduling):
    """Sends each test to whoever is free, and all tests of such a module to one."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if module in TOGETHER else nodeid

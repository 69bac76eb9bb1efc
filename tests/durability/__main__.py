"""`make durability`: see the package. Ends with 1 if projection, index and pages are not equal."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.durability import LONGEST
from tests.durability.portal import prepare, say, tell_and_compare
from tests.servers.elasticsearch import Cluster
from tests.servers.running import Wanted, running


def main() -> int:
    parser = argparse.ArgumentParser(prog="make durability", description=__doc__)
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calm", type=float, default=LONGEST, help="most seconds until a fault")
    parser.add_argument("--elasticsearch", choices=["8", "9"], default="8")
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    options = parser.parse_args()
    wanted = Wanted(elasticsearch=options.elasticsearch, postgresql=options.postgresql)
    with running(wanted) as servers, tempfile.TemporaryDirectory() as folder:
        assert servers.elasticsearch
        prepare(servers, Path(folder))
        return run(servers.elasticsearch, options)


def run(cluster: Cluster, options: argparse.Namespace) -> int:
    from search.models import OutboxEntry  # noqa: PLC0415 - needs the settings
    from tests.durability.changes import Changes  # noqa: PLC0415 - Django is set up first
    from tests.durability.chaos import Chaos  # noqa: PLC0415 - Django is set up first

    changes, started = Changes(options.seed), time.monotonic()
    with Chaos(cluster, options.seed, options.calm) as chaos:
        for number in range(1, options.operations + 1):
            changes.make_one()
            if number % max(1, options.operations // 20) == 0:
                waiting = OutboxEntry.objects.count()
                say(f"{number} changes, {time.monotonic() - started:.0f} s, {waiting} waiting")
    say(f"changes: {dict(sorted(changes.done.items()))}")
    say(f"meanwhile: {dict(sorted(chaos.done.items()))}")
    return tell_and_compare()


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.servers`: fetch, start, stop and list servers, or run a command with them."""

import argparse
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.servers import Failed, Unavailable, processes
from tests.servers.elasticsearch import HEAP
from tests.servers.releases import RELEASES, fetch
from tests.servers.running import Wanted, running, start


def main() -> int:
    options = parser().parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    try:
        return int(options.do(options))
    except (Unavailable, Failed) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    commands = whole.add_subparsers(required=True)
    fetching = commands.add_parser("fetch", help="download what is not here yet")
    fetching.add_argument("--elasticsearch", choices=RELEASES, help="only this one")
    fetching.set_defaults(do=do_fetch)
    starting = commands.add_parser("start", help="start servers; prints lines for the shell")
    starting.set_defaults(do=do_start)
    commands.add_parser("stop", help="stop those").set_defaults(do=do_stop)
    commands.add_parser("status", help="list what runs").set_defaults(do=do_status)
    run = commands.add_parser("run", help="run a command while servers run, then stop them")
    run.add_argument(
        "--portal",
        action="store_true",
        help="name them as the portal does (DATABASE_URL), not as the tests (TEST_DATABASE_URL)",
    )
    run.set_defaults(do=do_run)
    for choosing in (starting, run):
        add_servers(choosing)
    run.add_argument("command", nargs="+", help="after --")
    return whole


def add_servers(choosing: argparse.ArgumentParser) -> None:
    choosing.add_argument("--elasticsearch", choices=[*RELEASES, "none"], default="none")
    choosing.add_argument("--nodes", type=int, default=1)
    choosing.add_argument("--heap", default=HEAP, help="of each node; %(default)s")
    choosing.add_argument(
        "--tuned", action="store_true", help="for measurements: starts slower, then is faster"
    )
    choosing.add_argument("--postgresql", action="store_true")
    choosing.add_argument("--data", type=Path, help="a folder to keep what they store")


def wanted(options: argparse.Namespace) -> Wanted:
    return Wanted(
        elasticsearch=None if options.elasticsearch == "none" else options.elasticsearch,
        nodes=options.nodes,
        heap=options.heap,
        tuned=options.tuned,
        postgresql=options.postgresql,
        data=options.data,
    )


def do_fetch(options: argparse.Namespace) -> int:
    for major, release in RELEASES.items():
        if options.elasticsearch in {None, major}:
            sys.stdout.write(f"{fetch(release)}\n")
    return 0


def do_start(options: argparse.Namespace) -> int:
    for name, url in start(wanted(options)).environment().items():
        sys.stdout.write(f"export {name}={shlex.quote(url)}\n")
    return 0


def do_stop(_options: argparse.Namespace) -> int:
    """Stop what `start` started; what a living program uses goes on."""
    processes.stop_leftovers()
    for process in processes.noted():
        if process.owner is None:
            process.stop()
            sys.stdout.write(f"{process.name} has stopped.\n")
    return 0


def do_status(_options: argparse.Namespace) -> int:
    for process in processes.noted():
        state = "runs" if process.pids() else "has ended"
        sys.stdout.write(f"{process.name} {state}: {process.url} {process.folder}\n")
    return 0


def do_run(options: argparse.Namespace) -> int:
    """Return the exit code of the command."""
    with running(wanted(options)) as servers:
        return run_command(options.command, servers.environment("" if options.portal else "TEST_"))


def run_command(command: Sequence[str], named: Mapping[str, str]) -> int:
    """Run it; a signal that asks us to end is for the command, whose end is ours."""
    with subprocess.Popen(command, env={**os.environ, **named}) as child:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, _frame: child.send_signal(number))
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to both
        code = child.wait()
    return code if code >= 0 else 128 - code


sys.exit(main())

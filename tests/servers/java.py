"""Which Java of this machine suits a server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.servers import Unavailable

JVMS = Path("/usr/lib/jvm")
PACKAGED = (17, 21, 25)  # by Debian, in one release or another


def find_java(oldest: int, newest: int | None) -> Path:
    """Return the home of the first Java between these versions, both included."""

    def suits(version: int) -> bool:
        return oldest <= version and (newest is None or version <= newest)

    for home in candidates():
        if (version := version_of(home)) and suits(version):
            return home
    wanted = f"Java {oldest} to {newest}" if newest else f"Java {oldest} or newer"
    packages = [f"openjdk-{version}-jre-headless" for version in filter(suits, PACKAGED)]
    raise Unavailable(
        f"{wanted} is missing: apt-get install {' or '.join(packages)}, or set JAVA_HOME to one."
    )


def candidates() -> Iterator[Path]:
    """Homes of Java: JAVA_HOME, the one of PATH, those that Debian's packages install."""
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home)
    if program := shutil.which("java"):
        yield Path(program).resolve().parents[1]
    yield from sorted(JVMS.glob("*"))


def version_of(home: Path) -> int | None:
    """Its first number, e.g. 17; None when there is no Java that runs."""
    try:
        run = subprocess.run(
            [home / "bin/java", "-version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    found = re.search(r'version "(\d+)', run.stderr)
    return int(found.group(1)) if found else None

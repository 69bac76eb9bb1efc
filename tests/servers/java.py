"""Which Java of this machine suits a server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.servers import Unavailable

JVMS = Path("/usr/lib/jvm")


def find_java(versions: range) -> Path:
    """Return the home of the first Java of one of these versions."""
    for home in candidates():
        if version_of(home) in versions:
            return home
    raise Unavailable(
        f"Java {versions[0]} to {versions[-1]} is missing: "
        f"apt-get install openjdk-{versions[0]}-jre-headless, or set JAVA_HOME to one."
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

"""Scenes: what stands in the database of the demo before a journey begins."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.journeys.conftest import ROOT, environment


def played(scene: str, demo: Path) -> dict[str, Any]:
    """Run a program in the demo; return the `seen` that it leaves."""
    program = f"import json\n{scene}\nprint(json.dumps(seen))"
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", program]
    found = subprocess.run(
        command, cwd=ROOT, env=environment(demo), check=True, capture_output=True, text=True
    )
    seen: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return seen

"""The account that servers run as: this one, or `nobody` for root, whom both servers refuse."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.servers import Failed

ACCOUNT = "nobody"


def as_server() -> dict[str, Any]:
    """Arguments for `subprocess`, so that a command runs as the servers do."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(ACCOUNT)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def own_folder(name: str, data: Path | None) -> Path:
    """A folder for one server: a new one that goes away, or one of `data`, that stays."""
    if data is None:
        folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    else:
        folder = data.resolve() / name
        folder.mkdir(parents=True, exist_ok=True)
    hand_over(folder)
    if not may_read(folder):
        raise Failed(f"The account {ACCOUNT} cannot enter {folder}: take another folder.")
    return folder


def hand_over(*paths: Path) -> None:
    """Give new files to the account that servers run as."""
    if account := as_server():
        for path in paths:
            os.chown(path, account["user"], account["group"])


def may_read(folder: Path) -> bool:
    test = shutil.which("test") or "test"
    run = subprocess.run([test, "-r", folder, "-a", "-x", folder], check=False, **as_server())
    return run.returncode == 0

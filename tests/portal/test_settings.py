"""Production refuses to start half configured, and says what is missing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

KEY = "k" * 30 + "0123456789abcdefghijklmnop"


def start(settings_module, **environment):
    """Load these settings in a Python of their own, with only this environment."""
    return subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.SECRET_KEY)"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": f"portal.settings.{settings_module}",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"ALLOWED_HOSTS": "portal.example"}, "SECRET_KEY is missing"),
        ({"ALLOWED_HOSTS": "portal.example", "SECRET_KEY": "short"}, "shorter than 50"),
        ({"SECRET_KEY": KEY}, "ALLOWED_HOSTS is missing"),
    ],
)
def test_production_refuses_to_start_without(environment, missing):
    result = start("production", **environment)
    assert result.returncode != 0
    assert missing in result.stderr


def test_production_starts_when_told_what_it_needs():
    result = start("production", SECRET_KEY=KEY, ALLOWED_HOSTS="portal.example")
    assert result.stdout.strip() == KEY


def test_the_demo_makes_its_own_key_once(tmp_path):
    first = start("demo", VAR_DIR=str(tmp_path))
    second = start("demo", VAR_DIR=str(tmp_path))
    assert len(first.stdout.strip()) == 50
    assert first.stdout == second.stdout
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0

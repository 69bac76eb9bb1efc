"""Production refuses to start half configured, and says what is missing."""

import os
import runpy
import subprocess
import sys

import environ
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.settings import base
from portal.settings.database import database

KEY = "k" * 30 + "0123456789abcdefghijklmnop"
HOSTS = ["portal.example"]


@pytest.fixture
def load(monkeypatch):
    """Run a settings module as it would with other values from the environment."""

    def run(name, **values):
        for setting, value in values.items():
            monkeypatch.setattr(base, setting, value)
        return runpy.run_module(f"portal.settings.{name}")

    return run


@pytest.mark.parametrize(
    ("key", "hosts", "missing"),
    [
        ("", HOSTS, "SECRET_KEY is missing"),
        ("short", HOSTS, "shorter than 50"),
        (KEY, [], "ALLOWED_HOSTS is missing"),
    ],
)
def test_production_refuses_to_start_without(load, key, hosts, missing):
    with pytest.raises(ImproperlyConfigured, match=missing):
        load("production", SECRET_KEY=key, ALLOWED_HOSTS=hosts)


def test_a_refusal_reaches_who_starts_it():
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert "SECRET_KEY is missing" in result.stderr


def test_production_is_https_only_and_takes_no_examples(load):
    production = load("production", SECRET_KEY=KEY, ALLOWED_HOSTS=HOSTS)
    assert production["SECURE_SSL_REDIRECT"]
    assert production["SESSION_COOKIE_SECURE"]
    assert production["CSRF_COOKIE_SECURE"]
    assert not production["DEBUG"]
    assert not production["CMS_DEMO_ALLOWED"]


def test_the_demo_makes_its_own_key_once(load, tmp_path):
    keys = [load("demo", VAR_DIR=tmp_path, SECRET_KEY="")["SECRET_KEY"] for _start in range(2)]
    assert len(keys[0]) == 50
    assert keys[0] == keys[1]
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_the_demo_answers_to_this_machine_only(load, tmp_path):
    hosts = load("demo", VAR_DIR=tmp_path, SECRET_KEY=KEY, ALLOWED_HOSTS=[])["ALLOWED_HOSTS"]
    assert hosts == ["127.0.0.1", "localhost", "[::1]"]


@pytest.fixture
def configured(monkeypatch):
    """Return the database's settings for these values in the environment."""

    def read(**values):
        for name in [name for name in os.environ if name.startswith("DATABASE_")]:
            monkeypatch.delenv(name)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return database(environ.Env(), default="sqlite:////srv/portal.sqlite3")

    return read


def test_without_an_address_the_database_is_sqlite(configured):
    found = configured()
    assert (found["ENGINE"], found["NAME"]) == (
        "django.db.backends.sqlite3",
        "/srv/portal.sqlite3",
    )
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_has_a_pool_and_time_limits(configured):
    found = configured(DATABASE_URL="postgres://u:p@db.example/portal?sslmode=require")
    options = found["OPTIONS"]
    assert options["sslmode"] == "require"
    assert options["options"] == "-c statement_timeout=30s -c lock_timeout=20s"
    assert options["pool"] == {"min_size": 1, "max_size": 8, "timeout": 5}
    assert found["CONN_HEALTH_CHECKS"]


def test_pool_and_limits_follow_the_environment(configured):
    found = configured(
        DATABASE_URL="postgres://u@db.example/portal?options=-c%20work_mem%3D8MB",
        DATABASE_POOL_MIN="4",
        DATABASE_POOL_MAX="2",
        DATABASE_STATEMENT_TIMEOUT="5",
        DATABASE_LOCK_TIMEOUT="0",
    )
    options = found["OPTIONS"]
    assert options["options"] == "-c statement_timeout=5s -c work_mem=8MB"
    assert (options["pool"]["min_size"], options["pool"]["max_size"]) == (2, 2)


def test_a_pooler_next_door_makes_ours_needless(configured):
    found = configured(
        DATABASE_URL="postgres://u@db.example/portal?conn_max_age=60",
        DATABASE_POOL_MAX="0",
        DATABASE_STATEMENT_TIMEOUT="0",
        DATABASE_LOCK_TIMEOUT="0",
    )
    assert not {"pool", "options"} & found["OPTIONS"].keys()
    assert found["CONN_MAX_AGE"] == 60

"""Starting the demo: what it finds out before it begins, and what it does not do twice."""

import socket
import sqlite3

import pytest
from django.db import OperationalError

from portal import demo


def test_a_free_port_is_no_problem():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert demo.port_problem(port) is None


def test_a_taken_port_is_named_with_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"make demo PORT={port + 1}" in demo.port_problem(port)


def test_sqlite_with_full_text_search_is_no_problem():
    assert demo.sqlite_problem() is None


def test_sqlite_without_full_text_search_is_refused(monkeypatch):
    def connect(path):
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(demo.sqlite3, "connect", connect)
    assert "FTS5" in demo.sqlite_problem()


@pytest.mark.django_db
def test_a_database_that_answers_is_no_problem():
    assert demo.database_problem() is None


def test_only_sqlite_needs_its_full_text_search(monkeypatch):
    monkeypatch.setattr(demo, "sqlite_problem", lambda: "no full-text search")
    monkeypatch.setattr(demo, "connection", Elsewhere("sqlite"))
    assert demo.database_problem() == "no full-text search"
    monkeypatch.setattr(demo, "connection", Elsewhere("postgresql"))
    assert demo.database_problem() is None


def test_a_database_out_of_reach_is_named(monkeypatch):
    monkeypatch.setattr(demo, "connection", Elsewhere("postgresql", OperationalError("refused")))
    assert "DATABASE_URL cannot be reached: refused" in demo.database_problem()


def test_each_database_has_its_own_stamp(monkeypatch):
    stamps = set()
    for name in ("portal", "other"):
        monkeypatch.setattr(demo, "connection", Elsewhere("postgresql", name=name))
        stamps.add(demo.content_stamp())
    assert len(stamps) == 2


def test_a_folder_that_was_copied_or_moved_keeps_its_stamp(monkeypatch, settings, tmp_path):
    stamps = set()
    for folder in (tmp_path / "here", tmp_path / "there"):
        settings.VAR_DIR = folder
        database = Elsewhere("sqlite", name=str(folder / "portal.sqlite3"))
        monkeypatch.setattr(demo, "connection", database)
        stamps.add(demo.content_stamp().relative_to(folder))
    assert len(stamps) == 1


class Elsewhere:
    """A connection to another database."""

    def __init__(self, vendor, error=None, name=""):
        self.vendor, self.error = vendor, error
        self.settings_dict = {"HOST": "", "PORT": "", "NAME": name}

    def ensure_connection(self):
        if self.error:
            raise self.error


LOADING = [
    *("migrate", "load_reference_data", "load_demo", "load_best_bets", "search_index"),
    "collectstatic",
]


@pytest.fixture
def calls(monkeypatch, settings, tmp_path):
    """The commands that `prepare` gives, in order, without carrying them out."""
    settings.VAR_DIR = settings.BASE_DIR = tmp_path
    (tmp_path / "cms/demo").mkdir(parents=True)
    made = []
    monkeypatch.setattr(demo, "call_command", lambda *words, **options: made.append(words[0]))
    monkeypatch.setattr(demo, "say", lambda text: None)
    return made


@pytest.mark.django_db
class TestPrepare:
    def test_the_first_start_loads_everything(self, calls):
        demo.prepare()
        assert calls == LOADING

    def test_the_second_start_keeps_the_data(self, calls):
        demo.prepare()
        calls.clear()
        demo.prepare()
        assert calls == ["migrate", "collectstatic"]

    def test_the_second_start_gives_a_new_cluster_its_index(self, calls, settings):
        demo.prepare()
        calls.clear()
        settings.ELASTICSEARCH_HOSTS = ["http://127.0.0.1:9"]
        demo.prepare()
        assert calls == ["migrate", "search_index", "collectstatic"]

    def test_changed_content_is_loaded_again(self, calls, tmp_path):
        demo.prepare()
        calls.clear()
        (tmp_path / "cms/demo/item.yaml").write_text("title: nieuw")
        demo.prepare()
        assert calls == LOADING


@pytest.mark.parametrize("hosts", [[], ["http://127.0.0.1:9"]])
def test_workers_send_mail_and_tell_the_cluster_if_there_is_one(monkeypatch, settings, hosts):
    started = []
    monkeypatch.setattr(demo.subprocess, "Popen", started.append)
    settings.ELASTICSEARCH_HOSTS = hosts
    demo.start_workers()
    assert [command[2:] for command in started] == [
        ["mail", "work", "--with-parent"],
        *(["search_index", "work", "--with-parent"] for _host in hosts),
    ]


def test_the_welcome_names_the_addresses_and_the_accounts(tmp_path):
    accounts = tmp_path / "demo-accounts.txt"
    accounts.write_text("lezer  geheim")
    text = demo.welcome("http://127.0.0.1:8001", accounts)
    assert "http://127.0.0.1:8001/zoeken/" in text
    assert "lezer  geheim" in text


@pytest.mark.parametrize("required", [True, False])
def test_the_welcome_says_when_a_password_is_enough(tmp_path, settings, required):
    settings.MFA_REQUIRED = required
    said = "MFA_REQUIRED=1 make demo" in demo.welcome("http://127.0.0.1:8001", tmp_path / "none")
    assert said is not required


@pytest.mark.parametrize(("reload", "server"), [(False, "gunicorn"), (True, "runserver")])
def test_the_server_takes_the_place_of_the_start(monkeypatch, reload, server):
    started = []
    monkeypatch.setattr(demo.os, "execv", lambda program, words: started.append(words))
    demo.serve("127.0.0.1:8001", reload=reload)
    assert {server, "127.0.0.1:8001"} <= set(started[0])


@pytest.fixture
def started(monkeypatch, tmp_path):
    """Start the demo with these words; return what it served, without preparing or serving."""
    served = []
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    monkeypatch.setenv("BASE_URL", "http://portal.example")
    monkeypatch.setattr(demo, "database_problem", lambda: None)
    monkeypatch.setattr(demo, "prepare", lambda: served.append("prepared"))
    monkeypatch.setattr(demo, "start_workers", lambda: served.append("workers"))
    monkeypatch.setattr(demo, "serve", lambda address, reload: served.append((address, reload)))

    def start(*words):
        monkeypatch.setattr(demo.sys, "argv", ["portal.demo", *words])
        demo.main()
        return served

    return start


def test_the_demo_prepares_then_serves(started, capsys):
    assert started("--port", "18099") == ["prepared", "workers", ("127.0.0.1:18099", False)]
    assert "http://portal.example/zoeken/" in capsys.readouterr().out


def test_the_demo_never_runs_production_settings(started):
    started("--port", "18099")
    assert demo.os.environ["DJANGO_SETTINGS_MODULE"] == "portal.settings.demo"


def test_the_demo_stops_before_it_begins_when_it_cannot_run(started, monkeypatch):
    monkeypatch.setattr(demo, "database_problem", lambda: "no full-text search")
    with pytest.raises(SystemExit, match="no full-text search"):
        started("--port", "18099")

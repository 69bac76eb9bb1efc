"""What the servers stand on, without starting one: choosing, writing, noting, skipping."""

import json
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.servers import Failed, Unavailable, java, postgresql, processes, releases, running
from tests.servers.configuration import configure
from tests.servers.node import Node, environment
from tests.servers.ports import HOST, free_ports, is_free
from tests.servers.processes import LOG, Process
from tests.servers.releases import RELEASES
from tests.servers.running import Wanted

ROOT = Path(__file__).resolve().parents[2]
NO_SUCH_PROCESS = 2**22 + 1  # above the highest number that Linux gives


@pytest.fixture(autouse=True)
def notes(tmp_path, monkeypatch):
    """Notes of these tests only, as on a developer's machine."""
    monkeypatch.setattr(processes, "NOTES", tmp_path / "notes")
    monkeypatch.delenv("CI", raising=False)


def fake_java(home: Path, version: str) -> Path:
    program = home / "bin/java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    program.chmod(0o755)
    return home


def sleeper(folder: Path, owner: int | None = None) -> Process:
    """A server as far as processes go: a leader and a child that name their folder."""
    folder.mkdir(exist_ok=True)

    def note(pid: int) -> Process:
        return Process(f"sleeper {pid}", "", pid, str(folder), keep=False, owner=owner)

    wait = f"tail -f /dev/null {folder}"
    command = ["sh", "-c", f"echo started; {wait} & exec {wait}"]
    surroundings = {"cwd": Path("/"), "environment": {"PATH": os.defpath}}
    started = processes.start(note, command, folder=folder, **surroundings)
    assert processes.wait_for(lambda: bool((folder / LOG).read_text()), seconds=10)
    return started


def state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


# --- Java ----------------------------------------------------------------------------------------


def test_the_first_java_that_suits_is_taken(tmp_path, monkeypatch):
    versions = {"old": "11.0.2", "mid": "17.0.15", "new": "25.0.3"}
    homes = {name: fake_java(tmp_path / name, version) for name, version in versions.items()}
    monkeypatch.setattr(java, "candidates", lambda: iter([tmp_path / "none", *homes.values()]))
    assert java.find_java(17, 23) == homes["mid"]
    assert java.find_java(21, None) == homes["new"]
    with pytest.raises(Unavailable, match=r"Java 18 to 23 .* apt-get install openjdk-21-jre"):
        java.find_java(18, 23)


def test_java_home_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert next(java.candidates()) == tmp_path


# --- Fetching ------------------------------------------------------------------------------------


def test_without_maven_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="apt-get install maven"):
        releases.download(RELEASES["8"], tmp_path / "repository")


def test_another_file_than_expected_is_refused(tmp_path):
    archive = tmp_path / "sonar.zip"
    archive.write_bytes(b"something else")
    with pytest.raises(Failed, match="SHA-256"):
        releases.verify(archive, RELEASES["8"].sha256)


def test_only_elasticsearch_is_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "sonar.zip", "w") as archive:
        archive.writestr("sonarqube-1/elasticsearch/lib/server.jar", "jar")
        archive.writestr("sonarqube-1/lib/sonar.jar", "jar")
    releases.unpack(tmp_path / "sonar.zip", tmp_path / "scratch", tmp_path / "home")
    assert [path.name for path in (tmp_path / "home").rglob("*.jar")] == ["server.jar"]
    assert not (tmp_path / "scratch/sonarqube-1/lib").exists()


# --- Configuration -------------------------------------------------------------------------------


@pytest.fixture
def nodes(tmp_path):
    config = tmp_path / "home/config"
    config.mkdir(parents=True)
    (config / "jvm.options").write_text("-XX:+UseG1GC\n-Xlog:gc*:file=logs/gc.log\n")
    (config / "log4j2.properties").write_text("status = error\n")
    folders = [tmp_path / f"node-{number}" for number in (1, 2)]
    for folder in folders:
        folder.mkdir()
    return [
        Node(
            *(folder.name, RELEASES["8"], tmp_path / "java", tmp_path / "home", folder),
            *(9200 + number, 9300 + number, "700m"),
            tuned=number > 0,
            keep=False,
            owner=None,
        )
        for number, folder in enumerate(folders)
    ]


def settings_of(node: Node) -> dict[str, object]:
    lines = (node.folder / "config/elasticsearch.yml").read_text().splitlines()
    return {key: json.loads(value) for key, value in (line.split(": ", 1) for line in lines)}


def test_a_node_alone_forms_its_own_cluster(nodes):
    configure(nodes[:1])
    settings = settings_of(nodes[0])
    assert settings["discovery.type"] == "single-node"
    assert settings["network.host"] == HOST
    assert settings["xpack.security.enabled"] is False


def test_nodes_of_one_cluster_know_each_other_and_share_snapshots(nodes):
    configure(nodes)
    first, second = map(settings_of, nodes)
    for key in ("cluster.name", "discovery.seed_hosts", "path.repo"):
        assert first[key] == second[key]
    assert second["discovery.seed_hosts"] == ["127.0.0.1:9300", "127.0.0.1:9301"]
    assert second["cluster.initial_master_nodes"] == ["node-1", "node-2"]
    assert first["path.data"] != second["path.data"]


def test_java_writes_into_the_folder_of_the_node(nodes):
    configure(nodes)
    options = (nodes[1].folder / "config/jvm.options").read_text()
    assert "-XX:+UseG1GC" in options
    assert "-Xlog" not in options
    assert f"-XX:HeapDumpPath={nodes[1].folder}" in options


def test_a_quick_start_unless_it_is_measured(nodes):
    assert environment(nodes[0])["ES_JAVA_OPTS"].startswith("-Xms700m -Xmx700m -XX:Tiered")
    assert environment(nodes[1])["ES_JAVA_OPTS"] == "-Xms700m -Xmx700m"


def test_ports_are_free_and_differ():
    ports = free_ports(6)
    assert len(set(ports)) == 6
    with socket.socket() as taken:
        taken.bind((HOST, ports[0]))
        taken.listen()
        assert not is_free(ports[0])


# --- Processes -----------------------------------------------------------------------------------


def test_a_server_is_paused_killed_and_cleared_away(tmp_path):
    server = sleeper(tmp_path / "server")
    assert processes.noted() == [server]
    server.pause()
    assert processes.wait_for(lambda: state(server.pid) == "T", seconds=10)
    server.resume()
    assert processes.wait_for(lambda: state(server.pid) == "S", seconds=10)
    server.kill()
    assert server.pids() == []
    assert (tmp_path / "server").exists(), "a killed server may be started again"
    server.stop()
    assert processes.noted() == []
    assert not (tmp_path / "server").exists()


def test_a_paused_server_can_be_stopped(tmp_path):
    server = sleeper(tmp_path / "server")
    server.pause()
    server.stop()
    assert server.pids() == []


def test_no_two_servers_in_one_folder(tmp_path):
    server = sleeper(tmp_path / "server")
    with pytest.raises(Failed, match="runs there already"):
        sleeper(tmp_path / "server")
    server.stop()


def test_a_number_that_is_somebody_elses_by_now_is_left_alone(tmp_path):
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as stranger:
        stale = Process("old", "", stranger.pid, str(tmp_path / "old"), keep=False, owner=None)
        stale.write_note()
        stale.stop()
        assert stranger.poll() is None
        assert processes.noted() == []
        stranger.communicate(b"\n")


def test_leftovers_of_a_crash_are_stopped_and_nothing_else(tmp_path, capsys):
    left = sleeper(tmp_path / "left", owner=NO_SUCH_PROCESS)
    used = sleeper(tmp_path / "used", owner=os.getpid())
    kept = sleeper(tmp_path / "kept", owner=None)
    processes.stop_leftovers()
    assert left.pids() == []
    assert left.name in capsys.readouterr().err
    assert {server.name for server in processes.noted()} == {used.name, kept.name}
    used.stop()
    kept.stop()


def test_a_failure_shows_the_end_of_the_log(tmp_path):
    server = sleeper(tmp_path / "server")
    with pytest.raises(Failed, match=r"did not answer within 0 s(.|\n)*started"):
        processes.wait_until_ready([server], lambda: False, seconds=0)
    server.kill()
    with pytest.raises(Failed, match="ended while it started"):
        processes.wait_until_ready([server], lambda: False)
    server.stop()


# --- Skipping ------------------------------------------------------------------------------------


@pytest.fixture
def no_postgresql(tmp_path, monkeypatch):
    monkeypatch.setattr(postgresql, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_postgresql")
def test_what_cannot_be_had_is_skipped_loudly(capsys):
    with running.running(Wanted(postgresql=True)) as servers:
        assert servers.environment() == {}
    assert "SKIPPED: PostgreSQL is missing: apt-get install postgresql" in capsys.readouterr().err


@pytest.mark.usefixtures("no_postgresql")
def test_in_ci_nothing_is_skipped(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Unavailable), running.running(Wanted(postgresql=True)):
        pass


def test_variables_have_the_names_that_are_asked_for(tmp_path):
    server = Process("one", "postgres://one", 1, str(tmp_path), keep=True, owner=None)
    servers = running.Servers(postgresql=server)
    assert servers.environment() == {"DATABASE_URL": "postgres://one"}
    assert servers.environment("TEST_") == {"TEST_DATABASE_URL": "postgres://one"}


def test_run_passes_on_the_exit_code():
    command = [sys.executable, "-m", "tests.servers", "run", "--", "sh", "-c", "exit 3"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 3

"""Elasticsearch nodes: configured, started as one cluster, paused, killed, stopped."""

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import Failed, processes
from tests.servers.account import as_server, hand_over, may_read, own_folder
from tests.servers.java import find_java
from tests.servers.ports import HOST, free_ports
from tests.servers.processes import LOG, Process
from tests.servers.releases import RELEASES, Release, fetch

HEAP = "512m"
NOT_OUR_LOGS = ("-Xlog", "-XX:HeapDumpPath", "-XX:ErrorFile")
# Straight to loopback, whatever proxy the environment names.
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(slots=True)
class Node:
    """One node; its data stays while it is killed or ended and started again."""

    release: Release
    java: Path
    home: Path
    folder: Path
    port: int
    heap: str
    keep: bool
    owner: int | None
    process: Process = field(init=False)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start it, and do not wait."""
        command, description = cli_command(self), None
        if self.release.major >= 9:
            description = describe_launch(self, command)
            command = launcher_command(self)
        self.process = processes.start(
            self.note,
            command,
            log=self.folder / LOG,
            cwd=self.home,  # where Elasticsearch looks for its own parts
            environment=environment_of(self),
            standard_input=description,
        )

    def note(self, pid: int) -> Process:
        return Process(
            name=f"Elasticsearch {self.release.version} on port {self.port}",
            url=self.url,
            pid=pid,
            folder=str(self.folder),
            keep=self.keep,
            owner=self.owner,
        )


@dataclass(frozen=True, slots=True)
class Cluster:
    """The nodes that were started together."""

    nodes: Sequence[Node]

    @property
    def url(self) -> str:
        """The addresses of all nodes, with commas between them."""
        return ",".join(node.url for node in self.nodes)

    def wait(self) -> None:
        """Return when every node has joined and no primary shard is missing."""
        started = [node.process for node in self.nodes]
        processes.wait_until_ready(started, self.is_ready)

    def is_ready(self) -> bool:
        question = f"wait_for_status=yellow&wait_for_nodes={len(self.nodes)}&timeout=1s"
        try:
            with direct.open(
                f"{self.nodes[0].url}/_cluster/health?{question}", timeout=5
            ) as answer:
                return bool(answer.status == 200)
        except OSError:  # not listening yet, or 408: not enough nodes yet
            return False

    def stop(self) -> None:
        for node in self.nodes:
            node.process.stop()


def start(
    major: str = "8",
    *,
    nodes: int = 1,
    heap: str = HEAP,
    data: Path | None = None,
    owner: int | None = None,
) -> Cluster:
    """Start a cluster and return when it answers; `data` is a folder to keep what it stores."""
    release = RELEASES[major]
    java = find_java(release.java)
    home = fetch(release)
    ports = free_ports(2 * nodes)
    names = [f"elasticsearch-{release.version}-node-{number + 1}" for number in range(nodes)]
    folders = [own_folder(name, data) for name in names]
    home = readable_home(home, folders[0])
    cluster = Cluster(
        [
            Node(release, java, home, folder, port, heap, keep=data is not None, owner=owner)
            for folder, port in zip(folders, ports, strict=False)
        ]
    )
    transport = ports[nodes:]
    for node, name, port in zip(cluster.nodes, names, transport, strict=True):
        settings = settings_of(node, name, port, folders[0] / "snapshots")
        if nodes > 1:
            settings |= joining(names, transport)
        write_configuration(node, settings)
    started = []
    try:
        for node in cluster.nodes:
            node.start()
            started.append(node)
        cluster.wait()
    except BaseException:
        Cluster(started).stop()
        raise
    return cluster


def settings_of(node: Node, name: str, transport: int, snapshots: Path) -> dict[str, object]:
    """Return what elasticsearch.yml says for a node that is alone."""
    return {
        "cluster.name": f"tests-{transport}",
        "node.name": name,
        "path.data": str(node.folder / "data"),
        "path.logs": str(node.folder / "logs"),
        "path.repo": str(snapshots),
        "http.port": node.port,
        "transport.port": transport,
        "network.host": HOST,
        "discovery.type": "single-node",
        "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }


def joining(names: Sequence[str], transport: Sequence[int]) -> dict[str, object]:
    """Return what the nodes of one cluster have in common."""
    return {
        "cluster.name": f"tests-{transport[0]}",
        "discovery.type": "multi-node",
        "discovery.seed_hosts": [f"{HOST}:{port}" for port in transport],
        "cluster.initial_master_nodes": list(names),
    }


def write_configuration(node: Node, settings: Mapping[str, object]) -> None:
    """Write the node's own config folder, beside the folders it writes to."""
    config, given = node.folder / "config", node.home / "config"
    shutil.rmtree(config, ignore_errors=True)
    places = [config, node.folder / "logs", node.folder / "tmp", node.folder / "snapshots"]
    for place in places:
        place.mkdir(exist_ok=True)
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in settings.items()]
    (config / "elasticsearch.yml").write_text("".join(lines))
    options = (given / "jvm.options").read_text().splitlines()
    kept = [line for line in options if not line.startswith(NOT_OUR_LOGS)]
    kept += [f"-XX:HeapDumpPath={node.folder}", f"-XX:ErrorFile={node.folder}/logs/crash.log"]
    (config / "jvm.options").write_text("\n".join(kept) + "\n")
    shutil.copyfile(given / "log4j2.properties", config / "log4j2.properties")
    hand_over(*places, *config.iterdir())


def readable_home(home: Path, folder: Path) -> Path:
    """Return the folder of Elasticsearch, or a copy where the servers' account may not read it."""
    if may_read(home):
        return home
    copy = folder / "home"
    shutil.copytree(home, copy, dirs_exist_ok=True)
    hand_over(copy, *copy.rglob("*"))
    return copy


def environment_of(node: Node) -> dict[str, str]:
    """Return all that a node sees of the environment."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "JAVA": str(node.java / "bin/java"),
        "ES_HOME": str(node.home),
        "ES_JAVA_HOME": str(node.java),
        "ES_JAVA_OPTS": f"-Xms{node.heap} -Xmx{node.heap}",
        "ES_PATH_CONF": str(node.folder / "config"),
        "ES_TMPDIR": str(node.folder / "tmp"),
        "ES_DISTRIBUTION_TYPE": "tar",
    }


def cli_command(node: Node) -> list[str]:
    """What bin/elasticsearch would run: 8 starts the server, 9 describes how to start it."""
    return [
        str(node.java / "bin/java"),
        "-Dcli.name=server",
        f"-Dcli.script={node.home}/bin/elasticsearch",
        "-Dcli.libs=lib/tools/server-cli",
        f"-Des.path.home={node.home}",
        f"-Des.path.conf={node.folder}/config",
        "-Des.distribution.type=tar",
        *("-cp", f"{node.home}/lib/*:{node.home}/lib/cli-launcher/*"),
        "org.elasticsearch.launcher.CliToolLauncher",
    ]


def launcher_command(node: Node) -> list[str]:
    """What starts the server of 9, from a description on standard input."""
    return [
        str(node.java / "bin/java"),
        f"-Dtests.folder={node.folder}",  # tells whose process this is
        *("-cp", f"{node.home}/lib/tools/server-launcher/*"),
        "org.elasticsearch.server.launcher.ServerLauncher",
    ]


def describe_launch(node: Node, command: Sequence[str]) -> Path:
    """Write how the server of 9 is to be started into a file, and return that."""
    description = node.folder / "launch"
    with description.open("wb") as output, (node.folder / LOG).open("ab") as log:
        run = subprocess.run(
            command,
            cwd=node.home,
            env=environment_of(node),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=log,
            check=False,
            **as_server(),
        )
    if run.returncode:
        raise Failed(f"Elasticsearch cannot start.\n{(node.folder / LOG).read_text()}")
    return description

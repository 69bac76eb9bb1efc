"""One Elasticsearch node: the commands that start it, and its process."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import Failed, processes
from tests.servers.account import as_server
from tests.servers.ports import HOST
from tests.servers.processes import LOG, Process
from tests.servers.releases import Release

# Java's first compiler only: up in half the processor time, slower once it has run for a while.
QUICK_START = "-XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch"
SMALL_JAVA = ("-Xms8m", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


@dataclass(slots=True)
class Node:
    """A node; its data stays while it is killed or ended and started again."""

    name: str
    release: Release
    java: Path
    home: Path
    folder: Path
    port: int
    transport: int
    heap: str
    tuned: bool
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
            folder=self.folder,
            cwd=self.home,  # where Elasticsearch looks for its own parts
            environment=environment(self),
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


def environment(node: Node) -> dict[str, str]:
    """Return all that a node sees of the environment."""
    options = f"-Xms{node.heap} -Xmx{node.heap}"
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "JAVA": str(node.java / "bin/java"),
        "ES_HOME": str(node.home),
        "ES_JAVA_HOME": str(node.java),
        "ES_JAVA_OPTS": options if node.tuned else f"{options} {QUICK_START}",
        "ES_PATH_CONF": str(node.folder / "config"),
        "ES_TMPDIR": str(node.folder / "tmp"),
        "ES_DISTRIBUTION_TYPE": "tar",
    }


def cli_command(node: Node) -> list[str]:
    """What bin/elasticsearch would run: 8 starts the server, 9 describes how to start it."""
    return [
        *(str(node.java / "bin/java"), *SMALL_JAVA),
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
        *(str(node.java / "bin/java"), *SMALL_JAVA),
        f"-Dtests.folder={node.folder}",  # tells whose process this is
        *("-cp", f"{node.home}/lib/tools/server-launcher/*"),
        "org.elasticsearch.server.launcher.ServerLauncher",
    ]


def describe_launch(node: Node, command: list[str]) -> Path:
    """Write how the server of 9 is to be started into a file, and return that."""
    description = node.folder / "launch"
    with description.open("wb") as output, (node.folder / LOG).open("ab") as log:
        run = subprocess.run(
            command,
            cwd=node.home,
            env=environment(node),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=log,
            check=False,
            **as_server(),
        )
    if run.returncode:
        raise Failed(f"Elasticsearch cannot start.\n{(node.folder / LOG).read_text()}")
    return description

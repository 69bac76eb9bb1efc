"""What an Elasticsearch node reads before it starts, in a folder of its own."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.servers.account import hand_over
from tests.servers.node import Node
from tests.servers.ports import HOST

OTHER_PLACES = ("-Xlog", "-XX:HeapDumpPath", "-XX:ErrorFile")


def configure(nodes: Sequence[Node]) -> None:
    """Write the configuration of nodes that form one cluster."""
    snapshots = nodes[0].folder / "snapshots"
    for node in nodes:
        write(node, settings(node, snapshots) | joining(nodes))


def settings(node: Node, snapshots: Path) -> dict[str, object]:
    """Return what elasticsearch.yml says about the node itself."""
    return {
        "node.name": node.name,
        "path.data": str(node.folder / "data"),
        "path.logs": str(node.folder / "logs"),
        "path.repo": str(snapshots),
        "http.port": node.port,
        "transport.port": node.transport,
        "network.host": HOST,
        "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }


def joining(nodes: Sequence[Node]) -> dict[str, object]:
    """Return what it says about the others."""
    cluster = f"tests-{nodes[0].transport}"
    if len(nodes) == 1:
        return {"cluster.name": cluster, "discovery.type": "single-node"}
    return {
        "cluster.name": cluster,
        "discovery.seed_hosts": [f"{HOST}:{node.transport}" for node in nodes],
        "cluster.initial_master_nodes": [node.name for node in nodes],
    }


def write(node: Node, settings: Mapping[str, object]) -> None:
    """Write the config folder, beside the folders that the node writes to."""
    config, given = node.folder / "config", node.home / "config"
    shutil.rmtree(config, ignore_errors=True)
    places = [config, node.folder / "logs", node.folder / "tmp", node.folder / "snapshots"]
    for place in places:
        place.mkdir(exist_ok=True)
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in settings.items()]
    (config / "elasticsearch.yml").write_text("".join(lines))
    options = (given / "jvm.options").read_text().splitlines()
    kept = [line for line in options if not line.startswith(OTHER_PLACES)]
    kept += [f"-XX:HeapDumpPath={node.folder}", f"-XX:ErrorFile={node.folder}/logs/crash.log"]
    (config / "jvm.options").write_text("\n".join(kept) + "\n")
    shutil.copyfile(given / "log4j2.properties", config / "log4j2.properties")
    hand_over(*places, *config.iterdir())

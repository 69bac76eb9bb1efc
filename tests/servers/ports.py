"""Free ports of the loopback interface."""

import random
import socket

HOST = "127.0.0.1"
# Below those that Linux gives to outgoing connections: nobody takes one between choice and use.
RANGE = range(18_000, 32_000)


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on, in random order: others may be choosing too."""
    candidates = random.SystemRandom().sample(RANGE, k=len(RANGE))
    return [port for port, _ in zip(filter(is_free, candidates), range(count), strict=False)]


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True

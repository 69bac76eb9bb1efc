"""A program (see `cms.apart`) that says through a pipe that it runs, and then takes its time."""

import time
from pathlib import Path

from cms.apart import answer


def slept(data: bytes, pipe: str) -> bytes:
    with Path(pipe).open("wb", buffering=0) as told:
        told.write(b"x")
        time.sleep(8)
    return data


if __name__ == "__main__":
    answer(slept)

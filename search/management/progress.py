"""A bar for long work: redrawn on a terminal, a line for every tenth in a log."""

from typing import TextIO

from django.core.management.base import OutputWrapper

WIDTH = 40


class Bar:
    """Draws how much is done, on the stream that commands complain to."""

    def __init__(self, stream: TextIO | OutputWrapper, label: str) -> None:
        self._stream, self._label, self._tenth = stream, label, -1

    def __call__(self, done: int, total: int) -> None:
        part = done / total if total else 1.0
        if self._stream.isatty():
            bar = "#" * round(part * WIDTH)
            self._stream.write(f"\r{self._label} [{bar:<{WIDTH}}] {done}/{total}")
            self._stream.write("\n" * (done >= total))
            self._stream.flush()
        elif int(part * 10) > self._tenth:
            self._tenth = int(part * 10)
            self._stream.write(f"{self._label}: {done} of {total}\n")

"""Which static files are collected."""

from collections.abc import Iterable, Iterator

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage


class BuiltFilesFinder(FileSystemFinder):
    """The project's own static files, without what they are built from (static/src)."""

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        yield from super().list([*(ignore_patterns or ()), "src"])

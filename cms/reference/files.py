"""CSV and YAML files that people write: every value remembers its line, every fault names it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

# The parser in C is ten times as fast and may be missing from an own build of PyYAML.
_YamlLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

NULLS = ("null", "~")  # unquoted, they stand for nothing


class BrokenFile(Exception):
    """A file that cannot be loaded: which one, where and why, in words for its author."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path = path
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return _("%(file)s, line %(line)d: %(reason)s") % {
            "file": self.path,
            "line": self.line,
            "reason": self.reason,
        }


class Text(str):
    """A value as written; lines count from 1."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, value: str, line: int) -> "Text":
        """Keep the line beside the text."""
        text = super().__new__(cls, value)
        text.line = line
        return text


class Record(dict[Text, "Value"]):
    """Values by name, of one row or one YAML mapping, in the order written."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line

    def line_of(self, name: str) -> int:
        """Return the line of this name, or of the record when the name is missing."""
        return next((key.line for key in self if key == name), self.line)


class Series(list["Value"]):
    """A YAML list."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


Value = Text | Record | Series


def read_csv(path: Path, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[Record]:
    """Return the rows of a table with a header; empty rows are skipped."""
    rows = _csv_rows(path)
    line, header = next(rows, (1, []))
    _check_header(path, line, header, required, optional)
    records = []
    for line, values in rows:
        if len(values) != len(header):
            reason = _("this row has %(found)d fields, the header has %(expected)d.")
            fields = {"found": len(values), "expected": len(header)}
            raise BrokenFile(path, line, reason % fields)
        record = Record(line)
        for name, value in zip(header, values, strict=True):
            record[Text(name, line)] = Text(value.strip(), line)
        records.append(record)
    if not records:
        raise BrokenFile(path, line, _("this table has no rows."))
    return records


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    end = 0
    try:
        for values in reader:
            start, end = end + 1, reader.line_num
            if start != end:
                reason = _("a value runs on over more than one line. Is a quote missing?")
                raise BrokenFile(path, start, reason)
            if values:
                yield start, values
    except csv.Error as error:
        reason = _("this is not valid CSV: %(problem)s.") % {"problem": error}
        raise BrokenFile(path, end + 1, reason) from error


def _check_header(
    path: Path, line: int, header: list[str], required: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    for name in required:
        if name not in header:
            reason = _("the column “%(name)s” is missing.") % {"name": name}
            raise BrokenFile(path, line, reason)
    for place, name in enumerate(header):
        if name not in (*required, *optional):
            reason = _("the column “%(name)s” is unknown.") % {"name": name}
            raise BrokenFile(path, line, reason)
        if name in header[:place]:
            reason = _("the column “%(name)s” stands here twice.") % {"name": name}
            raise BrokenFile(path, line, reason)


def read_yaml(path: Path) -> Value:
    """Return the one document of a YAML file; every scalar stays the text that was written.

    A field decides whether its text is a number or a date, so that a phone number keeps its zero.
    """
    text = _text(path)
    try:
        node = yaml.compose(text, Loader=_YamlLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = _("this is not valid YAML: %(problem)s. Look at indentation, colons and quotes.")
        raise BrokenFile(path, line, reason % {"problem": error.problem}) from error
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        reason = _("a character on this line cannot stand in YAML.")
        raise BrokenFile(path, line, reason) from error
    if node is None:
        raise BrokenFile(path, 1, _("this file is empty."))
    return _value(path, node, set())


def _value(path: Path, node: yaml.Node, seen: set[int]) -> Value:
    line = node.start_mark.line + 1
    if id(node) in seen:  # an alias could stand for a million values, or contain itself
        raise BrokenFile(path, line, _("“&” and “*” of YAML are not used here; write it out."))
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        is_null = not node.style and node.value in NULLS
        return Text("" if is_null else node.value, line)
    if isinstance(node, yaml.SequenceNode):
        series = Series(line)
        series.extend(_value(path, child, seen) for child in node.value)
        return series
    record = Record(line)
    for key_node, child in node.value:
        key = _value(path, key_node, seen)
        if not isinstance(key, Text):
            raise BrokenFile(path, key.line, _("a name before the colon must be one word."))
        if key in record:
            reason = _("“%(name)s” stands here twice.") % {"name": key}
            raise BrokenFile(path, key.line, reason)
        record[key] = _value(path, child, seen)
    return record


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = _("this file cannot be read: %(problem)s.") % {"problem": error.strerror}
        raise BrokenFile(path, 1, reason) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = _("this line is not UTF-8. Save the file as UTF-8 and try again.")
        raise BrokenFile(path, line, reason) from error

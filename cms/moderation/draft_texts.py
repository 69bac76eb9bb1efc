"""Every text of a draft, as plain words: what the privacy check reads.

The fields are asked of the models, so that a new one is read without anybody thinking of it.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage
from wagtail.utils.file import hash_filelike

from cms.moderation.file_limits import MOST_SECONDS, LateError, UnreadableError
from cms.moderation.file_texts import text_of_file

# Of the tree of pages, and made by Wagtail. All other texts that a form may fill are read.
NOT_READ = frozenset({"path"})
# What editors say to each other in the margin is no part of the item; keywords are read by name.
RELATIONS_NOT_READ = frozenset({"wagtail_admin_comments", "keyword_links"})
IN_FILE = ".content"  # ends the place of what is in a document, rather than of its title
FILES = (AbstractDocument, AbstractImage)
# Attributes of rich text that hold a name of Wagtail's own rather than a text of the writer.
NOT_TEXT = frozenset({"id", "linktype", "embedtype", "format", "data-block-key"})
_NEW_LINE = frozenset("blockquote br div h1 h2 h3 h4 h5 h6 hr li ol p table td th tr ul".split())
# What was read just now, by the hash of the file.
_read: ContextVar[dict[str, str | Exception]] = ContextVar("read", default={})  # noqa: B039 - never written
_NUMBER = re.compile(r"\.\d+\.")


@dataclass(frozen=True, slots=True)
class Text:
    """One text and its place: `summary`, or `steps.0.how` for a record, counted from 0."""

    path: str
    words: str
    unreadable: str = ""  # the hash of a file that only people can read
    is_late: bool = False  # that file was not read, for want of time

    @property
    def field(self) -> str:
        """The place without the number: records may change places."""
        return _NUMBER.sub(".", self.path)


def texts_of(page: Any, *, files: bool = True) -> Iterator[Text]:
    """Give every text of a draft in memory that is not empty; what is in files takes longer."""
    for text in _all_texts(page):
        if text.words.strip():
            yield text
    if files:
        yield from _texts_in_files(page)


@contextmanager
def read_before(file: FieldFile) -> Iterator[None]:
    """Read a file before a transaction in which it gets a document, as others wait for that."""
    found, name = {}, file.name or ""
    with suppress(OSError):  # a file that is gone
        if name:
            with file.storage.open(name) as opened:
                key = hash_filelike(opened)
            found[key] = _read_file(name, partial(file.storage.open, name), MOST_SECONDS)
    token = _read.set(found)
    try:
        yield
    finally:
        _read.reset(token)


def text_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields in which somebody may type freely."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not field.choices
        and field.name not in NOT_READ
    ]


def file_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields that choose a document or picture: its title and name are texts too."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, FILES)
    ]


def record_models(page_type: type[models.Model]) -> dict[str, type[models.Model]]:
    """Return the models of the child records by the name of their relation."""
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(page_type)
        if relation.get_accessor_name() not in RELATIONS_NOT_READ
    }


def place_in_words(page_type: type[models.Model], path: str) -> str:
    """Name a place as the form does: "Summary", or "Step 2, how"."""
    path = path.removesuffix(IN_FILE)
    if "." not in path:
        return capfirst(_in_words(page_type, path))
    relation, number, name = path.split(".")
    model = record_models(page_type)[relation]
    record = capfirst(model._meta.verbose_name)
    return f"{record} {int(number) + 1}, {_in_words(model, name)}"


def _in_words(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)


def _all_texts(page: Any) -> Iterator[Text]:
    yield from _texts_of_fields(page, "")
    if hasattr(page, "keywords"):  # dossiers have none
        yield Text("keywords", "\n".join(tag.name for tag in page.keywords.all()))
    for relation in record_models(type(page)):
        for number, record in enumerate(getattr(page, relation).all()):
            yield from _texts_of_fields(record, f"{relation}.{number}.")


def _texts_of_fields(record: Any, prefix: str) -> Iterator[Text]:
    for field in text_fields(type(record)):
        value = getattr(record, field.name) or ""
        is_rich = isinstance(field, RichTextField)
        yield Text(prefix + field.name, words_of_rich_text(value) if is_rich else value)
    for path, file in _files_of(record, prefix):
        yield Text(path, _words_about(file))


def _files_of(record: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for field in file_fields(type(record)):
        # Not by the name of the field: an unfinished draft may name a file that is gone.
        model: Any = field.related_model
        file = model._base_manager.filter(pk=getattr(record, field.attname)).first()
        if file is not None:
            yield prefix + field.name, file


def documents_of(page: Any) -> Iterator[tuple[str, AbstractDocument]]:
    """Give each document of the child records, with the place of what is in it."""
    for relation in record_models(type(page)):
        for number, record in enumerate(getattr(page, relation).all()):
            for path, file in _files_of(record, f"{relation}.{number}."):
                if isinstance(file, AbstractDocument):
                    yield path + IN_FILE, file


def _texts_in_files(page: Any) -> Iterator[Text]:
    ends = time.monotonic() + MOST_SECONDS
    for path, document in documents_of(page):
        yield _text_in(document, path, ends - time.monotonic())


def _text_in(document: AbstractDocument, path: str, within: float) -> Text:
    found = _read.get().get(document.file_hash)
    if found is None:
        found = _read_file(document.filename, document.open_file, within)
    if isinstance(found, str):
        return Text(path, found)
    name, is_late = document.filename, isinstance(found, LateError)
    return Text(path, name, unreadable=document.file_hash or name, is_late=is_late)


def _read_file(name: str, open_file: Callable[[], Any], within: float) -> str | Exception:
    try:
        with open_file() as file:
            return text_of_file(name, file, within)
    except (OSError, UnreadableError) as error:
        return error


def _words_about(file: Any) -> str:
    texts = (file.title, file.filename, getattr(file, "description", ""))
    return "\n".join(text for text in texts if text)


def words_of_rich_text(source: str) -> str:
    """Return rich text as plain lines, followed by where its links lead and similar attributes."""
    reader = _RichText()
    reader.feed(source)
    reader.close()
    return "\n".join(["".join(reader.words).strip(), *reader.attributes])


class _RichText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NEW_LINE:
            self.words.append("\n")
        self.attributes += [
            unquote(value) for name, value in attrs if value and name not in NOT_TEXT
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEW_LINE:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.words.append(data)

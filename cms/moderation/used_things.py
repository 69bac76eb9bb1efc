"""The files and contacts that a page uses: they belong to what was read.

A version keeps the number of a document, picture or contact, not what is in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.fields import RichTextField
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.utils.file import hash_filelike

from cms.moderation.draft_texts import FILES, file_fields, record_models

Named = tuple[type[Any], int]  # a document, picture or contact: its model and its number

Users = defaultdict[Named, set[int]]  # the numbers of the pages that use each


def used_among(things: Sequence[Any], users: Users | None = None) -> list[Any]:
    """Return those that a published page, a draft, what waits for its day or the settings use.

    All are documents, all are pictures or all are contacts; as many queries for few as for many.
    `users` are those of these things, where that was asked before.
    """
    users = users_of(things) if users is None else users
    stand_in = standing_in(things)
    return [thing for thing in things if users[type(thing), thing.pk] or thing.pk in stand_in]


def standing_in(things: Sequence[Any]) -> set[int]:
    """Return which of these contacts the settings name for those that are out of date."""
    if not things or type(things[0])._meta.label != "cms.Contact":
        return set()
    chosen = apps.get_model("cms", "PortalSettings").objects
    numbers = [thing.pk for thing in things]
    return {*chosen.filter(fallback_contact__in=numbers).values_list("fallback_contact", flat=True)}


def users_of(things: Sequence[Any]) -> Users:
    """Return the numbers of the pages that use each of these, as `used_among`."""
    users: Users = defaultdict(set)
    if not things:
        return users
    _add_published(things, users)
    drafts = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    latest = Q(pk__in=drafts.values("latest_revision"))
    versions = Revision.page_revisions.filter(latest | Q(approved_go_live_at__isnull=False))
    asked = {(type(thing), thing.pk) for thing in things}
    # Which numbers in the JSON of a version are of what, only the models know.
    for version in versions.order_by().iterator():
        for named in used_in(version) & asked:
            users[named].add(int(version.object_id))
    return users


def used_in(version: Revision) -> set[Named]:
    """Return the files and contacts in the fields, the records and the rich text of a version."""
    model = ContentType.objects.get_for_id(version.content_type_id).model_class()
    if model is None:  # of a kind of page that is no more
        return set()
    named = {*_named(model, version.content)}
    for relation, record in record_models(model).items():
        for values in version.content.get(relation, ()):
            named |= {*_named(record, values)}
    return named


def is_incomplete(version: Revision) -> bool:
    """Tell whether a file or contact is gone that a version uses."""
    return any(
        model._base_manager.filter(pk__in=numbers).count() < len(numbers)
        for model, numbers in _by_model(used_in(version)).items()
    )


def hashes_of_files(version: Revision) -> list[list[Any]]:
    """Return what is in the files of a version, in an order that is always the same."""
    files = [named for named in used_in(version) if issubclass(named[0], FILES)]
    return sorted(
        [model._meta.label_lower, file.pk, _hash(file)]
        for model, numbers in _by_model(files).items()
        for file in model._base_manager.filter(pk__in=numbers)
    )


def _by_model(named: Iterable[Named]) -> dict[type[Any], set[int]]:
    numbers = defaultdict(set)
    for model, number in named:
        numbers[model].add(number)
    return numbers


def _add_published(things: Sequence[Any], users: Users) -> None:
    model = type(things[0])
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(thing.pk) for thing in things],
    )
    found = {
        (int(page), int(used)) for page, used in references.values_list("object_id", "to_object_id")
    }
    live = Page.objects.live().filter(pk__in=[page for page, _used in found])
    shown = set(live.values_list("pk", flat=True))
    for page, used in found:
        if page in shown:
            users[model, used].add(page)


def _named(model: type[Any], values: Mapping[str, Any]) -> Iterator[Named]:
    contact = apps.get_model("cms", "Contact")
    contacts = [field for field in model._meta.concrete_fields if field.related_model is contact]
    for field in [*file_fields(model), *contacts]:
        related: Any = field.related_model
        if values.get(field.name):
            yield related, int(values[field.name])
    for field in model._meta.concrete_fields:
        if isinstance(field, RichTextField):
            for found, number, *_place in field.extract_references(values.get(field.name) or ""):
                if issubclass(found, FILES):
                    yield found, int(number)


def _hash(file: Any) -> str:
    """Not the hash that Wagtail keeps: who writes a file past its forms leaves that as it was."""
    try:
        with file.open_file() as opened:
            return str(hash_filelike(opened))
    except OSError:  # the file is gone, and the same as long as it is
        return ""

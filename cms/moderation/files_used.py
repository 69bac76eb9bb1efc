"""The files that a page uses: they belong to what was read, so none becomes another meanwhile.

A version keeps the number of a document or picture, not what is in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.fields import RichTextField
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.utils.file import hash_filelike

from cms.moderation.draft_texts import FILES, file_fields, record_models

Named = tuple[type[Any], int]  # a document or picture: its model and its number


def used_among(files: Sequence[Any]) -> list[Any]:
    """Return those files that a published page, a draft or what waits for its day uses.

    All are documents or all are pictures; as many queries for few as for many.
    """
    if not files:
        return []
    used = _published(files)
    drafts = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    latest = Q(pk__in=drafts.values("latest_revision"))
    versions = Revision.page_revisions.filter(latest | Q(approved_go_live_at__isnull=False))
    # Which numbers in the JSON of a version are files, only the models know.
    for version in versions.order_by().iterator():
        used |= files_in(version)
    return [file for file in files if (type(file), file.pk) in used]


def files_in(version: Revision) -> set[Named]:
    """Return the files that a version names in its fields, its records and its rich text."""
    model = ContentType.objects.get_for_id(version.content_type_id).model_class()
    if model is None:  # of a kind of page that is no more
        return set()
    named = {*_named(model, version.content)}
    for relation, record in record_models(model).items():
        for values in version.content.get(relation, ()):
            named |= {*_named(record, values)}
    return named


def hashes_of_files(version: Revision) -> list[list[Any]]:
    """Return what is in the files of a version, in an order that is always the same."""
    numbers = defaultdict(set)
    for model, number in files_in(version):
        numbers[model].add(number)
    return sorted(
        [model._meta.label_lower, file.pk, _hash(file)]
        for model, wanted in numbers.items()
        for file in model._base_manager.filter(pk__in=wanted)
    )


def _published(files: Sequence[Any]) -> set[Named]:
    model = type(files[0])
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(file.pk) for file in files],
    )
    users = {
        (int(page), int(file)) for page, file in references.values_list("object_id", "to_object_id")
    }
    live = set(
        Page.objects.live()
        .filter(pk__in=[page for page, _file in users])
        .values_list("pk", flat=True)
    )
    return {(model, file) for page, file in users if page in live}


def _named(model: type[Any], values: Mapping[str, Any]) -> Iterator[Named]:
    for field in file_fields(model):
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

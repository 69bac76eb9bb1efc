"""The files of the demo content: one page a file, in a folder for each type of page."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import (
    CaseStudyPage,
    CollectionPage,
    GuidePage,
    KnowledgePage,
    LessonPage,
    PlaybookPage,
    StandardPage,
)
from cms.reference.fields import Fields
from cms.reference.files import BrokenFile, read_yaml

OWN_CONTENT = Path(__file__).parent / "content"

# In order of publication: what a lesson says of a place follows from its case.
FOLDERS: dict[str, type[Page]] = {
    "cases": CaseStudyPage,
    "playbooks": PlaybookPage,
    "guides": GuidePage,
    "lessons": LessonPage,
    "collections": CollectionPage,
    "pages": StandardPage,
}


@dataclass(frozen=True, slots=True)
class PageFile:
    """One page as written."""

    page_type: type[Page]
    slug: str
    fields: Fields


def read_pages(directory: Path) -> list[PageFile]:
    """Read every page in order of publication. Raises BrokenFile."""
    pages: list[PageFile] = []
    for folder, page_type in FOLDERS.items():
        pages += [_page(path, page_type) for path in sorted((directory / folder).glob("*.yaml"))]
    paths: dict[str, Path] = {}
    for page in pages:
        if page.slug in paths:
            reason = _("%(file)s has the same code.") % {"file": paths[page.slug]}
            raise page.fields.broken("slug", reason)
        paths[page.slug] = page.fields.path
    return pages


def read_contacts(directory: Path) -> list[Fields]:
    """Read the contacts. Raises BrokenFile."""
    path = directory / "contacts.yaml"
    records = read_yaml(path)
    if not isinstance(records, list):
        raise BrokenFile(path, records.line, _("this file should be a list."))
    return [Fields(path, record) for record in records]


def _page(path: Path, page_type: type[Page]) -> PageFile:
    fields = Fields(path, read_yaml(path))
    slug = fields.slug()
    if slug != path.stem:
        reason = _("the code should be the name of the file: “%(name)s”.") % {"name": path.stem}
        raise fields.broken("slug", reason)
    if issubclass(page_type, KnowledgePage):
        kind = fields.text("kind")
        if kind != page_type.KIND:
            reason = _("in this folder the kind is “%(kind)s”.") % {"kind": page_type.KIND}
            raise fields.broken("kind", reason)
    return PageFile(page_type, slug, fields)

"""Load all demo content, or nothing."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from cms.demo.contacts import load_contacts
from cms.demo.fields import Known
from cms.demo.files import OWN_CONTENT, read_contacts, read_pages
from cms.demo.pages import PageLoader
from cms.reference.terms import Summary


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was made and changed, and the codes of what was left to the editors who changed it."""

    changes: Summary
    left_alone: list[str] = field(default_factory=list)


def load_demo(directory: Path = OWN_CONTENT, *, overwrite: bool = False) -> DemoSummary:
    """Load contacts and pages; safe to run again.

    What editors changed stays as it is, unless `overwrite`. Raises BrokenFile, and then nothing
    was changed.
    """
    contacts, files = read_contacts(directory), read_pages(directory)
    with transaction.atomic():
        changes, left_alone = load_contacts(contacts, overwrite)
        known = Known()
        loaders = []
        for file in files:
            loader = PageLoader(file, known)
            if loader.belongs_to_editors and not overwrite:
                left_alone.append(file.slug)
            else:
                loader.prepare()
                loaders.append(loader)
            known.pages[file.slug] = loader.page
        for loader in loaders:
            loader.publish()
            changes += Summary(
                created=int(loader.is_new), updated=int(loader.is_changed and not loader.is_new)
            )
    return DemoSummary(changes, left_alone)

"""Builds people and published items for tests, through the same doors as editors use."""

import datetime
from collections.abc import Iterable
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from cms.models import (
    Approval,
    CaseStudyPage,
    CollectionEntry,
    CollectionPage,
    Contact,
    GuidePage,
    KnowledgePage,
    LessonPage,
    Organisation,
    PlaybookPage,
    PlaybookStep,
)

ITEM_TYPES: tuple[type[KnowledgePage], ...] = (CaseStudyPage, LessonPage, PlaybookPage, GuidePage)

REQUIRED: dict[type[KnowledgePage], dict[str, Any]] = {
    CaseStudyPage: {"problem": "<p>Wat er gebeurde.</p>", "approach": "<p>Wat er is gedaan.</p>"},
    LessonPage: {
        "expected": "Iedereen wist wie te bellen.",
        "happened": "De lijst was een jaar oud.",
        "lesson": "Kijk de lijst elk kwartaal na.",
        "recommendation": "<p>Zet een datum in de agenda.</p>",
    },
    PlaybookPage: {"situation": "<p>U vindt een brief op de mat.</p>"},
    GuidePage: {
        "one_minute": "Bel eerst, lees daarna.",
        "what_is_it": "<p>Wat het is.</p>",
        "actions": "Bel de griffier.",
    },
}

RELATIONS = (
    *("topics", "audience_roles", "phases", "size_classes", "riec_regions", "provinces"),
    "transferable_to",
)
DEFAULTS = {
    "topics": ["bedreiging"],
    "audience_roles": ["raadslid"],
    "phases": ["reageren"],
}

# Of whom, when and until when a case may name its municipality.
CONSENT = {
    "consent_by": "De gemeentesecretaris",
    "consent_organisation": "De gemeente",
    "consent_on": datetime.date(2026, 3, 1),
    "consent_until": datetime.date(2099, 12, 31),
}

_numbers = count(1)


def organisation(slug: str) -> Organisation:
    """Return an organisation of the reference data."""
    return Organisation.objects.get(slug=slug)


def make_draft(
    page_type: type[KnowledgePage] = CaseStudyPage,
    *,
    under: str = "vng",
    shared_with: Iterable[str] = (),
    **fields: Any,
) -> KnowledgePage:
    """Add an unpublished item under an organisation; relations are given as lists of slugs."""
    relations = {**DEFAULTS, **{name: fields.pop(name) for name in RELATIONS if name in fields}}
    number = next(_numbers)
    values = {
        "title": f"Voorbeeld {number}",
        "slug": f"voorbeeld-{number}",
        "summary": "Een samenvatting van het voorbeeld in gewone woorden.",
        **REQUIRED[page_type],
        **fields,
    }
    page = page_type(live=False, **values)
    for name, slugs in relations.items():
        model = page_type._meta.get_field(name).related_model
        setattr(page, name, list(model.objects.filter(slug__in=slugs)))
    page.shared_with = list(Organisation.objects.filter(slug__in=list(shared_with)))
    if isinstance(page, PlaybookPage):
        page.steps = [PlaybookStep(action="Bel 112", role="Iedereen", time_limit="now")]
    organisation(under).page.add_child(instance=page)
    return page


def make_item(page_type: type[KnowledgePage] = CaseStudyPage, **options: Any) -> KnowledgePage:
    """Publish an item, as `make_draft`, and return it as the database has it."""
    page = make_draft(page_type, **options)
    go_live(page)
    return page_type.objects.get(pk=page.pk)


def make_dossier(
    entries: Iterable[CollectionEntry], *, under: str = "vng", slug: str = "dossier", **fields: Any
) -> CollectionPage:
    """Publish a dossier with these entries under an organisation."""
    dossier = CollectionPage(slug=slug, live=False, **{"title": "Dossier", **fields})
    dossier.entries = list(entries)
    organisation(under).page.add_child(instance=dossier)
    go_live(dossier)
    return CollectionPage.objects.get(pk=dossier.pk)


def make_contact(name: str = "Loket", *, under: str = "vng", **fields: Any) -> Contact:
    """Let readers see a contact that an organisation keeps right."""
    values = {"slug": slugify(name), "last_checked": timezone.localdate(), **fields}
    contact = Contact(name=name, owner=organisation(under), live=False, **values)
    contact.save()
    go_live(contact, clean=False)  # a test may travel to a day before its last check
    return Contact.objects.get(pk=contact.pk)


def go_live(page: Page | Contact, **of_the_revision: Any) -> None:
    """Publish a page as it is in memory, as if somebody else had approved it."""
    revision = page.save_revision(**of_the_revision)
    Approval.objects.give(revision)
    revision.publish()


def make_user(username: str, *groups: str, **fields: Any) -> User:
    """Make a user in groups by name, e.g. "Gemeenschap"; see `member_of` for organisations."""
    user = User.objects.create_user(username, password="geheim-genoeg-1", **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def member_of(username: str, slug: str, role: str = "members") -> User:
    """Make a user in one of an organisation's groups: members, authors or editors."""
    user = make_user(username)
    user.groups.add(getattr(organisation(slug), role))
    return user


def leaves(person: User, how: str) -> None:
    """Let somebody go: their account is "closed" or "deleted", or they "left" their groups."""
    if how == "deleted":
        person.delete()
    elif how == "closed":
        person.is_active = False
        person.save()
    else:
        person.groups.clear()


def signed_in(user: User) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client

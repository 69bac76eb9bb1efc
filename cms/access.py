"""Who may read what: the only place that decides.

An item has audience tokens, a reader has tokens; a reader may read an item when they share one.
No token means nobody. The same rule stands twice, once for one page (`audience_tokens`) and once
as a condition in SQL (`readable_condition`), and a property test holds them together. What may
name a town in a text or file is read until the last day of the consent, whoever asks.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet, Value
from django.utils import timezone

from cms.labels import Label
from cms.models.organisations import Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.models import KnowledgePage

PUBLIC = "public"
COMMUNITY = "community"
MEMBER_OF = "org:"
CLIENT_OF = "client-of:"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads: what they may see, and who they are if they signed in."""

    tokens: frozenset[str]
    user_id: int | None = None

    def may_read(self, page: "KnowledgePage") -> bool:
        """Tell whether this reader may read a published item."""
        if not (page.live and self.tokens & audience_tokens(page)):
            return False
        return page.readable_until is None or timezone.localdate() <= page.readable_until

    def organisation_ids(self, prefix: str = MEMBER_OF) -> list[int]:
        """Ids of the organisations behind the tokens that start with this prefix."""
        return [
            int(token.removeprefix(prefix)) for token in self.tokens if token.startswith(prefix)
        ]


STRANGER = Reader(frozenset({PUBLIC}))


def audience_tokens(page: "KnowledgePage") -> frozenset[str]:
    """Return the tokens of which a reader needs one. An unknown label gives none."""
    if page.label == Label.CLEAR:
        return frozenset({PUBLIC})
    if page.label == Label.GREEN:
        return frozenset({COMMUNITY})
    if not readers_follow_owner(page.label):
        return frozenset()
    ids = {page.organisation_id, *(organisation.pk for organisation in page.shared_with.all())}
    prefixes = (MEMBER_OF, CLIENT_OF) if page.label == Label.AMBER else (MEMBER_OF,)
    return frozenset(f"{prefix}{pk}" for prefix in prefixes for pk in ids)


def readers_follow_owner(label: str) -> bool:
    """Tell whether who reads an item with this label depends on the organisation that owns it."""
    return label in (Label.AMBER, Label.AMBER_STRICT)


def readable_condition(reader: Reader) -> Q:
    """Return the condition on a KnowledgePage queryset that leaves what this reader may read."""
    condition = Q(label=Label.CLEAR) if PUBLIC in reader.tokens else Q(pk__in=[])
    if COMMUNITY in reader.tokens:
        condition |= Q(label=Label.GREEN)
    members = reader.organisation_ids(MEMBER_OF)
    clients = reader.organisation_ids(CLIENT_OF)
    if members:
        condition |= Q(label__in=[Label.AMBER, Label.AMBER_STRICT]) & _named(members)
    if clients:
        condition |= Q(label=Label.AMBER) & _named(clients)
    return condition & ~past_reading()


def readable_around() -> Q:
    """Return the condition on a queryset of pages that leaves those around the items.

    They have no label: everybody reads them once they are published, unless Wagtail restricts them.
    """
    return Q(live=True, knowledgepage=None)


def past_reading() -> Q:
    """Return the condition on a KnowledgePage queryset that leaves what is read by nobody now.

    Such an item is taken offline a few minutes later, or waits for who reads a file of it; until
    then the search leaves it out.
    """
    return Q(readable_until__isnull=False, readable_until__lt=timezone.localdate())


def reader_for(user: Any) -> Reader:
    """Return the reader behind a Django user, signed in or not, in one query.

    A superuser reads everything, as everywhere in Wagtail.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return STRANGER
    memberships = _memberships(user)
    tokens = {PUBLIC, COMMUNITY} if memberships else {PUBLIC}
    tokens |= {f"{MEMBER_OF}{pk}" for pk, _served_by in memberships if pk}
    tokens |= {f"{CLIENT_OF}{served_by}" for _pk, served_by in memberships if served_by}
    return Reader(frozenset(tokens), user.pk)


def request_reader(request: "HttpRequest") -> Reader:
    """Return the reader of a request, worked out once."""
    reader: Reader | None = getattr(request, "_cms_reader", None)
    if reader is None:
        reader = reader_for(getattr(request, "user", None))
        request._cms_reader = reader  # type: ignore[attr-defined]  # one reader a request
    return reader


def readers_groups(page: "KnowledgePage") -> set[int] | None:
    """Return ids of the groups that may read, for Wagtail's view restriction; None: everybody.

    Groups only say who is a member; which tokens a page has is decided above.
    """
    tokens = audience_tokens(page)
    if PUBLIC in tokens:
        return None
    organisations = Organisation.objects.all()
    if COMMUNITY in tokens:
        return {*_community_group_ids(), *_group_ids(organisations)}
    reader = Reader(tokens)
    named = Q(pk__in=reader.organisation_ids(MEMBER_OF))
    clients = Q(served_by__in=reader.organisation_ids(CLIENT_OF))
    return set(_group_ids(organisations.filter(named | clients)))


def _named(organisation_ids: list[int]) -> Q:
    through = Organisation.shared_items.through  # type: ignore[attr-defined]  # set by KnowledgePage
    shared = through.objects.filter(organisation_id__in=organisation_ids)
    return Q(organisation_id__in=organisation_ids) | Q(pk__in=shared.values("knowledgepage_id"))


def _memberships(user: Any) -> list[tuple[int, int | None]]:
    """Return (organisation, one that it is a client of), and (0, 0) for the community itself."""
    organisations = Organisation.objects.order_by()
    community = Group.objects.order_by().filter(name=settings.CMS_COMMUNITY_GROUP)
    if not user.is_superuser:
        groups = user.groups.values("pk")
        organisations = organisations.filter(
            Q(members__in=groups) | Q(authors__in=groups) | Q(editors__in=groups)
        )
        community = community.filter(user=user)
    nobody = community.values_list(Value(0), Value(0))
    return list(organisations.values_list("pk", "served_by").union(nobody))


def _community_group_ids() -> list[int]:
    return list(
        Group.objects.filter(name=settings.CMS_COMMUNITY_GROUP).values_list("pk", flat=True)
    )


def _group_ids(organisations: "QuerySet[Organisation]") -> list[int]:
    groups = organisations.values_list("members_id", "authors_id", "editors_id")
    return [pk for trio in groups for pk in trio]

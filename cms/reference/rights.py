"""Who may do what in the admin: one table of rights, brought into step both ways.

Members have no rights here. Authors write drafts, editors publish, each under the page of their
own organisation and in its folder of files. Editors of the VNG also keep the pages that belong to
all. Portal managers keep people and settings, and no content.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from cms.models import Organisation
from cms.reference.organisations import PORTAL_MANAGERS, SHARED_COLLECTION

ADMIN = "wagtailadmin.access_admin"
WRITE = ("wagtailcore.add_page",)
PUBLISH = (
    *WRITE,
    "wagtailcore.change_page",
    "wagtailcore.publish_page",
    "wagtailcore.lock_page",
    "wagtailcore.unlock_page",
)
USE_FILES = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
ADD_FILES = (*USE_FILES, "wagtailimages.add_image", "wagtaildocs.add_document")
KEEP_FILES = (*ADD_FILES, "wagtailimages.change_image", "wagtaildocs.change_document")
LOOK_UP = ("cms.view_contact", "cms.view_municipality", "cms.view_organisation")
KEEP_CONTACTS = ("cms.add_contact", "cms.change_contact")  # of their own: cms.policies
# No right on groups: who changes what a group may do gives content rights away, also to themselves.
# Nobody is deleted: the log would no longer say who decided.
KEEP_PORTAL = (
    *(f"auth.{action}_user" for action in ("view", "add", "change")),
    "cms.change_portalsettings",
)

# Made by Wagtail's migrations, with rights on every page: they would cut across organisations.
WAGTAIL_GROUPS = ("Moderators", "Editors")

Row = tuple[int, ...]


@dataclass(slots=True)
class Rights:
    """Wanted rights as (group, permission[, page or collection]) ids."""

    permissions: Mapping[str, int]
    general: set[Row] = field(default_factory=set)
    pages: set[Row] = field(default_factory=set)
    collections: set[Row] = field(default_factory=set)

    def allow(self, group_id: int, *names: str) -> None:
        self.general |= {(group_id, self.permissions[name]) for name in names}

    def allow_on_page(self, group_id: int, page_id: int, *names: str) -> None:
        self.pages |= {(group_id, self.permissions[name], page_id) for name in names}

    def allow_in_collection(self, group_id: int, collection_id: int, *names: str) -> None:
        self.collections |= {(group_id, self.permissions[name], collection_id) for name in names}


def load_rights(
    groups: Mapping[str, Group], collections: Mapping[str, int], shared_page_ids: Iterable[int]
) -> None:
    """Give every group we manage exactly the rights of this module.

    `collections` maps names to ids; `shared_page_ids` are the pages of all organisations.
    """
    _remove_wagtail_groups()
    rights = Rights(_permission_ids())
    rights.allow(groups[PORTAL_MANAGERS].pk, ADMIN, *LOOK_UP, *KEEP_PORTAL)
    managed = {group.pk for group in groups.values()}
    for organisation in Organisation.objects.select_related("page"):
        managed |= set(organisation.group_ids)
        _organisation_rights(rights, organisation, collections)
        if organisation.kind == Organisation.Kind.VNG:
            _shared_rights(rights, organisation, collections, shared_page_ids)
    _make_so(Group.permissions.through, ("group_id", "permission_id"), managed, rights.general)
    on_page = ("group_id", "permission_id", "page_id")
    _make_so(GroupPagePermission, on_page, managed, rights.pages)
    in_collection = ("group_id", "permission_id", "collection_id")
    _make_so(GroupCollectionPermission, in_collection, managed, rights.collections)


def _organisation_rights(
    rights: Rights, organisation: Organisation, collections: Mapping[str, int]
) -> None:
    own = collections[organisation.name]
    authors, editors = organisation.authors_id, organisation.editors_id
    for group_id in (authors, editors):
        rights.allow(group_id, ADMIN, *LOOK_UP)
        rights.allow_in_collection(group_id, collections[SHARED_COLLECTION], *USE_FILES)
    rights.allow_on_page(authors, organisation.page.pk, *WRITE)
    rights.allow_in_collection(authors, own, *ADD_FILES)
    rights.allow(editors, *KEEP_CONTACTS)
    rights.allow_on_page(editors, organisation.page.pk, *PUBLISH)
    rights.allow_in_collection(editors, own, *KEEP_FILES)


def _shared_rights(
    rights: Rights,
    vng: Organisation,
    collections: Mapping[str, int],
    shared_page_ids: Iterable[int],
) -> None:
    for page_id in shared_page_ids:
        rights.allow_on_page(vng.editors_id, page_id, *PUBLISH)
    rights.allow_in_collection(vng.editors_id, collections[SHARED_COLLECTION], *KEEP_FILES)


def _permission_ids() -> dict[str, int]:
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rows}


def _make_so(
    model: type[Model], names: tuple[str, ...], managed: set[int], wanted: set[Row]
) -> None:
    rows = model._default_manager.filter(group_id__in=managed).values_list(*names, "pk")
    found = {row[:-1]: row[-1] for row in rows}
    surplus = [pk for row, pk in found.items() if row not in wanted]
    if surplus:
        model._default_manager.filter(pk__in=surplus).delete()
    missing = sorted(wanted - found.keys())
    model._default_manager.bulk_create(
        model(**dict(zip(names, row, strict=True))) for row in missing
    )


def _remove_wagtail_groups() -> None:
    root = Page.get_first_root_node()
    whole_tree = GroupPagePermission.objects.filter(page=root).values("group_id")
    Group.objects.filter(name__in=WAGTAIL_GROUPS, pk__in=whole_tree).delete()

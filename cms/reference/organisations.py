"""Organisations, each with its groups of members, authors and editors and a folder for files."""

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Collection

from cms.models import Organisation, RiecRegion
from cms.reference.rows import OrganisationRow
from cms.reference.terms import Summary, ids
from cms.reference.written import note

# Names of groups and folders are Dutch: people see them in the admin, in every language.
ROLES = {"members": "leden", "authors": "auteurs", "editors": "redacteuren"}
PORTAL_MANAGERS = "Portaalbeheer"
SHARED_COLLECTION = "Algemeen"


def load_organisations(rows: list[OrganisationRow]) -> Summary:
    """Make the organisations, their groups and whom they serve so."""
    regions = ids(RiecRegion)
    found = Organisation.objects.select_related(*ROLES).prefetch_related("clients")
    existing = {item.slug: item for item in found}
    organisations = dict(existing)
    summary = Summary()
    for row in rows:
        values = {
            "slug": row.slug,
            "name": row.name,
            "kind": row.kind,
            "riec_region_id": regions[row.riec_region] if row.riec_region else None,
            "website": row.website,
        }
        organisation = existing.get(row.slug)
        if organisation is None:
            # Saved one by one: receivers let the new groups read what the community reads.
            organisation = Organisation.objects.create(**values, **_new_groups(row.name))
            organisations[row.slug] = organisation
            summary += Summary(created=1)
        elif any(getattr(organisation, name) != value for name, value in values.items()):
            _rename(organisation, row.name)
            for name, value in values.items():
                setattr(organisation, name, value)
            organisation.save()
            note(Organisation, [organisation])
            summary += Summary(updated=1)
    changed = _set_clients(rows, organisations)
    return summary + Summary(updated=len(changed & existing.keys()))


def _set_clients(rows: list[OrganisationRow], organisations: dict[str, Organisation]) -> set[str]:
    """Return the slugs of organisations that now serve others than before."""
    changed = set()
    for row in rows:
        organisation = organisations[row.slug]
        if {other.slug for other in organisation.clients.all()} != set(row.serves):
            organisation.clients.set([organisations[slug] for slug in row.serves])
            changed.add(row.slug)
    return changed


def ensure_groups() -> dict[str, Group]:
    """Return the groups that belong to no organisation, by name."""
    names = (settings.CMS_COMMUNITY_GROUP, PORTAL_MANAGERS)
    return {name: Group.objects.get_or_create(name=name)[0] for name in names}


def ensure_collections() -> dict[str, int]:
    """Return ids of the folders by name: one shared, and one for each organisation."""
    found = dict(Collection.objects.values_list("name", "pk"))
    names = [SHARED_COLLECTION, *Organisation.objects.values_list("name", flat=True)]
    missing = [name for name in names if name not in found]
    if missing:
        root = Collection.get_first_root_node()
        for name in missing:
            found[name] = root.add_child(name=name).pk
    return {name: found[name] for name in names}


def _new_groups(organisation_name: str) -> dict[str, Group]:
    return {
        role: Group.objects.get_or_create(name=_group_name(organisation_name, role))[0]
        for role in ROLES
    }


def _group_name(organisation_name: str, role: str) -> str:
    return f"{organisation_name}: {ROLES[role]}"


def _rename(organisation: Organisation, name: str) -> None:
    if organisation.name == name:
        return
    Collection.objects.filter(name=organisation.name).update(name=name)
    for role in ROLES:
        group = getattr(organisation, role)
        group.name = _group_name(name, role)
        group.save()

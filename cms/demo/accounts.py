"""A person for each role, with a password that stays the same over runs."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.models import Organisation
from cms.reference.organisations import PORTAL_MANAGERS

COMMUNITY = "community"
# Without letters and digits that look alike, in groups that can be read aloud.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Account:
    """A demo person; `groups` are COMMUNITY, PORTAL_MANAGERS, or an organisation and a role."""

    username: str
    name: tuple[str, str]  # invented; without a last name the account page cannot be saved
    role: str  # in Dutch: it stands in the file for who tries the demo
    groups: tuple[str | tuple[str, str], ...] = ()
    is_superuser: bool = False

    @property
    def email(self) -> str:
        """An address at a domain that is kept for examples."""
        return f"{self.username}@example.org"


ACCOUNTS = (
    Account("lezer", ("Linde", "Kraaijeveld"), "lezer: ingelogd, hoort niet bij de gemeenschap"),
    Account(
        "gemeenschap",
        ("Youssef", "El Amrani"),
        "lid van de gemeenschap: leest ook TLP:GREEN",
        (COMMUNITY,),
    ),
    Account(
        "lid-limburg",
        ("Merel", "Houben"),
        "lid van RIEC Limburg: leest ook wat met die organisatie is gedeeld",
        (("riec-limburg", "members"),),
    ),
    Account(
        "auteur-limburg",
        ("Tom", "Lemmens"),
        "auteur van RIEC Limburg",
        (("riec-limburg", "authors"),),
    ),
    Account(
        "redacteur-limburg",
        ("Ingrid", "Vaessen"),
        "redacteur van RIEC Limburg",
        (("riec-limburg", "editors"),),
    ),
    Account(
        "auteur-oost",
        ("Jelle", "Wolterink"),
        "auteur van RIEC Oost-Nederland",
        (("riec-oost-nederland", "authors"),),
    ),
    Account(
        "redacteur-oost",
        ("Fatma", "Yildirim"),
        "redacteur van RIEC Oost-Nederland",
        (("riec-oost-nederland", "editors"),),
    ),
    Account("redacteur-vng", ("Pieter", "Hoogland"), "redacteur van de VNG", (("vng", "editors"),)),
    Account(
        "beheer",
        ("Carla", "Verstegen"),
        "portaalbeheer: mensen en instellingen, geen inhoud",
        (PORTAL_MANAGERS,),
    ),
    Account("admin", ("Ravi", "Soekhoe"), "technisch beheerder: mag alles", is_superuser=True),
)


def load_accounts(path: Path) -> int:
    """Make the accounts that are missing and write all of them to the file; return how many.

    The file is what keeps passwords over a reset of the database; lose it, and all are new.
    """
    passwords = _read(path)
    users = {user.username: user for user in get_user_model().objects.prefetch_related("groups")}
    made = 0
    for account in ACCOUNTS:
        user = users.get(account.username)
        if user is None or account.username not in passwords:
            passwords.setdefault(account.username, _password())
            user = user or get_user_model()(username=account.username)
            user.set_password(passwords[account.username])
            user.is_superuser = user.is_staff = account.is_superuser
            user.save()
            made += 1
        if user.email != account.email or not user.last_name:
            user.email = account.email
            user.first_name, user.last_name = account.name
            user.save()
        wanted = _group_ids(account)
        if {group.pk for group in user.groups.all()} != wanted:
            user.groups.set(wanted)
    _write(path, passwords)
    return made


def _group_ids(account: Account) -> set[int]:
    ids = set()
    for group in account.groups:
        if isinstance(group, tuple):
            slug, role = group
            ids.add(getattr(Organisation.objects.get(slug=slug), f"{role}_id"))
        else:
            name = settings.CMS_COMMUNITY_GROUP if group == COMMUNITY else group
            ids.add(Group.objects.get(name=name).pk)
    return ids


def _password() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    names = {account.username for account in ACCOUNTS}
    rows = [line.split() for line in path.read_text("utf-8").splitlines()]
    return {row[0]: row[1] for row in rows if len(row) > 1 and row[0] in names}


def _write(path: Path, passwords: dict[str, str]) -> None:
    lines = [f"{'account':<20}{'wachtwoord':<24}rol"]
    for account in ACCOUNTS:
        lines.append(f"{account.username:<20}{passwords[account.username]:<24}{account.role}")
    text = "\n".join(lines) + "\n"
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # the mode below only counts for a new file
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)

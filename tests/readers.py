"""Who reads, and what each of them may read: written by hand from the words of TLP."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_user, member_of

# The organisation that owns an item, one it serves, one named on the item, and one that is neither.
OWNER, CLIENT, NAMED, OTHER = "riec-limburg", "ccv", "ngb", "vvg"

STRANGER, SIGNED_IN, COMMUNITY = "stranger", "signed in", "community"
MEMBER, CLIENTS_MEMBER, NAMED_MEMBER = "member", "member of a client", "member of one named"
OTHERS_MEMBER, EDITOR, OTHERS_EDITOR = "member of another", "editor", "editor of another"
SUPERUSER = "superuser"

READERS = [
    *(STRANGER, SIGNED_IN, COMMUNITY, MEMBER, CLIENTS_MEMBER, NAMED_MEMBER),
    *(OTHERS_MEMBER, EDITOR, OTHERS_EDITOR, SUPERUSER),
]
MAY_READ = {
    "clear": set(READERS),
    "green": set(READERS) - {STRANGER, SIGNED_IN},
    "amber": {MEMBER, CLIENTS_MEMBER, NAMED_MEMBER, EDITOR, SUPERUSER},
    "amber-strict": {MEMBER, NAMED_MEMBER, EDITOR, SUPERUSER},
}


def person(reader: str) -> User | None:
    """Make the user behind a reader; None for a stranger."""
    memberships = {
        MEMBER: (OWNER, "members"),
        CLIENTS_MEMBER: (CLIENT, "members"),
        NAMED_MEMBER: (NAMED, "members"),
        OTHERS_MEMBER: (OTHER, "members"),
        EDITOR: (OWNER, "editors"),
        OTHERS_EDITOR: (OTHER, "editors"),
    }
    if reader == STRANGER:
        return None
    if reader in memberships:
        return member_of("lezer", *memberships[reader])
    groups = ["Gemeenschap"] if reader == COMMUNITY else []
    return make_user("lezer", *groups, is_superuser=reader == SUPERUSER)


def each_reader(client: Client) -> Iterator[tuple[str, User | None]]:
    """Let every reader in turn be who asks; the one before is gone."""
    for reader in READERS:
        user = person(reader)
        if user:
            client.force_login(user)
        yield reader, user
        client.logout()
        if user:
            user.delete()

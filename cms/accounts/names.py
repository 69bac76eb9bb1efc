"""User names of new accounts: nobody types them, they sign in with an e-mail address."""

import secrets


def new_username() -> str:
    """Return a name that says nothing of who it is."""
    return f"p{secrets.token_hex(6)}"

"""What the finder finds, as text."""

from cms.privacy import Kind, find


def found(text: str, kind: Kind) -> list[str]:
    """Return the texts of this kind that are found, in order."""
    return [text[each.start : each.end] for each in find(text) if each.kind is kind]

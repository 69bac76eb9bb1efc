"""How much of an attached file the privacy check reads; more than that is for people."""

from dataclasses import dataclass

MOST_BYTES = 20_000_000  # of the file, and of all that is packed in it
MOST_CHARACTERS = 500_000
MOST_SECONDS = 30  # of the clock, for all files of a draft together


class UnreadableError(Exception):
    """Raised for a file of another kind, broken, locked with a password, or too big."""


class LateError(UnreadableError):
    """Raised for a file that was not read because others took the time: another time it may be."""


@dataclass(slots=True)
class Room:
    """What may still be read of one file, whatever is packed in what."""

    bytes_left: int = MOST_BYTES
    characters_left: int = MOST_CHARACTERS

    def take_bytes(self, number: int) -> None:
        """Count what is unpacked. Raises UnreadableError."""
        self.bytes_left -= number
        if self.bytes_left < 0:
            raise UnreadableError

    def take_characters(self, number: int) -> None:
        """Count what is written out. Raises UnreadableError."""
        self.characters_left -= number
        if self.characters_left < 0:
            raise UnreadableError

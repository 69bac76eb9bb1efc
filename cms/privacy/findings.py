"""What is found: a kind and a place in the text, never the personal data itself."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of personal data, from the most to the least certain; the values are stored."""

    IBAN = "iban"
    BSN = "bsn"
    EMAIL = "email"
    IP = "ip"
    SOCIAL = "social"
    PHONE = "phone"
    CASE = "case"
    PLATE = "plate"
    POSTCODE = "postcode"
    BIRTH_DATE = "birth-date"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data of one kind at `text[start:end]`; positions count characters from 0."""

    kind: Kind
    start: int
    end: int

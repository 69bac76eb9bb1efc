"""The privacy finder: where a Dutch text holds personal data.

`find` in `finder` is the only way in. It gives plain text to one detector per kind (`numbers`,
`mail`, `network`, `accounts`, `phones`, `cases`, `plates`, `addresses`, `births`, `names`) and
keeps what does not overlap. Pure functions: no database, no Django but in `labels`, and work that
grows no faster than the text, whatever the text. tests/privacy/ measures how much it finds.

It looks at how a text is written, not at who somebody is: a surname by itself, a nickname or a
description that fits one person is for people to find. Of people who are known (`known`), it finds
each part of the name.
"""

from cms.privacy.finder import find
from cms.privacy.findings import Finding, Kind
from cms.privacy.known import Person

__all__ = ["Finding", "Kind", "Person", "find"]

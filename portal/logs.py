"""What is left out of every log: the links in mail that open something for whoever has them."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

PLACES = ("deel-een-les", "uitnodiging", "wachtwoord/nieuw", "mijn-account/adres")
_SLASH = "(?:/|%2F)"  # an address within an address is written so
_PLACES = "|".join(PLACES).replace("/", _SLASH)
_LINK = re.compile(
    rf"({_SLASH}(?:{_PLACES}){_SLASH})(?:(?!%2F)[^/\s?#&\"'<>])+", re.IGNORECASE | re.ASCII
)


class WithoutSecretLinks(logging.Formatter):
    """Writes as another formatter does, and … for what makes a link secret."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.formatter = formatter

    def format(self, record: logging.LogRecord) -> str:
        return _LINK.sub(r"\1…", self.formatter.format(record))


def plain() -> logging.Formatter:
    """Return how the site writes its log."""
    written = logging.Formatter("{asctime} {levelname} {name}: {message}", style="{")
    return WithoutSecretLinks(written)


class ServerLog(Logger):
    """The log of gunicorn (`--logger-class`): who asked for what, and what went wrong."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                written = handler.formatter or logging.Formatter()
                if not isinstance(written, WithoutSecretLinks):
                    handler.setFormatter(WithoutSecretLinks(written))

"""The search application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Follows what is published, moved, withdrawn or relabelled."""

    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers and the check."""
        from search import (  # noqa: F401  # connecting needs loaded models
            checks,
            receivers,
            reference_receivers,
        )

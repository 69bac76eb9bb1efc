"""The cms application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """Connects the receivers of the content, its people, its mail and its upkeep."""

    name = "cms"
    verbose_name = _("Knowledge")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect receivers and register the system checks."""
        from wagtail.models import ReferenceIndex

        from cms import checks, receivers  # noqa: F401  # registering needs loaded models
        from cms.accounts import checks as _checks  # noqa: F401  # likewise
        from cms.accounts import receivers as _receivers  # noqa: F401  # likewise
        from cms.contributions import receivers as _contributions  # noqa: F401  # likewise
        from cms.decisions import checks as _decisions  # noqa: F401  # likewise
        from cms.decisions import settings as _settings  # noqa: F401  # likewise
        from cms.decisions.final import guard_log
        from cms.mail import receivers as _mail  # noqa: F401  # likewise
        from cms.models import PortalSettings
        from cms.moderation import comparison as _comparison  # noqa: F401  # likewise
        from cms.moderation import in_use as _in_use  # noqa: F401  # likewise
        from cms.upkeep import receivers as _upkeep  # noqa: F401  # likewise
        from cms.uploads import receivers as _uploads  # noqa: F401  # likewise
        from cms.word import receivers as _word  # noqa: F401  # likewise

        guard_log()
        ReferenceIndex.register_model(PortalSettings)  # else nobody is told that they use a contact

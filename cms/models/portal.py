"""Settings of the portal that its managers change."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class PortalSettings(BaseSiteSetting):
    """The name of the portal, in one place."""

    site_name = models.CharField(_("name of the portal"), max_length=60, default="Weerbaar Lokaal")

    panels = [FieldPanel("site_name")]

    class Meta:
        verbose_name = _("portal settings")

"""The panel of the editor in which a check reads along; empty without JavaScript."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

HEADINGS = {
    "place": _("How many municipalities fit"),
    "findings": _("Personal data in what you write"),
}


class LiveCheckPanel(Panel):
    """Shows one part of what `cms.moderation.live_check` answers: the place, or the findings."""

    def __init__(self, part: str, **kwargs: Any) -> None:
        super().__init__(**{"heading": HEADINGS[part], **kwargs})
        self.part = part

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep the part."""
        return {**super().clone_kwargs(), "part": self.part}

    class BoundPanel(Panel.BoundPanel):
        """The panel for one form."""

        template_name = "cms/admin/live_check.html"

        def is_shown(self) -> bool:
            """The place only for items that may be about one town."""
            return self.panel.part != "place" or bool(self.instance.HIDES_TOWN)

        @property
        def media(self) -> forms.Media:
            """The script that asks."""
            return forms.Media(js=["live-check.js"])

        @property
        def address(self) -> str:
            """Where the script asks."""
            if self.instance.pk:
                return reverse("cms_check_draft", args=[self.instance.pk])
            return reverse("cms_check_new", args=[self.instance.KIND, self.form.parent_page.pk])

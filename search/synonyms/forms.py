"""The form in which an editor writes a synonym rule."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from search.synonyms.faults import NO_RULE, TOO_LONG

NO_NOTE = _("Say in one sentence why, so that another editor can judge the rule later.")


class SynonymRuleForm(WagtailAdminModelForm):
    """Says what is missing and what to type; the rest the model says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].error_messages |= {"required": NO_RULE, "max_length": TOO_LONG}
        self.fields["note"].error_messages["required"] = NO_NOTE

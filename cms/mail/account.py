"""Each person's own choice of mail, on their page in the CMS, in place of Wagtail's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import account
from wagtail.users.models import UserProfile

from cms.mail.models import MailChoice
from cms.uploads.forms import AvatarForm


class MailChoiceForm(forms.ModelForm):
    """When somebody wants which mail; keeps Wagtail's own preferences in step."""

    class Meta:
        model = MailChoice
        fields = ["waits", "outcome", "remarks", "upkeep"]

    def __init__(self, *args: Any, profile: UserProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile

    def save(self, commit: bool = True) -> MailChoice:
        """Write to both: whatever asks Wagtail's profile hears the same."""
        choice: MailChoice = super().save(commit)
        never = MailChoice.When.NEVER
        self.profile.submitted_notifications = choice.waits != never
        self.profile.approved_notifications = choice.outcome != never
        self.profile.rejected_notifications = choice.outcome != never
        self.profile.updated_comments_notifications = choice.remarks != never
        self.profile.save()
        return choice


class MailChoicePanel(account.BaseSettingsPanel):
    """The panel among the account settings."""

    name = "mail"
    title = _("Mail that you get")
    tab = account.notifications_tab
    order = 100

    def get_form(self) -> MailChoiceForm:
        """Fill the form with what the person chose."""
        given = (self.request.POST,) if self.request.method == "POST" else ()
        choice = MailChoice.of(self.user)
        return MailChoiceForm(*given, prefix=self.name, instance=choice, profile=self.profile)


class AccountView(account.AccountView):
    """Wagtail's page of settings, without its own panel about mail; a picture is cleaned."""

    def get_panels(self) -> list[Any]:
        """Two panels that say different things would be one too many."""
        wagtails = account.NotificationsSettingsPanel
        panels = [panel for panel in super().get_panels() if not isinstance(panel, wagtails)]
        for panel in panels:
            if isinstance(panel, account.AvatarSettingsPanel):
                panel.form_class = AvatarForm
                panel.template_name = "cms/admin/avatar_panel.html"
        return panels


account_view = require_admin_access(AccountView.as_view())


@hooks.register("register_account_settings_panel")
def offer_choice_of_mail(request: Any, user: Any, profile: UserProfile) -> MailChoicePanel:
    """Let everybody with rights in the CMS choose."""
    return MailChoicePanel(request, user, profile)

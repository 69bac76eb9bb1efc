"""What is said after a change: on the next page, and by mail to the owner of the account."""

from django.utils.translation import gettext_lazy as _

# By the template that allauth would render.
DONE = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is changed."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is connected."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app is no longer connected."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "usersessions/messages/sessions_logged_out.txt": _("The other sessions are ended."),
}
MAILED = {
    "account/email/password_changed": _("The password of your account was changed."),
    "account/email/password_reset": _("The password of your account was changed."),
    "account/email/password_set": _("The password of your account was changed."),
    "mfa/email/totp_activated": _("An authenticator app was connected to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app of your account was removed."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey of your account was removed."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
    "socialaccount/email/account_connected": _(
        "From now on you sign in to your account with the sign-on of your organisation."
    ),
}

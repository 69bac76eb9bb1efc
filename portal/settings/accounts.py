"""How people sign in: passwords, the second step, sessions, throttling and single sign-on."""

from datetime import timedelta

import environ

env = environ.FileAwareEnv()

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60  # seconds

# --- Passwords ------------------------------------------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of before; the next sign-in renews it
]
_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_RULES}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_RULES}.CommonPasswordValidator"},  # 20,000 of them, without a network
    {"NAME": f"{_RULES}.NumericPasswordValidator"},
    {"NAME": "cms.accounts.passwords.HardToGuessValidator"},
]

# --- The one door ---------------------------------------------------------------------------------

LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "cms.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cms.accounts.forms.LoginForm",
    "reset_password": "cms.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "cms.accounts.forms.NewPasswordForm",
    "change_password": "cms.accounts.forms.ChangePasswordForm",
    "reauthenticate": "cms.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Addresses come from an invitation, the portal manager or the single sign-on.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/uitloggen/klaar/"
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * MINUTE
ACCOUNT_RATE_LIMITS = {
    # Passwords are counted by axes; this one counts codes of the second step.
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/h/key",
    # Lessons that people without an account hand in; a town hall has one address.
    "hand_in_try": "60/h/ip",
    "hand_in": "20/h/ip,3/h/key",
    "hand_in_answer": "10/h/key",
}

# --- The second step ------------------------------------------------------------------------------

# Whether accounts with rights in the CMS must have one.
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=True)
MFA_ADAPTER = "cms.accounts.second_step.SecondStepAdapter"
MFA_FORMS = {
    "add_webauthn": "cms.accounts.passkeys.AddPasskeyForm",
    "authenticate_webauthn": "cms.accounts.passkeys.SecondStepPasskeyForm",
    "login_webauthn": "cms.accounts.passkeys.LoginPasskeyForm",
    "reauthenticate_webauthn": "cms.accounts.passkeys.ReauthenticatePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # of 30 seconds: clocks of phones differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True

# --- Sessions -------------------------------------------------------------------------------------

# Seconds without a request, and seconds in all, after which a session ends.
SESSION_IDLE = env.int("SESSION_IDLE", default=14 * DAY)
SESSION_MAX = env.int("SESSION_MAX", default=30 * DAY)
# The same for accounts with rights in the CMS and for single sign-on.
SESSION_IDLE_DESK = env.int("SESSION_IDLE_DESK", default=HOUR)
SESSION_MAX_DESK = env.int("SESSION_MAX_DESK", default=12 * HOUR)
SESSION_COOKIE_AGE = SESSION_MAX

# --- Throttling -----------------------------------------------------------------------------------

AXES_HANDLER = "cms.accounts.throttle.ThrottleHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username", "ip_address"]
SIGN_IN_LIMITS = (5, 20, 50)  # failures after which these wait, in the same order
AXES_COOLOFF_TIME = timedelta(minutes=env.int("SIGN_IN_WAIT", default=15))
AXES_USERNAME_CALLABLE = "cms.accounts.throttle.account_name"
AXES_CLIENT_IP_CALLABLE = "cms.accounts.throttle.client_address"
AXES_FAILURE_LIMIT = 50  # only named in the log
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is kept nowhere else either
AXES_SENSITIVE_PARAMETERS = ["login", "email", "credential", "code"]
AXES_VERBOSE = False
# Its middleware would answer in our place: cms.accounts.adapter says how long to wait.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]
# Servers in front that write X-Forwarded-For; with none, nobody's word is taken for it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# --- Single sign-on -------------------------------------------------------------------------------

OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")  # none: there is no single sign-on
_PROVIDER = {
    "provider_id": "sso",
    "name": env.str("OIDC_NAME", default="Single sign-on"),
    "client_id": env.str("OIDC_CLIENT_ID", default=""),
    "secret": env.str("OIDC_CLIENT_SECRET", default=""),
    "settings": {"server_url": OIDC_SERVER_URL},
}
SOCIALACCOUNT_ADAPTER = "cms.accounts.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [_PROVIDER] if OIDC_SERVER_URL else [],
    }
}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
# The claim that says where somebody belongs, and what each of its values gives here.
OIDC_CLAIM = env.str("OIDC_CLAIM", default="groups")
OIDC_GROUPS: dict[str, str] = env.dict("OIDC_GROUPS", default={})
# Who asks for the second step: "portal", "provider", or "amr" (the provider says if it did).
OIDC_MFA = env.str("OIDC_MFA", default="portal")

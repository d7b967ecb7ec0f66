"""Settings as production runs them. dev.py and test.py only loosen these."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

import dj_database_url
from django.utils.translation import gettext_lazy as _

from clinic.consultations.keyring import read_keys
from clinic.core.csp import POLICY
from clinic.settings.environment import ROOT, read_environment

ENVIRONMENT = read_environment()
DATA_DIR: Path = ENVIRONMENT.data_dir
_site = urlsplit(ENVIRONMENT.site_url)

DEBUG = False
SITE_URL = ENVIRONMENT.site_url
SECRET_KEY = ENVIRONMENT.secret_key.get_secret_value()
# A key of its own, so that who can sign sessions cannot sign heads of the record unless it was left unset.
REVIEW_KEY = ENVIRONMENT.review_key.get_secret_value() or f"review-heads:{SECRET_KEY}"
CONSULTATION_KEYS = read_keys(ENVIRONMENT.consultation_keys.get_secret_value())
ALLOWED_HOSTS = [str(_site.hostname), *ENVIRONMENT.allowed_hosts]
ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"

INSTALLED_APPS = [
    # The rooms, from the top down: a room's templates and overrides come before what it builds on.
    "clinic.sample",
    "clinic.finding",
    "clinic.pages",
    "clinic.consultations",
    "articles",
    "clinic.people",
    "clinic.accounts",
    "clinic.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "clinic.accounts.users_app.StaffUsersConfig",  # wagtail.users, with forms for accounts known by e-mail
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "clinic.core.csp.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.core.compression.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "clinic.accounts.middleware.SessionLimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clinic.accounts.middleware.SecondFactorMiddleware",
    "articles.review.middleware.ReviewRefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

_TEMPLATE_LOADERS = [
    "clinic.core.template_loaders.IndentationFreeLoader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", _TEMPLATE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic.core.context_processors.frame",
            ],
        },
    },
]

# Data

DATABASES = {
    "default": {
        **dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60, conn_health_checks=True),
        "ENGINE": "django.db.backends.postgresql",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENVIRONMENT.cache_url}
        if ENVIRONMENT.cache_url
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article in the page editor has thousands of fields

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [ROOT / "clinic" / "locale"]
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone

# Who may come in (docs/accounts.md)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds; a new colleague opens the first link on another day
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"
CLIENT_IP_HEADER = ENVIRONMENT.client_ip_header
IDLE_LOGOFF_SECONDS = ENVIRONMENT.idle_logoff_minutes * 60
SESSION_LIMIT_SECONDS = 12 * 3600  # a working day; then everyone signs in anew
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = SESSION_LIMIT_SECONDS
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"

ACCOUNT_ADAPTER = "clinic.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # a Site manager gives the address; its owner proves it by the first link
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 -- a class, not a secret
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
MFA_ADAPTER = "clinic.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds before and after, for clocks that are off
MFA_TOTP_ISSUER = str(_site.hostname)
MFA_FORMS = {
    "authenticate": "clinic.accounts.forms.SecondFactorForm",
    "reauthenticate": "clinic.accounts.forms.SecondFactorAgainForm",
}
# fido2 itself takes http for localhost alone; a sample site on 127.0.0.1 has no passkeys in any browser.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody can lock a colleague out from elsewhere
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "email"
AXES_USERNAME_CALLABLE = "clinic.accounts.throttling.account_name"
AXES_CLIENT_IP_CALLABLE = "clinic.core.client_address.client_address"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_SENSITIVE_PARAMETERS = [  # masked in its rows and log lines
    "username",
    "ip_address",
    "login",
    "email",
    "code",
    "credential",
    "password1",
    "password2",
    "oldpassword",
    "csrfmiddlewaretoken",
]
AXES_VERBOSE = False  # no line at every start of every process, and none with an address

# What a browser is told

_secure = ENVIRONMENT.https
SECURE_SSL_REDIRECT = _secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.client_ip_header else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_HSTS_PRELOAD = _secure
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = _secure
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows previews in a frame of its own origin
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY; frame-ancestors below says the same as this
CONTENT_SECURITY_POLICY = {"DIRECTIVES": POLICY}

# Mail

_smtp = urlsplit(ENVIRONMENT.smtp_url.get_secret_value())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
if _smtp.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _smtp.hostname
    EMAIL_PORT = _smtp.port or (465 if _smtp.scheme == "smtps" else 587)
    EMAIL_HOST_USER = unquote(_smtp.username or "")
    EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
    EMAIL_USE_TLS = _smtp.scheme == "smtp"
    EMAIL_TIMEOUT = 20  # seconds
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

# Wagtail

WAGTAIL_SITE_NAME = "Ketamine clinic"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.site_url
WAGTAILIMAGES_IMAGE_MODEL = "core.ClinicImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.ClinicDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "articles.review.finishing.publish_what_was_approved"
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})  # names that browsers do not know
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # passwords, and the ways back in, are allauth's alone
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is the name to sign in with: a Site manager changes it
WAGTAILUSERS_PASSWORD_ENABLED = False  # nobody types a password for somebody else
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []

# What is written down about each request: no cookie, body or address of a visitor.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        # The level is the handler's too, because the task worker raises its loggers' own.
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": ENVIRONMENT.log_level}
    },
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
}

"""Settings: one file; what differs between machines comes from the environment."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from gongzhi.config.database import databases
from gongzhi.config.home import instance_home
from gongzhi.kernel.keys import secret_key

HOME = instance_home()
INSTANCE = os.environ.get("GONGZHI_INSTANCE", "main")
SECRET_KEY = secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("GONGZHI_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GONGZHI_ORIGINS", "").split(",") if o]
PUBLIC_ADDRESS = os.environ.get("GONGZHI_ADDRESS", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "gongzhi.kernel",
    "gongzhi.web",
    "gongzhi.documents",
    "gongzhi.places",
    "gongzhi.people",
    "gongzhi.norms",
    "gongzhi.register",
    "gongzhi.bodies",
    "gongzhi.voting",
    "gongzhi.meetings",
    "gongzhi.seals",
    "gongzhi.fund",
    "gongzhi.issues",
    "gongzhi.desk",
    "gongzhi.api",
    "gongzhi.config.demo",
]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongzhi.web.language.LanguageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gongzhi.web.middleware.PersonMiddleware",
    "gongzhi.web.middleware.RefusalMiddleware",
    "gongzhi.web.middleware.DoorMiddleware",
]
ROOT_URLCONF = "gongzhi.config.urls"
WSGI_APPLICATION = "gongzhi.config.wsgi.application"
DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.template.context_processors.i18n",
                "gongzhi.web.context.page",
                "gongzhi.desk.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "gongzhi.web.templatetags.gz",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = None  # whitenoise serves the files straight from the packages
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILES = HOME / "files"

PERSON_OF_SESSION = "gongzhi.people.queries.person_of_session"
RUNNING_PROCEDURES = ["gongzhi.voting.queries.running.running_in"]
SESSION_ENGINE = "gongzhi.kernel.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PUBLIC_ADDRESS.startswith("https://")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_FAILURE_VIEW = "gongzhi.web.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("GONGZHI_LOG", "WARNING")},
    # At DEBUG Django writes out the context of a template that lacks a variable: a voter's choices among it.
    "loggers": {"django.template": {"level": "INFO"}},
}

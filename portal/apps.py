"""The site as Django apps: `portal` has no models, static files are collected without sources."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class PortalConfig(AppConfig):
    name = "portal"
    default = True


class BuiltStaticFilesConfig(StaticFilesConfig):
    """What is built is collected; what it was built from (static/src) is not."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "src", "node_modules"]

"""The site as a Django app: it has no models."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

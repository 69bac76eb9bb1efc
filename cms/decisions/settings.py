"""A change of the settings stands in the log with the old and the new value."""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.log_actions import log

from cms.models import PortalSettings

ACTION = "cms.settings"
NOTHING = "–"


@receiver(pre_save, sender=PortalSettings)
def remember_settings(sender: type, instance: PortalSettings, **kwargs: Any) -> None:
    """Know in `log_settings` what they were."""
    before = PortalSettings.objects.filter(pk=instance.pk).first()
    instance.before = _values(before) if before else {}


@receiver(post_save, sender=PortalSettings)
def log_settings(sender: type, instance: PortalSettings, created: bool, **kwargs: Any) -> None:
    """Write down what changed, if anything did."""
    before: dict[str, Any] = instance.before
    after = _values(instance)
    changes = {
        name: {"from": value, "to": after[name]}
        for name, value in before.items()
        if value != after[name]
    }
    if changes:
        log(instance, ACTION, data={"changes": changes})


def changes_of(data: dict[str, Any]) -> str:
    """Print what `log_settings` wrote."""
    return "; ".join(
        f"{_name(name)}: {_shown(name, change['from'])} → {_shown(name, change['to'])}"
        for name, change in data.get("changes", {}).items()
    )


def _values(settings: PortalSettings) -> dict[str, Any]:
    """Return the value of each field; of a contact its name, which may be gone tomorrow."""
    return {
        field.name: str(getattr(settings, field.name) or "")
        if field.is_relation
        else getattr(settings, field.name)
        for field in settings._meta.concrete_fields
        if field.name not in ("id", "site")
    }


def _name(name: str) -> str:
    return str(PortalSettings._meta.get_field(name).verbose_name)


def _shown(name: str, value: Any) -> str:
    options = dict(getattr(PortalSettings._meta.get_field(name), "options", ()))
    if isinstance(value, list):
        return ", ".join(str(options.get(each, each)) for each in value) or NOTHING
    return str(value) or NOTHING

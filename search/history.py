"""Who last changed a record of the CMS, as its history tells."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from wagtail.models import ModelLogEntry


def last_changed_by(model: type[Model]) -> Subquery:
    """Name who last changed each row; nobody for what a command made."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    full_name = Trim(Concat("user__first_name", Value(" "), "user__last_name"))
    name = Coalesce(NullIf(full_name, Value("")), "user__username")
    return Subquery(entries.order_by("-timestamp", "-pk").values_list(name)[:1])

"""TLP 2.0 labels: who may receive an item, in codes, capitals and plain words.

Source of the labels: FIRST, Traffic Light Protocol 2.0. TLP:RED is known and refused: what only
the people in one conversation may know does not belong in a portal.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

RED = "red"


class Label(models.TextChoices):
    """The labels an item can have."""

    CLEAR = "clear", "TLP:CLEAR"
    GREEN = "green", "TLP:GREEN"
    AMBER = "amber", "TLP:AMBER"
    AMBER_STRICT = "amber-strict", "TLP:AMBER+STRICT"


# What the form offers. RED is offered so that choosing it explains why it cannot be kept here.
FORM_CHOICES = [
    (Label.CLEAR.value, _("TLP:CLEAR: everybody may read this")),
    (Label.GREEN.value, _("TLP:GREEN: only the signed-in community")),
    (Label.AMBER.value, _("TLP:AMBER: only the organisations named and those they serve")),
    (Label.AMBER_STRICT.value, _("TLP:AMBER+STRICT: only the organisations named")),
    (RED, _("TLP:RED: not in this portal")),
]

RED_REFUSED = _(
    "TLP:RED is only for the people in one conversation. Do not keep it in this portal: "
    "share it in person, or choose a label that fits a wider group."
)

SHARING = {
    Label.CLEAR.value: _("You may share this with everybody."),
    Label.GREEN.value: _("You may share this within the community, not in public."),
    Label.AMBER.value: _(
        "You may share this within the organisations named and with those they serve, "
        "if they need it for their work."
    ),
    Label.AMBER_STRICT.value: _(
        "You may share this only within the organisations named, with those who need it "
        "for their work."
    ),
}

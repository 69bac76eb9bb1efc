"""Names of the kinds in the plural; what to do comes first, what it rests on last."""

from django.utils.translation import gettext_lazy as _

PLURALS = {
    "draaiboek": _("Playbooks"),
    "handreiking": _("Guides"),
    "les": _("Lessons"),
    "praktijkvoorbeeld": _("Case studies"),
}
SEE_ALL = {
    "draaiboek": _("See all %(count)s playbooks"),
    "handreiking": _("See all %(count)s guides"),
    "les": _("See all %(count)s lessons"),
    "praktijkvoorbeeld": _("See all %(count)s case studies"),
}

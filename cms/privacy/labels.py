"""The kinds in words for people; apart, because the finder itself knows no Django."""

from django.utils.translation import gettext_lazy as _

from cms.privacy.findings import Kind

LABELS = {
    Kind.IBAN: _("bank account number (IBAN)"),
    Kind.BSN: _("citizen service number (BSN)"),
    Kind.EMAIL: _("e-mail address"),
    Kind.IP: _("IP address"),
    Kind.SOCIAL: _("social media account"),
    Kind.PHONE: _("phone number"),
    Kind.CASE: _("case number"),
    Kind.PLATE: _("licence plate"),
    Kind.POSTCODE: _("postcode with house number"),
    Kind.BIRTH_DATE: _("date of birth"),
    Kind.ADDRESS: _("street with house number"),
    Kind.NAME: _("name"),
}

"""What the editor says beside its buttons."""

from django import template

from cms.moderation.why_no_button import why_no_approval

register = template.Library()
register.simple_tag(why_no_approval)

"""The same people as in the tests of the review, and how they use the privacy check."""

import re

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from cms.models import PrivacyFinding
from tests.cms.editor_form import edit_address, form_at, hand_in
from tests.cms.moderation.conftest import Desk, desk
from tests.factories import signed_in

__all__ = ["desk"]

# Values that are nobody's: the numbers of examples in laws and manuals.
BSN = "111222333"
PHONE = "06-12345678"
NAME = "wethouder Jan de Vries"
REASON = "Openbaar meldpunt van de gemeente."


@pytest.fixture
def gate(desk):
    return Gate(desk)


class Gate:
    """What authors and editors do with the check, over HTTP."""

    def __init__(self, desk: Desk):
        self.desk = desk

    def address(self, page):
        return reverse("cms_privacy_check", args=[page.pk])

    def hand_in(self, page, who="author"):
        """Send the form of the editor as it stands, to be reviewed."""
        browser = signed_in(self.desk.people[who])
        form = form_at(browser, edit_address(page))
        assert hand_in(browser, edit_address(page), form).status_code == 302
        return WorkflowState.objects.filter(object_id=str(page.pk)).latest("pk")

    def look(self, page, who="author"):
        return signed_in(self.desk.people[who]).get(self.address(page))

    def sign(self, page, who="author", reason=REASON, number=0):
        """Fill in the form of an open finding, the first one unless another is asked for."""
        browser = signed_in(self.desk.people[who])
        forms = re.findall(
            r'<form action="[^"]*#finding.*?</form>',
            browser.get(self.address(page)).text,
            re.DOTALL,
        )
        hidden = dict(re.findall(r'name="(finding|text_hash)" value="([^"]*)"', forms[number]))
        return browser.post(self.address(page), {**hidden, "reason": reason})

    def save(self, page, who="author", **fields):
        """Change the draft."""
        page = page.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision(user=self.desk.people[who])

    def states(self, page):
        rows = PrivacyFinding.objects.filter(page=page).order_by("pk")
        return list(rows.values_list("path", "kind", "state"))

    def finding(self, page):
        """The first that was kept, what became of it and why."""
        rows = PrivacyFinding.objects.filter(page=page).order_by("pk")
        return rows.values_list("pk", "state", "reason")[0]

"""No way past the review by moving an item: who reads it is part of what was approved."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import CaseStudyPage
from cms.moderation.writers import writers_of
from tests.cms.editor_form import decide
from tests.cms.moderation.conftest import OTHER, OWN
from tests.factories import organisation, signed_in

pytestmark = pytest.mark.django_db

STATES = ("draft", "waiting", "sent back", "scheduled", "live")


@pytest.mark.parametrize(
    ("label", "state", "in_bulk"),
    [
        *(("amber", state, bulk) for state in STATES for bulk in (False, True)),
        *(("amber-strict", state, False) for state in STATES),
        *(("green", state, False) for state in STATES[1:]),
    ],
)
def test_no_move_gives_what_was_approved_to_other_readers(desk, label, state, in_bulk):
    later = timezone.now() + datetime.timedelta(days=1)
    page = desk.draft(go_live_at=later if state == "scheduled" else None)
    page.label = label
    page.save_revision(user=desk.people["author"])
    if state != "draft":
        chain = desk.hand_in(page)
    if state in ("scheduled", "live"):
        decide(desk.people["editor"], chain, "approve")
    if state == "sent back":
        decide(desk.people["editor"], chain, "reject", comment="Te lang.")
    page, there = CaseStudyPage.objects.get(pk=page.pk), organisation(OTHER).page
    assert page.live == (state == "live")
    desk.people["editor"].groups.add(organisation(OTHER).editors)
    browser = signed_in(desk.people["editor"])
    if in_bulk:
        address = f"/beheer/bulk/wagtailcore/page/move/?next=/beheer/&id={page.pk}"
        browser.post(address, {"chooser": there.pk})
    else:
        address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, there.pk])
        answer = browser.post(address, follow=True)
    is_in_review = state in ("waiting", "sent back")
    stays = is_in_review or (state != "draft" and label != "green")
    assert (CaseStudyPage.objects.get(pk=page.pk).organisation.slug == OWN) is stays
    if not in_bulk:
        assert ("voor de lezers hier" in answer.text) is stays


def test_who_moved_an_item_does_not_approve_its_new_readers(desk):
    """Taken offline first: nobody wrote since its approval, and still it is not as approved."""
    page = desk.draft(label="amber")
    decide(desk.people["second editor"], desk.hand_in(page), "approve")
    mover, there = desk.people["editor"], organisation(OTHER)
    mover.groups.add(there.editors)
    browser = signed_in(mover)
    for name, *where in (("unpublish",), ("move_confirm", there.page.pk)):
        browser.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *where]))
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert (page.live, page.organisation) == (False, there)
    state = page.get_workflow().start(page, mover)
    decide(mover, state, "approve")
    page.refresh_from_db()
    assert not page.live
    decide(desk.people["editor elsewhere"], state, "approve")
    page.refresh_from_db()
    assert page.live
    page.save_revision(user=desk.people["author"])
    assert mover.pk not in writers_of(page)

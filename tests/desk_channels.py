"""Every way in which the desk could tell somebody of a draft, its versions and its remarks."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from cms.models import CaseStudyPage, KnowledgePage, Municipality
from tests.channels import SECRET
from tests.factories import CONSENT, go_live, make_draft, member_of
from tests.readers import OWNER

NOWHERE = 999_999  # the number of a page that is not there


def make_drafts() -> list[KnowledgePage]:
    """Return a draft that never was published, and a newer one of an item for members only."""
    author = member_of("schrijver", OWNER, "authors")
    fresh = make_draft(CaseStudyPage, under=OWNER, owner=author, title=SECRET, slug="nieuw")
    named = {**CONSENT, "consent_by": SECRET, "municipality": Municipality.objects.first()}
    fresh.keywords.add(SECRET)
    fresh.save()
    fields = {"owner": author, "label": "amber-strict", "slug": "dicht", **named}
    shut = make_draft(CaseStudyPage, under=OWNER, **fields)
    go_live(shut)
    shut.title = SECRET
    for page in (fresh, shut):
        page.save_revision(user=author)
        page.save_revision(user=author)
        Comment.objects.create(page=page, user=author, text=SECRET, contentpath="summary")
        state = page.get_workflow().start(page, author).current_task_state
        state.task.specific.on_action(state, reviewer_of(page), "reject", comment=SECRET)
    return [fresh, shut]


def reviewer_of(page: KnowledgePage) -> User:
    """Return an editor of the owner."""
    editors: Any = page.organisation.editors.user_set
    return editors.first() or member_of("nakijker", OWNER, "editors")


def _ask(client: Client, draft: KnowledgePage, number: int) -> dict[str, HttpResponse]:
    """Ask about the page with this number, with the versions and steps of the draft."""
    first = draft.revisions.order_by("pk").first()
    workflow = draft.workflow_states.get()
    task = workflow.current_task_state.task_id
    asked = {
        "draft": ("view_draft",),
        "preview": ("preview_on_edit",),
        "revision": ("revisions_view", first.pk),
        "old version in the form": ("revisions_revert", first.pk),
        "comparison": ("revisions_compare", first.pk, draft.latest_revision_id),
        "form with remarks": ("edit",),
        "history": ("history",),
        "history of the review": ("workflow_history",),
        "steps of the review": ("workflow_history_detail", workflow.pk),
        "preview of a step": ("workflow_preview", task),
    }
    addresses = {
        name: reverse(f"wagtailadmin_pages:{view}", args=[number, *args])
        for name, (view, *args) in asked.items()
    }
    addresses["privacy check"] = reverse("cms_privacy_check", args=[number])
    return {name: client.get(address) for name, address in addresses.items()}


LISTS = {
    "dashboard": "/beheer/",
    "listing": "/beheer/kennis/",
    "search": f"/beheer/pages/search/?q={SECRET[:6]}",
    "keywords": f"/beheer/tag-autocomplete/?term={SECRET[:6]}",
    "keywords of a kind": f"/beheer/tag-autocomplete/taggit/tag/?term={SECRET[:6]}",
    "decisions": "/beheer/reports/besluiten/",
    "decisions as CSV": "/beheer/reports/besluiten/?export=csv",
    "decisions as JSON lines": "/beheer/reports/besluiten/?export=jsonl",
    "listing as CSV": "/beheer/kennis/?export=csv",
    "site history": "/beheer/reports/site-history/",
    "site history as CSV": "/beheer/reports/site-history/?export=csv",
    "report of the review": "/beheer/reports/workflow/",
    "report of the review as CSV": "/beheer/reports/workflow/?export=csv",
    "report of its steps": "/beheer/reports/workflow_tasks/",
    "consents": "/beheer/toestemmingen/",
    "consents as CSV": "/beheer/toestemmingen/?export=csv",
    "what is kept of handed-in lessons as CSV": "/beheer/reports/ingediend/?export=csv",
    "searches without a result as CSV": "/beheer/reports/niet-gevonden/?export=csv",
    "locked pages": "/beheer/reports/locked/",
    "ageing pages": "/beheer/reports/aging-pages/",
}


def asked_about(client: Client, drafts: list[KnowledgePage]) -> tuple[set[str], set[str]]:
    """Return which addresses tell of a draft, and which do not answer as for a missing page."""
    told, unlike = set(), set()
    for draft in drafts:
        found = _ask(client, draft, draft.pk)
        missing = _ask(client, draft, NOWHERE)
        told |= {name for name, answer in found.items() if SECRET in body(answer)}
        unlike |= {
            name
            for name, answer in found.items()
            if _outside(answer) != _outside(missing[name]).replace(str(NOWHERE), str(draft.pk))
        }
    return told, unlike


def _outside(answer: HttpResponse) -> str:
    return f"{answer.status_code} {answer.headers.get('Location', '')}"


def told_by_lists(client: Client) -> set[str]:
    """Return which lists and exports of the desk name a draft."""
    return {name for name, address in LISTS.items() if SECRET in body(client.get(address))}


def body(response: Any) -> str:
    """Return the text of an answer, streamed or not."""
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode()

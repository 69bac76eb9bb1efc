"""The form of the editor as a browser fills it in and sends it."""

import json
import re

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from cms.models import CaseStudyPage, GuidePage, KnowledgePage, LessonPage, PlaybookPage
from cms.moderation.read_version import version_of
from tests.factories import DEFAULTS, ITEM_TYPES, make_user, organisation, signed_in

HOME = "riec-oost-nederland"
# Four towns; without the province six, those of the whole region of the RIEC.
TOO_PRECISE = {"size_classes": ["100000-250000"], "provinces": ["gelderland"]}

TEXTS = {
    CaseStudyPage: {"problem": "<p>Wat er gebeurde.</p>", "approach": "<p>Wat er is gedaan.</p>"},
    LessonPage: {
        "expected": "Iedereen wist wie te bellen.",
        "happened": "De lijst was een jaar oud.",
        "lesson": "Kijk de lijst elk kwartaal na.",
        "recommendation": "<p>Zet een datum in de agenda.</p>",
    },
    PlaybookPage: {
        "situation": "<p>U vindt een brief.</p>",
        "steps-0-action": "Bel 112",
        "steps-0-role": "Iedereen",
    },
    GuidePage: {
        "one_minute": "Bel eerst.",
        "what_is_it": "<p>Wat het is.</p>",
        "actions": "Bel de griffier.",
    },
}

# What is sent; reading the whole page, 300 kB, takes as long as making it.
FIELDS = re.compile(r"</?(?:form|input|select)\b[^>]*>|<(option|textarea)\b[^>]*>[^<]*</\1>")

CHOSEN = ("lesson_kind", "evidence_strength", "maturity")  # of a lesson, each with a default

every_kind = pytest.mark.parametrize("page_type", ITEM_TYPES, ids=lambda model: model.KIND)


def add_address(page_type):
    names = ("cms", page_type._meta.model_name, organisation(HOME).page.pk)
    return reverse("wagtailadmin_pages:add", args=names)


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_at(client, address) -> QueryDict:
    """What a browser would send back from this form, untouched."""
    response = client.get(address)
    assert response.status_code == 200
    fields = "".join(field[0] for field in FIELDS.finditer(response.content.decode()))
    form = querydict_from_html(fields, form_id="page-edit-form")
    for name, value in form.items():
        if _is_empty_rich_text(value):
            form[name] = "null"  # the scripts of the editor send it so
    return form


def _is_empty_rich_text(value: str) -> bool:
    if not (value.startswith("{") and '"entityMap"' in value):
        return False
    return [block["text"] for block in json.loads(value)["blocks"]] == [""]


def fill_in(form: QueryDict, **values) -> QueryDict:
    """Type values; rich text starts with a tag, relations are lists of slugs."""
    for name, value in values.items():
        if isinstance(value, list):
            related = KnowledgePage._meta.get_field(name).related_model
            form.setlist(name, related.objects.filter(slug__in=value).values_list("pk", flat=True))
        else:
            form[name] = rich_text(value) if str(value).startswith("<p>") else value
    return form


def form_of(page: KnowledgePage) -> QueryDict:
    """Return what a browser would send of a lesson with another summary; the form is not asked."""
    form = QueryDict(mutable=True)
    for name in ("related_links", "sources", "attachments", "comments"):
        form.update({f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"})
    form.update({"title": page.title, "slug": page.slug, "label": "clear"})
    form.update({"source_language": "nl", "published_on": "2026-01-01"})
    form.update({name: getattr(page, name) for name in CHOSEN})
    choices = {name: list(slugs) for name, slugs in DEFAULTS.items()}
    return fill_in(form, summary="Anders.", **choices, **TEXTS[LessonPage])


def complete(client, page_type, **values) -> QueryDict:
    """A form of a new item in which everything that publishing wants is filled in."""
    form = form_at(client, add_address(page_type))
    return fill_in(
        form,
        **{
            "title": "Wat wij leerden",
            "slug": "wat-wij-leerden",
            "summary": "In gewone woorden.",
            "topics": ["bedreiging"],
            "audience_roles": ["raadslid"],
            "phases": ["reageren"],
            **TEXTS[page_type],
            **values,
        },
    )


def hand_in(client, address, form):
    return client.post(address, {**form, "action-submit": "yes"})


def publish(client, address, form):
    """Hand it in; what the form takes is approved, at every step, by somebody else."""
    response = hand_in(client, address, form)
    approve_everything()
    return response


def approve_everything():
    for state in WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS):
        while state.status == WorkflowState.STATUS_IN_PROGRESS:
            assert decide(reviewer(), state, "approve").status_code == 302
            state.refresh_from_db()


def decide(user, state, action, comment="", read=None):
    """A decision without the editor, on the version that was read; else on the latest."""
    state.refresh_from_db()
    names = [state.object_id, action, state.current_task_state_id]
    address = reverse("wagtailadmin_pages:workflow_action", args=names)
    version = version_of(read or Page.objects.get(pk=state.object_id).latest_revision)
    return signed_in(user).post(address, {"comment": comment, "version": version})


def reviewer():
    """Somebody who wrote nothing and may review everything."""
    found = User.objects.filter(username="controleur").first()
    return found or make_user("controleur", is_superuser=True)


def errors_of(response):
    assert response.status_code == 200
    form = response.context["form"]
    return {name: " ".join(texts) for name, texts in form.errors.items()}

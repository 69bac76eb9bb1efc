"""Handed-in lessons in the CMS: who sees the sender, and that nothing else tells."""

import json

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex, Revision

from cms.models import Contribution
from cms.reference.organisations import PORTAL_MANAGERS
from search.models import SearchDocument
from tests.cms.contributions.sender import EMAIL, NAME, do, handed_in
from tests.cms.contributions.test_status import publish
from tests.factories import make_user, member_of, signed_in

pytestmark = pytest.mark.django_db

OWN, OTHER = "riec-oost-nederland", "riec-limburg"
LIST = "/beheer/ingediend/"


def detail(contribution):
    return reverse("cms_contribution", args=[contribution.pk])


def edit(contribution):
    return reverse("wagtailadmin_pages:edit", args=[contribution.page_id])


def test_only_the_editors_of_the_riec_see_who_sent_it():
    contribution, _link = handed_in()
    assert contribution.organisation.slug == OWN
    sees = {
        "editor": member_of("redacteur", OWN, "editors"),
        "superuser": make_user("admin", is_superuser=True),
    }
    others = {
        "editor elsewhere": member_of("buur", OTHER, "editors"),
        "editor of the VNG": member_of("vng", "vng", "editors"),
        "author": member_of("auteur", OWN, "authors"),
        "member": member_of("lid", OWN),
        "portal manager": make_user("beheerder", PORTAL_MANAGERS),
    }
    for name, person in {**sees, **others}.items():
        client = signed_in(person)
        answers = [client.get(address) for address in (LIST, detail(contribution))]
        told = EMAIL in answers[1].text and NAME in answers[1].text
        assert told == (name in sees), name
        assert (str(contribution) in answers[0].text) == (name in sees), name
        shown = client.get(edit(contribution)).text
        assert (detail(contribution) in shown) == (name in sees), name
        assert EMAIL not in shown, name
    assert Client().get(detail(contribution)).status_code == 302


def test_the_vng_stands_in_where_a_riec_has_no_editor():
    contribution, _link = handed_in()
    vng = member_of("vng", "vng", "editors")
    assert EMAIL in signed_in(vng).get(detail(contribution)).text
    editor = member_of("redacteur", OWN, "editors")
    assert signed_in(vng).get(detail(contribution)).status_code == 404
    editor.is_active = False
    editor.save()
    assert EMAIL in signed_in(vng).get(detail(contribution)).text


def test_the_sender_stands_nowhere_else():
    contribution, link = handed_in()
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    editor.post(detail(contribution), {"text": "Dank u wel.", "send": ""})
    do(link, "answer", text="Graag gedaan.")
    page = publish(contribution)
    call_command("rebuild_references_index", verbosity=0)
    kept = [
        *Revision.objects.all(),
        *PageLogEntry.objects.all(),
        *ModelLogEntry.objects.all(),
        *ReferenceIndex.objects.all(),
        *SearchDocument.objects.all(),
        page,
    ]
    text = json.dumps(json.loads(serializers.serialize("json", kept)))
    public = [
        Client().get(address).text
        for address in (page.url, "/", "/lessen/", f"/zoeken/?q={NAME}", f"/zoeken/?q={EMAIL}")
    ]
    public = [shown.replace(f'value="{NAME}"', "") for shown in public]
    for secret in (EMAIL, "Fluitekruid"):
        assert secret not in text
    assert EMAIL not in public[0] + public[1] + public[2]
    assert all("Fluitekruid" not in shown for shown in public[:3])
    for answer in public[3:]:
        assert page.url not in answer


def test_an_editor_writes_and_ends_it():
    contribution, link = handed_in()
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    assert "verplicht" in editor.post(detail(contribution), {"text": " "}).text
    editor.post(detail(contribution), {"text": "Was het in 2024?", "send": ""})
    assert "Was het in 2024?" in Client().get(link).text
    contribution.refresh_from_db()
    assert contribution.state == "open"
    editor.post(detail(contribution), {"text": "Wij hebben deze les al.", "close": ""})
    shown = Client().get(link).text
    assert "Wij hebben deze les al." in shown
    assert "gebruikt uw les niet" in shown
    log = ModelLogEntry.objects.filter(action__startswith="cms.contribution").order_by("pk")
    assert [entry.action for entry in log] == ["cms.contribution.write", "cms.contribution.close"]
    assert "Niet gebruikt; de inzender weet het" in editor.get("/beheer/reports/besluiten/").text


def test_the_list_asks_the_same_of_few_and_of_many():
    handed_in()
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    asked = []
    for number in (0, 4):
        for each in range(number):
            handed_in(email=f"{each}@example.org")
        editor.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            editor.get(LIST)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert Contribution.objects.count() == 5

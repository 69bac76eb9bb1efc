"""What an editor sees first: what waits, what came back, own drafts, what is due and planned."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Comment, Page, Task, WorkflowTask

from cms.models import CollectionPage, HomePage, LessonPage, OrganisationPage, TopicPage
from tests.cms.editor_form import decide, edit_address
from tests.cms.moderation.conftest import OWN
from tests.factories import leaves, make_item, member_of, organisation, signed_in

pytestmark = pytest.mark.django_db


def panels(person, *, tags=False):
    """Text of the panels of the home page by their id; with `tags` as it was sent."""
    page = signed_in(person).get("/beheer/").content.decode()
    found = re.split(r'<section[^>]*id="([\w-]+)-section"', page)
    texts = found[2::2] if tags else (re.sub(r"<[^>]+>|\s+", " ", text) for text in found[2::2])
    return dict(zip(found[1::2], texts, strict=True))


def page_around_items(kind, owner):
    """A draft of a dossier or of a page that was there already, of which somebody is the owner."""
    page = organisation(OWN).page if kind is OrganisationPage else kind.objects.first()
    if kind is CollectionPage:
        page = CollectionPage(title="Dossier", slug="dossier", intro="Kort.", live=False)
        organisation(OWN).page.add_child(instance=page)
    if kind is not HomePage:  # which has no owner
        Page.objects.filter(pk=page.pk).update(owner=owner)
    page = kind.objects.get(pk=page.pk)
    page.save_revision(user=owner)
    return page


def test_what_waits_comes_longest_first_with_the_days(desk, time_machine):
    now = timezone.now()
    for days, title in ((3, "Eerste"), (0, "Tweede")):
        time_machine.move_to(now - datetime.timedelta(days=days))
        desk.hand_in(desk.draft(title=title))
    time_machine.move_to(now)
    waits = {name: panels(person).get("waiting", "") for name, person in desk.people.items()}
    reviewers = {"editor", "second editor", "author and editor", "superuser"}
    assert {name for name, text in waits.items() if text} == reviewers
    told = waits["editor"]
    assert told.index("Eerste") < told.index("Tweede")
    for text in ("3 dagen", "sinds vandaag", "RIEC Limburg", "Redactie van de organisatie"):
        assert text in told
    assert "door auteur" in told


def test_the_vng_sees_what_others_read_now(desk):
    page = desk.draft(title="Bij het RIEC")
    desk.draft(title="Nog niet ingediend")
    desk.hand_in(page)
    sees = {name: panels(person).get("chain", "") for name, person in desk.people.items()}
    assert {name for name, text in sees.items() if text} == {"editor of the VNG"}
    told = sees["editor of the VNG"]
    for text in ("Bij het RIEC", "RIEC Limburg", "Redactie van de organisatie", "door auteur"):
        assert text in told
    assert "Nog niet ingediend" not in told
    looks_on = signed_in(desk.people["editor of the VNG"])
    assert looks_on.get(f"/beheer/pages/{page.pk}/edit/").status_code == 200


def test_what_was_read_before_is_a_click_away(desk):
    page = desk.draft()
    first = page.latest_revision_id
    state = desk.hand_in(page)
    decide(desk.people["editor"], state, "reject", comment="Korter.")
    page.title = "Korter"
    last = page.save_revision(user=desk.people["author"])
    state.refresh_from_db()
    state.resume(desk.people["author"])
    browser = signed_in(desk.people["second editor"])
    address = f"/beheer/pages/{page.pk}/revisions/compare/{first}...latest/"
    assert address in browser.get("/beheer/").content.decode()
    assert "Korter" in browser.get(address).content.decode()
    assert last.pk != first


def test_what_came_back_shows_the_reason_and_the_open_remarks(desk):
    page = desk.draft(title="Teruggekomen")
    state = desk.hand_in(page)
    for text, closed in (("Noem de rol.", None), ("Al gedaan.", timezone.now())):
        Comment.objects.create(
            page=page,
            user=desk.people["editor"],
            text=text,
            contentpath="summary",
            resolved_at=closed,
        )
    decide(desk.people["editor"], state, "reject", comment="Bijna goed.")
    told = panels(desk.people["author"])["sent-back"]
    for text in ("Teruggekomen", "Bijna goed.", "Samenvatting: Noem de rol.", "(redacteur)"):
        assert text in told
    assert "Al gedaan." not in told
    others = set(desk.people) - {"author"}
    assert not [name for name in others if "sent-back" in panels(desk.people[name])]


def test_what_came_back_without_an_owner_is_for_all_who_may_mend_it(desk):
    page = desk.draft(title="Van buiten")
    page.owner = None
    page.save(update_fields=["owner"])
    decide(desk.people["editor"], page.get_workflow().start(page, None), "reject", comment="Kort.")
    sees = {name for name in desk.people if "sent-back" in panels(desk.people[name])}
    assert {"editor", "second editor", "author and editor"} <= sees
    assert not sees & {"editor elsewhere", "member", "portal manager"}


@pytest.mark.parametrize("how", ["closed", "deleted", "left"])
def test_what_came_back_to_somebody_who_is_gone_is_for_all_who_may_mend_it(desk, how):
    page, author = desk.draft(title="Van wie weg is"), desk.people.pop("author")
    decide(
        desk.people["editor"], page.get_workflow().start(page, author), "reject", comment="Kort."
    )
    leaves(author, how)
    sees = {name for name in desk.people if "sent-back" in panels(desk.people[name])}
    assert sees == {"editor", "second editor", "author and editor", "superuser"}


@pytest.mark.parametrize(
    ("kind", "who", "how"),
    [
        (CollectionPage, "author", "closed"),
        (CollectionPage, "author", "left"),
        (OrganisationPage, "editor", "left"),
        (TopicPage, "editor of the VNG", "left"),
        (HomePage, "superuser", "closed"),
        (HomePage, "superuser", "deleted"),
    ],
)
def test_a_page_that_came_back_to_somebody_who_is_gone_is_for_all_who_may_mend_it(
    desk, kind, who, how
):
    gone = desk.people.pop(who)
    page = page_around_items(kind, gone)
    desk.people["colleague"] = member_of("vng-2", "vng", "editors")
    state = page.get_workflow().start(page, gone)
    by = desk.people.get("superuser") or desk.people["colleague"]
    decide(by, state, "reject", comment="Kort.")
    assert not [name for name in desk.people if "sent-back" in panels(desk.people[name])]
    leaves(gone, how)
    sees = {name for name in desk.people if "sent-back" in panels(desk.people[name])}
    ours = {"editor", "second editor", "author and editor"} - {who}
    vng = {"colleague", "editor of the VNG"} - {who}
    ours = ours if kind in (CollectionPage, OrganisationPage) else vng
    assert sees == ours | ({"superuser"} - {who})
    address = edit_address(page)
    assert all(signed_in(desk.people[name]).get(address).status_code == 200 for name in sees)


@pytest.mark.parametrize("kept", ["", "privacy", "VNG", "inactive"])
def test_where_nobody_would_review_the_desk_says_so_to_everybody(desk, kept):
    assert not [name for name in desk.people if "no-review" in panels(desk.people[name])]
    steps = WorkflowTask.objects.all()
    keep = {"privacy": "privacychecktask", "VNG": "vngreviewtask"}.get(kept)
    if kept == "inactive":
        Task.objects.update(active=False)
    elif keep:
        steps.filter(**{f"task__{keep}": None}).delete()
    else:
        steps.delete()
    told = {name: panels(desk.people[name]).get("no-review", "") for name in desk.people}
    assert all("controlestap" in text for name, text in told.items() if name != "member"), told


def test_own_drafts_what_is_due_and_what_is_planned(desk):
    desk.draft(title="Concept van mij")
    desk.hand_in(desk.draft(title="Ingediend stuk"))
    make_item(LessonPage, under=OWN, title="Verouderd", review_by=datetime.date(2020, 1, 1))
    make_item(LessonPage, under="vng", title="Elders", review_by=datetime.date(2020, 1, 1))
    later = timezone.now() + datetime.timedelta(days=2)
    planned = desk.draft(title="Voor later", go_live_at=later)
    decide(desk.people["editor"], desk.hand_in(planned), "approve")
    author, editor = panels(desk.people["author"]), panels(desk.people["editor"])
    assert "Concept van mij" in author["own-work"]
    assert re.search(r"Ingediend stuk .*ingediend.*sinds vandaag", author["own-work"])
    assert "Voor later" not in author["own-work"]
    assert "Voor later" in author["scheduled"]
    assert "Voor later" in editor["scheduled"]
    assert "Verouderd" in editor["due"]
    assert "Elders" not in editor["due"]
    assert "own-work" not in editor
    nobody = {"waiting", "sent-back", "own-work", "due", "scheduled"}
    assert not nobody & panels(desk.people["portal manager"]).keys()


def test_as_many_queries_for_few_as_for_many(desk):
    counts = {}
    for _round in range(3):
        for number in range(2):
            desk.hand_in(desk.draft("author"))
            state = desk.hand_in(desk.draft("editor"), by="editor")
            decide(desk.people["second editor"], state, "reject", comment=f"Nee {number}.")
            desk.draft("editor")
            make_item(LessonPage, under=OWN, review_by=datetime.date(2020, 1, 1))
        for name in ("editor", "editor of the VNG"):
            browser = signed_in(desk.people[name])
            browser.get("/beheer/")
            with CaptureQueriesContext(connection) as asked:
                browser.get("/beheer/")
            counts.setdefault(name, []).append(len(asked))
    assert {name: len(set(each[1:])) for name, each in counts.items()} == dict.fromkeys(counts, 1)

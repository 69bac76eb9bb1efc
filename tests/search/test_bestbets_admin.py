"""Best bets in the CMS: who makes them, what the form says, what the listing names."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from cms.models import KnowledgePage
from cms.reference.loader import load_reference_data
from search.models import BestBet
from tests.answers import form_errors, said
from tests.factories import make_draft, make_item, make_user, member_of, signed_in

pytestmark = pytest.mark.django_db

OURS, THEIRS = "riec-oost-nederland", "riec-limburg"
SECRET = "Geheimtitel"
LISTING = "/beheer/aanbevolen/"


@pytest.fixture
def admin() -> Client:
    """Return a browser in which an editor of ours is signed in."""
    return signed_in(member_of("redacteur", OURS, "editors"))


def pin(item: KnowledgePage, words: str = "hulp bij dreiging", **fields: Any) -> BestBet:
    return BestBet.objects.create(item=item.knowledgepage_ptr, words=words, **fields)


def add(browser: Client, item: KnowledgePage | None, words: str, **fields: Any) -> Any:
    values = {"item": item.pk if item else "", "words": words, "note": "", **fields}
    return browser.post(reverse("aanbevolen:add"), values)


def addresses(bet: BestBet) -> list[str]:
    names = ("edit", "delete", "history", "history_results", "usage")
    return [reverse(f"aanbevolen:{name}", args=[bet.pk]) for name in names]


class TestRights:
    @pytest.mark.parametrize(
        ("slug", "role", "may"),
        [
            (OURS, "editors", True),
            ("vng", "editors", True),
            ("ccv", "editors", False),
            (OURS, "authors", False),
            (OURS, "members", False),
            (None, "Portaalbeheer", False),
        ],
    )
    def test_editors_of_vng_and_riec_pin_and_nobody_else(
        self, slug: str | None, role: str, may: bool
    ) -> None:
        user = member_of("iemand", slug, role) if slug else make_user("iemand", role)
        load_reference_data()
        browser = signed_in(user)
        bet = pin(make_item())
        home = browser.get("/beheer/")
        assert (LISTING in home.content.decode()) is may
        for address in (LISTING, reverse("aanbevolen:add"), *addresses(bet)):
            assert (browser.get(address).status_code == 200) is may, address
        add(browser, make_item(), "raadslid bedreigd")
        assert BestBet.objects.filter(words="raadslid bedreigd").exists() is may
        policy = policy_registry.get_by_type(BestBet)
        assert (user in policy.users_with_permission("change")) is may

    def test_a_superuser_may(self) -> None:
        root = make_user("root", is_superuser=True)
        assert signed_in(root).get(LISTING).status_code == 200

    def test_who_is_not_active_may_nothing(self) -> None:
        user = member_of("weg", OURS, "editors")
        user.is_active = False
        policy = policy_registry.get_by_type(BestBet)
        assert not policy.user_has_permission(user, "add")
        assert not policy.instances_user_has_permission_for(user, "change").exists()

    def test_no_permission_is_offered_to_tick_for_a_group(self) -> None:
        root = signed_in(make_user("root", is_superuser=True))
        form = root.get(reverse("wagtailusers_groups:add")).context["form"]
        offered = form.fields["permissions"].queryset
        models = set(offered.values_list("content_type__model", flat=True))
        assert "contact" in models
        assert "bestbet" not in models


class TestForm:
    def test_an_editor_makes_one(self, admin: Client) -> None:
        item = make_item(label="clear", under=THEIRS)
        response = add(
            admin, item, "raadslid  bedreigd\n\nhulp", note="Begin hier.", ends_on="2100-01-01"
        )
        assert response.status_code == 302
        bet = BestBet.objects.get()
        assert (bet.words, bet.item_id, bet.note) == (
            "raadslid bedreigd\nhulp",
            item.pk,
            "Begin hier.",
        )
        assert bet.phrases.count() == 2

    def test_personal_data_is_refused_at_the_field(self, admin: Client) -> None:
        """Readers see it at once, and nobody else reads it first."""
        call = "Bel Jan Jansen op 06-12345678."
        found = form_errors(add(admin, make_item(), "hulp\njan@example.org", note=call))
        assert {name: texts[0].split(".")[0] for name, texts in found.items()} == {
            "note": "Haal weg wat een persoonsgegeven lijkt: naam, telefoonnummer",
            "words": "Haal weg wat een persoonsgegeven lijkt: e-mailadres",
        }
        assert not BestBet.objects.exists()

    def test_the_help_gives_an_example(self, admin: Client) -> None:
        page = admin.get(reverse("aanbevolen:add")).content.decode()
        assert "Bijvoorbeeld: raadslid bedreigd." in page
        assert "Bijvoorbeeld: Begin hier" in page

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ("", "Typ ten minste één regel met woorden."),
            (" \n ", "Typ ten minste één regel met woorden."),
            ("wat is het", "“wat is het” heeft alleen woorden die het zoeken overslaat."),
            ("hulp\nhoe dan", "“hoe dan” heeft alleen woorden die het zoeken overslaat."),
            ("Dreiging: hulp!", "Dit stuk staat al bovenaan bij “Dreiging: hulp!”"),
            ("w" * 300, "is te lang"),
        ],
    )
    def test_words_that_cannot_be_are_refused_with_the_reason(
        self, admin: Client, words: str, reason: str
    ) -> None:
        item = make_item()
        pin(item)
        assert reason in str(form_errors(add(admin, item, words))["words"])
        assert BestBet.objects.count() == 1

    def test_an_item_that_is_not_published_is_refused(self, admin: Client) -> None:
        response = add(admin, make_draft(under=OURS), "hulp")
        assert form_errors(response)["item"] == [
            "Dit stuk is niet gepubliceerd. Publiceer het eerst."
        ]

    def test_an_item_is_needed_and_dates_in_order(self, admin: Client) -> None:
        found = form_errors(add(admin, None, "hulp", starts_on="2026-03-02", ends_on="2026-03-01"))
        assert set(found) == {"item", "ends_on"}

    @pytest.mark.parametrize("number", ["abc", "-1", str(10**30), "١٢", "\x00"])
    def test_what_is_no_number_of_an_item_is_refused_at_the_field(
        self, admin: Client, number: str
    ) -> None:
        data = {"words": "hulp", "item": number, "note": "", "starts_on": "", "ends_on": ""}
        response = admin.post(reverse("aanbevolen:add"), data)
        assert response.status_code == 200
        assert form_errors(response)["item"]

    def test_an_item_of_others_that_is_hidden_is_refused_and_not_named(self, admin: Client) -> None:
        for item in (
            make_item(under=THEIRS, title=SECRET, label="amber-strict"),
            make_draft(under=THEIRS, title=SECRET),
        ):
            response = add(admin, item, "hulp")
            assert form_errors(response)["item"] == ["Kies een stuk dat u mag lezen."]
            assert SECRET not in response.content.decode()

    def test_a_hidden_item_is_answered_as_one_that_is_not_there(self, admin: Client) -> None:
        hidden = make_item(under=THEIRS, label="amber-strict")
        address = reverse("aanbevolen:add")
        answers = {
            said(admin.post(address, {"words": "hulp", "item": number}))
            for number in (hidden.pk, 999_999)
        }
        assert len(answers) == 1

    def test_what_rests_with_its_item_can_be_changed(self, admin: Client) -> None:
        item = make_item(under=OURS)
        bet = pin(item)
        item.unpublish()
        values = {"item": item.pk, "words": "hulp", "note": "Later."}
        response = admin.post(reverse("aanbevolen:edit", args=[bet.pk]), values)
        assert response.status_code == 302
        bet.refresh_from_db()
        assert (bet.note, [phrase.key for phrase in bet.phrases.all()]) == ("Later.", ["hulp"])

    def test_it_can_be_removed(self, admin: Client) -> None:
        bet = pin(make_item())
        assert admin.post(reverse("aanbevolen:delete", args=[bet.pk])).status_code == 302
        assert not BestBet.objects.exists()


class TestListing:
    def test_a_row_tells_words_item_label_period_and_who_changed_it(self, admin: Client) -> None:
        item = make_item(under=OURS, title="Openbaar stuk", label="green")
        add(admin, item, "raadslid bedreigd\nhulp", ends_on="2100-01-31")
        row = re.sub(r"<[^>]+>|\s+", " ", admin.get(LISTING).content.decode())
        for text in (
            *("raadslid bedreigd · hulp", "Openbaar stuk", "TLP:GREEN", "redacteur"),
            "tot en met 31-1-2100",
        ):
            assert text in row

    @pytest.mark.parametrize(
        ("dates", "said"),
        [
            ({}, "altijd"),
            ({"starts_on": "2100-01-31"}, "vanaf 31-1-2100"),
            (
                {"starts_on": "2100-01-30", "ends_on": "2100-01-31"},
                "30-1-2100 tot en met 31-1-2100",
            ),
        ],
    )
    def test_the_period_stands_in_words(
        self, admin: Client, dates: dict[str, str], said: str
    ) -> None:
        pin(make_item(), **dates)
        assert said in admin.get(LISTING).content.decode()

    def test_it_can_be_searched_and_sorted(self, admin: Client) -> None:
        pin(make_item(title="Eerste stuk"), "doxing")
        pin(make_item(title="Tweede stuk"), "dreiging")
        for query, titles in (
            ("q=doxing", {"Eerste"}),
            ("q=tweede", {"Tweede"}),
            ("q=kweek", set()),
        ):
            page = admin.get(f"{LISTING}?{query}").content.decode()
            assert {word for word in ("Eerste", "Tweede") if f"{word} stuk" in page} == titles
        for name in ("words", "item__title", "item__label", "starts_on", "_updated_at", "nonsense"):
            response = admin.get(f"{LISTING}?ordering=-{name}")
            assert len(response.context["object_list"]) == 2

    def test_what_is_hidden_from_the_editor_is_not_there(self, admin: Client) -> None:
        words = "geheimwoorden"
        hidden = [
            pin(make_item(under=THEIRS, title=SECRET, label="amber-strict"), words, note=SECRET),
            pin(make_draft(under=THEIRS, title=SECRET), words),
        ]
        pin(make_item(under=THEIRS, title="Zichtbaar", label="green"))
        page = admin.get(LISTING).content.decode()
        assert "Zichtbaar" in page
        assert SECRET not in page
        assert words not in page
        for bet in hidden:
            assert [admin.get(address).status_code for address in addresses(bet)] == [404] * 5
            assert admin.post(reverse("aanbevolen:delete", args=[bet.pk])).status_code == 404
        assert BestBet.objects.count() == 3
        theirs = signed_in(member_of("collega", THEIRS, "editors"))
        assert theirs.get(LISTING).content.decode().count(f"{SECRET}") >= 2

    def test_a_newer_draft_of_others_is_not_named(self, admin: Client) -> None:
        item = make_item(under=THEIRS, title="Openbaar")
        pin(item)
        item.title = SECRET
        item.save_revision()
        page = admin.get(LISTING).content.decode()
        assert "Openbaar" in page
        assert SECRET not in page

    def test_the_history_is_kept_and_reports_tell_no_words(self, admin: Client) -> None:
        add(admin, make_item(), "geheimwoorden")
        bet = BestBet.objects.get()
        history = admin.get(reverse("aanbevolen:history", args=[bet.pk])).content.decode()
        assert "redacteur" in history
        assert ModelLogEntry.objects.for_instance(bet).get().action == "wagtail.create"
        address = reverse("wagtailadmin_reports:site_history")
        assert admin.get(address).status_code == 404
        report = signed_in(make_user("beheer", "Portaalbeheer")).get(address)
        assert report.status_code == 200
        assert "geheimwoorden" not in report.content.decode()

    def test_the_number_of_queries_does_not_grow(self, admin: Client) -> None:
        pin(make_item())
        admin.get(LISTING)
        with CaptureQueriesContext(connection) as few:
            admin.get(LISTING)
        for _number in range(5):
            pin(make_item())
        with CaptureQueriesContext(connection) as many:
            admin.get(LISTING)
        assert len(many) == len(few)

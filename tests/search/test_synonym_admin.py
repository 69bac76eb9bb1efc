"""Synonyms in the CMS: who writes them, what the form refuses and why, what the listing tells."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from cms.reference.loader import load_reference_data
from search.models import SynonymRule
from search.synonyms.expansion import MOST_ALTERNATIVES
from tests.answers import form_errors
from tests.factories import make_user, member_of, signed_in

pytestmark = pytest.mark.django_db

OURS = "riec-oost-nederland"
LISTING = "/beheer/synoniemen/"
NOTE = "Zo zeggen bewoners het."


@pytest.fixture
def admin() -> Client:
    """Return a browser in which an editor of ours is signed in."""
    return signed_in(member_of("redacteur", OURS, "editors"))


def add(browser: Client, rule: str, **fields: Any) -> Any:
    values = {"rule": rule, "note": NOTE, "is_active": "on", **fields}
    return browser.post(reverse("synoniemen:add"), values)


def edit(browser: Client, changed: SynonymRule, **fields: Any) -> Any:
    values = {"rule": changed.rule, "note": changed.note or NOTE, **fields}
    return browser.post(reverse("synoniemen:edit", args=[changed.pk]), values)


def reason(response: Any) -> str:
    """Return the one reason, which stands at the field of the rule."""
    found = form_errors(response)
    assert list(found) == ["rule"]
    assert len(found["rule"]) == 1
    return found["rule"][0]


def written(*rules: str, **fields: Any) -> list[SynonymRule]:
    return [SynonymRule.objects.create(rule=rule, **fields) for rule in rules]


def addresses(rule: SynonymRule) -> list[str]:
    names = ("edit", "delete", "history", "history_results", "usage")
    return [reverse(f"synoniemen:{name}", args=[rule.pk]) for name in names]


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
def test_editors_of_vng_and_riec_write_them_and_nobody_else(
    slug: str | None, role: str, may: bool
) -> None:
    user = member_of("iemand", slug, role) if slug else make_user("iemand", role)
    load_reference_data()
    browser = signed_in(user)
    (rule,) = written("straatpraat, wijkwoord")
    assert (LISTING in browser.get("/beheer/").content.decode()) is may
    for address in (LISTING, reverse("synoniemen:add"), *addresses(rule)):
        assert (browser.get(address).status_code == 200) is may, address
    add(browser, "carbidschieten, melkbusschieten")
    assert (SynonymRule.objects.count() == 2) is may
    edit(browser, rule, note="Anders.")
    browser.post(reverse("synoniemen:delete", args=[rule.pk]))
    assert SynonymRule.objects.filter(pk=rule.pk).exists() is not may
    policy = policy_registry.get_by_type(SynonymRule)
    assert (user in policy.users_with_permission("change")) is may


def test_no_permission_is_offered_to_tick_for_a_group() -> None:
    root = signed_in(make_user("root", is_superuser=True))
    form = root.get(reverse("wagtailusers_groups:add")).context["form"]
    offered = form.fields["permissions"].queryset
    assert "synonymrule" not in set(offered.values_list("content_type__model", flat=True))


class TestForm:
    def test_an_editor_adds_a_rule(self, admin: Client) -> None:
        assert add(admin, "  carbidschieten,\tmelkbusschieten ").status_code == 302
        rule = SynonymRule.objects.get()
        assert (rule.rule, rule.note, rule.is_active) == (
            "carbidschieten, melkbusschieten",
            NOTE,
            True,
        )

    def test_the_example_of_the_help_can_be_added(self, admin: Client) -> None:
        page = admin.get(reverse("synoniemen:add")).content.decode()
        example = re.search(r"Bijvoorbeeld: ([a-z]+, [a-z]+)\.", page)
        assert example
        assert add(admin, example[1]).status_code == 302

    @pytest.mark.parametrize(
        ("rule", "said"),
        [
            ("", "Typ een regel. Bijvoorbeeld:"),
            (" \n\t", "Typ een regel. Bijvoorbeeld:"),
            ("=>", "Typ een regel. Bijvoorbeeld:"),
            (",", "Typ een regel. Bijvoorbeeld:"),
            ("=> wijkwoord", "Er staat niets vóór “=>”. Zet daar wat lezers typen."),
            ("straatpraat =>", "Er staat niets achter “=>”. Zet daar wat"),
            ("straatpraat, , wijkwoord", "Bij een komma staat niets"),
            ("straatpraat, wijkwoord,", "Bij een komma staat niets"),
            ("straatpraat", "Een regel heeft twee uitdrukkingen of meer nodig. Schrijf “a, b”"),
            ("straatpraat = wijkwoord", "Een regel heeft twee uitdrukkingen of meer nodig."),
            ("aap => noot => mies", "“=>” mag één keer in een regel staan."),
            ("aap, noot\nmies, wim", "Een regel staat op één regel tekst."),
            ("straatpraat => wat is het", "“wat is het” heeft geen woord waarop het zoeken let"),
            ("straatpraat, ?!…", "“?!…” heeft geen woord waarop het zoeken let"),
            ("straatpraat => " + "wijk " * 9, "Houd het bij ten hoogste 8 woorden."),
            ("x" * 501 + " => y", "Een regel heeft ten hoogste 500 tekens. Maak er twee"),
            (
                ", ".join(f"w{n}" for n in range(21)),
                "Een regel heeft ten hoogste 20 uitdrukkingen.",
            ),
            ("straatpraat => straatpraat", "een woord kan niet zichzelf betekenen"),
            ("straatpraat, wijkwoord => Straatpraat", "“straatpraat” en “Straatpraat” zijn"),
            ("café, cafe", "“café” en “cafe” zijn voor het zoeken hetzelfde"),
            ("de straatpraat, straatpraat", "“de straatpraat” en “straatpraat” zijn"),
        ],
    )
    def test_a_rule_that_cannot_be_is_refused_with_the_reason_and_the_fix(
        self, admin: Client, rule: str, said: str
    ) -> None:
        assert said in reason(add(admin, rule))
        assert not SynonymRule.objects.exists()

    def test_every_word_at_fault_is_named(self, admin: Client) -> None:
        found = form_errors(add(admin, "de, het, wijkwoord"))["rule"]
        assert [re.findall("“(.*?)”", line)[0] for line in found] == ["de", "het"]

    def test_a_reason_why_is_needed(self, admin: Client) -> None:
        found = form_errors(add(admin, "straatpraat, wijkwoord", note=" "))
        assert found == {
            "note": [
                "Zeg in één zin waarom, zodat een andere redacteur de regel later kan beoordelen."
            ]
        }

    def test_what_is_said_back_is_escaped(self, admin: Client) -> None:
        page = add(admin, "<b>x</b> => <script>alert(1)</script> => %(rule)s").content.decode()
        assert "<script>alert(1)" not in page
        page = add(admin, "<script>y</script>, <script>Y</script>").content.decode()
        assert "<script>y" not in page


class TestBesideOthers:
    @pytest.mark.parametrize(
        "rule",
        ["loco, locoburgemeester", "Locoburgemeesters => loco", "raad => gemeenteraad"],
    )
    def test_what_the_reviewed_file_says_is_refused_and_named(
        self, admin: Client, rule: str
    ) -> None:
        said = reason(add(admin, rule))
        assert said.startswith("Dit staat al in een regel: “")
        assert "(in de vaste lijst van het portaal). Eén van de twee is genoeg." in said

    @pytest.mark.parametrize("rule", ["b1, a1", "a1 => b1", "c1 => A1", "b1 => a1, c1"])
    def test_what_another_rule_says_is_refused_and_named(self, admin: Client, rule: str) -> None:
        written("a1, b1, c1")
        assert "al in een regel: “a1, b1, c1” (in deze lijst)." in reason(add(admin, rule))
        assert add(admin, "a1, b1, c1, d1").status_code == 302

    def test_a_new_rule_that_is_there_turned_off_is_refused_with_the_way_out(
        self, admin: Client
    ) -> None:
        written("a1, b1", is_active=False)
        assert "“a1, b1” (in deze lijst, en uit: zet die aan)" in reason(add(admin, "b1, a1"))

    @pytest.mark.parametrize(
        ("there", "rule", "named"),
        [
            (["b1 => a1"], "a1 => b1", "“b1 => a1” (in deze lijst)"),
            (["b1 => a1"], "a1, b1", "“b1 => a1” (in deze lijst)"),
            (["b1 => c1", "c1 => a1"], "a1 => b1", "“b1 => c1” (in deze lijst), “c1 => a1”"),
            (["b1, c1", "c1, d1", "d1 => a1"], "a1 => x1, b1", "“d1 => a1”"),
            (["gemeenteraad => a1"], "a1 => raad", "“raad, gemeenteraad” (in de vaste lijst"),
            ([], "waterschap => hoogheemraadschap", "“hoogheemraadschap => waterschap” (in de vas"),
            ([f"k{n} => k{n + 1}" for n in range(9)], "k9 => k0", ", …."),
        ],
    )
    def test_a_loop_is_refused_and_the_other_rules_are_named(
        self, admin: Client, there: list[str], rule: str, named: str
    ) -> None:
        written(*there)
        said = reason(add(admin, rule))
        assert said.startswith("Dit maakt een kring: “")
        assert named in said
        assert SynonymRule.objects.count() == len(there)

    def test_equals_that_meet_over_other_equals_are_no_loop(self, admin: Client) -> None:
        for rule in ("a1, b1", "b1, c1", "c1, a1", "a1 => d1", "c1 => d1"):
            assert add(admin, rule).status_code == 302, rule

    def test_a_rule_that_is_off_stands_in_nobodys_way(self, admin: Client) -> None:
        written("b1 => a1", is_active=False)
        assert add(admin, "a1 => b1").status_code == 302
        off = SynonymRule.objects.get(is_active=False)
        assert "kring" in reason(edit(admin, off, is_active="on"))
        assert edit(admin, off).status_code == 302

    def test_what_became_double_can_be_turned_off(self, admin: Client) -> None:
        (double,) = written("loco, locoburgemeester")
        assert "staat al" in reason(edit(admin, double, is_active="on"))
        assert edit(admin, double).status_code == 302
        assert not SynonymRule.objects.get().is_active

    def test_a_rule_is_not_in_its_own_way(self, admin: Client) -> None:
        (rule,) = written("a1, b1")
        assert edit(admin, rule, is_active="on", note="Anders.").status_code == 302
        assert edit(admin, rule, is_active="on", rule="a1 => b1").status_code == 302
        assert edit(admin, rule, is_active="on", rule="b1 => a1").status_code == 302

    def test_a_word_with_too_many_synonyms_in_all_is_refused(self, admin: Client) -> None:
        half = MOST_ALTERNATIVES // 2
        for first in (0, half):
            written("a1 => " + ", ".join(f"x{n}" for n in range(first, first + half)))
        assert "“a1” zou in alle regels samen meer dan 20" in reason(add(admin, "a1 => y1"))

    def test_a_broken_rule_of_a_script_is_in_nobodys_way(self, admin: Client) -> None:
        written("", "=>", "x" * 400 + " => x", "a1 => a1 => a1")
        assert add(admin, "a1 => b1").status_code == 302


class TestListing:
    def test_a_row_tells_rule_reason_state_and_who_changed_it(self, admin: Client) -> None:
        add(admin, "carbidschieten => oudjaar")
        row = re.sub(r"<[^>]+>|\s+", " ", admin.get(LISTING).content.decode())
        for text in ("carbidschieten =&gt; oudjaar", NOTE, "redacteur"):
            assert text in row

    @pytest.mark.parametrize(
        ("query", "found"),
        [("", 2), ("q=carbid", 1), ("q=bewoners", 1), ("q=kweek", 0), ("is_active=false", 1)],
    )
    def test_it_can_be_searched_and_filtered(self, admin: Client, query: str, found: int) -> None:
        written("carbidschieten, melkbusschieten", note=NOTE)
        written("straatpraat, wijkwoord", is_active=False)
        assert len(admin.get(f"{LISTING}?{query}").context["object_list"]) == found

    def test_every_change_is_in_the_history(self, admin: Client) -> None:
        add(admin, "geheimwoord, wijkwoord")
        rule = SynonymRule.objects.get()
        edit(admin, rule)
        page = admin.get(reverse("synoniemen:history", args=[rule.pk])).content.decode()
        assert "redacteur" in page
        log = ModelLogEntry.objects.for_instance(rule).order_by("pk")
        assert [(e.action, e.user.username) for e in log] == [
            ("wagtail.create", "redacteur"),
            ("wagtail.edit", "redacteur"),
        ]
        report = admin.get(reverse("wagtailadmin_reports:site_history")).content.decode()
        assert "geheimwoord" not in report

    def test_the_number_of_queries_does_not_grow(self, admin: Client) -> None:
        written("a1, b1")
        admin.get(LISTING)
        with CaptureQueriesContext(connection) as few:
            admin.get(LISTING)
        written(*(f"c{n}, d{n}" for n in range(9)))
        with CaptureQueriesContext(connection) as many:
            admin.get(LISTING)
        assert len(many) == len(few)

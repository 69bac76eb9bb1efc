"""The reference data: complete, loaded once, taken again when it changed, refused when broken."""

import shutil
from collections import Counter

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, Page, Site

from cms.models import (
    AudienceRole,
    HomePage,
    KnowledgeIndexPage,
    Municipality,
    Organisation,
    OrganisationPage,
    Phase,
    Province,
    RiecRegion,
    SafetyRegion,
    SizeClass,
    StandardPage,
    Topic,
    TopicPage,
)
from cms.reference.loader import load_reference_data
from cms.reference.tables import OWN_DATA
from cms.reference.terms import Summary
from tests.factories import go_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

UNCHANGED = Summary()


def counted(relation: str) -> dict[str, int]:
    return Counter(Municipality.objects.values_list(f"{relation}__name", flat=True))


class TestCompleteness:
    @pytest.mark.parametrize(
        ("model", "number"),
        [
            (Municipality, 342),
            (Province, 12),
            (RiecRegion, 10),
            (SafetyRegion, 25),
            (SizeClass, 5),
            (AudienceRole, 18),
            (Phase, 4),
            (TopicPage, 12),
            (KnowledgeIndexPage, 4),
            (StandardPage, 4),
        ],
    )
    def test_number_of(self, model, number):
        assert model.objects.count() == number

    def test_municipalities_per_province(self):
        assert counted("province") == {
            "Drenthe": 12,
            "Flevoland": 6,
            "Fryslân": 18,
            "Gelderland": 51,
            "Groningen": 10,
            "Limburg": 31,
            "Noord-Brabant": 56,
            "Noord-Holland": 44,
            "Overijssel": 25,
            "Utrecht": 26,
            "Zeeland": 13,
            "Zuid-Holland": 50,
        }

    def test_municipalities_per_riec_region(self):
        assert counted("riec_region") == {
            "Noord-Nederland": 40,
            "Oost-Nederland": 76,
            "Midden-Nederland": 38,
            "Noord-Holland": 32,
            "Amsterdam-Amstelland": 6,
            "Den Haag": 27,
            "Rotterdam": 23,
            "Zeeland-West-Brabant": 37,
            "Oost-Brabant": 32,
            "Limburg": 31,
        }

    def test_municipalities_per_size(self):
        sizes = Counter(Municipality.objects.values_list("size_class__slug", flat=True))
        assert sizes == {
            "tot-20000": 65,
            "20000-50000": 182,
            "50000-100000": 63,
            "100000-250000": 28,
            "vanaf-250000": 4,
        }
        classes = Counter(Municipality.objects.values_list("cbs_size_class", flat=True))
        assert classes == {1: 5, 2: 7, 3: 53, 4: 182, 5: 63, 6: 14, 7: 14, 8: 4}

    def test_inhabitants_sum_to_the_national_total(self):
        assert sum(Municipality.objects.values_list("population", flat=True)) == 17_942_942

    def test_twelve_topics_with_children_in_tree_order(self):
        mains = list(Topic.objects.filter(parent=None))
        assert len(mains) == 12
        assert all(main.children.count() >= 6 and main.description for main in mains)
        order = list(Topic.objects.values_list("slug", flat=True))
        assert order[:3] == ["agressie-en-intimidatie", "verbale-agressie", "bedreiging"]

    def test_every_organisation_has_groups_a_page_and_a_folder(self):
        for organisation in Organisation.objects.all():
            assert organisation.members.name == f"{organisation.name}: leden"
            assert OrganisationPage.objects.filter(organisation=organisation).exists()
            assert Collection.objects.filter(name=organisation.name).exists()
        assert Organisation.objects.filter(kind="riec").count() == 10

    def test_the_site_starts_at_our_home_page(self):
        site = Site.objects.get(is_default_site=True)
        assert site.site_name == "Weerbaar Lokaal"
        assert site.root_page.specific == HomePage.objects.get()
        assert not Page.objects.exact_type(Page).filter(depth__gt=1).exists()

    def test_no_group_has_rights_on_the_whole_tree(self):
        assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


class TestAgain:
    def test_a_second_run_writes_nothing(self):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert load_reference_data() == UNCHANGED
        verbs = {query["sql"].split()[0] for query in queries}
        assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}

    def test_new_names_are_taken_and_the_groups_follow(self, change):
        folder = change("organisations.yaml", "name: RIEC Limburg", "name: RIEC Zuid")
        assert load_reference_data(folder) == Summary(updated=1)
        organisation = Organisation.objects.get(slug="riec-limburg")
        assert organisation.editors.name == "RIEC Zuid: redacteuren"
        assert Collection.objects.filter(name="RIEC Zuid").exists()
        assert not Collection.objects.filter(name="RIEC Limburg").exists()

    def test_what_editors_changed_stays(self):
        page = StandardPage.objects.get(slug="over")
        page.title = "Over ons"
        go_live(page)
        assert load_reference_data() == UNCHANGED
        assert StandardPage.objects.get(slug="over").title == "Over ons"

    def test_a_topic_page_begins_with_a_text_until_an_editor_writes_one(self):
        assert not TopicPage.objects.filter(body="").exists()
        page, other = TopicPage.objects.order_by("path")[:2]
        page.body = ""
        go_live(page, user=User.objects.create_user("redacteur"))
        TopicPage.objects.filter(pk=other.pk).update(body="")
        assert load_reference_data() == Summary(updated=1)
        assert TopicPage.objects.get(pk=page.pk).body == ""
        assert TopicPage.objects.get(pk=other.pk).body.startswith("<p>")

    def test_whom_an_organisation_serves_follows_the_file(self, change):
        liec = Organisation.objects.get(slug="liec")
        assert liec.clients.count() == 10
        folder = change("organisations.yaml", "serves: [riec-noord-nederland, ", "serves: [")
        assert load_reference_data(folder) == Summary(updated=1)
        assert liec.clients.count() == 9

    def test_a_term_that_is_left_out_is_kept(self, change):
        folder = change("roles.yaml", "- {slug: boa, name: Boa of toezichthouder}\n", "")
        load_reference_data(folder)
        assert AudienceRole.objects.filter(slug="boa").exists()

    def test_a_deleted_page_comes_back(self):
        StandardPage.objects.get(slug="privacy").delete()
        assert load_reference_data() == Summary(created=1)


class TestNewTable:
    def test_a_merger_with_a_successor(self, change):
        folder = change("gemeenten.csv", "safety_region\n", "safety_region,successor\n")
        lines = (folder / "gemeenten.csv").read_text("utf-8").splitlines()
        rows = [line + (",GM0402" if line.startswith("GM1696") else ",") for line in lines[1:]]
        (folder / "gemeenten.csv").write_text("\n".join([lines[0], *rows]), "utf-8")

        summary = load_reference_data(folder)

        old = Municipality.objects.get(cbs_code="GM1696")
        assert summary.retired == 1
        assert not old.is_current
        assert old.successor.name == "Hilversum"
        assert Municipality.objects.current().count() == 341
        assert load_reference_data(folder) == UNCHANGED

    def test_a_municipality_that_is_left_out_stays_readable(self, change):
        row = "GM1696,Wijdemeren,"
        text = (OWN_DATA / "gemeenten.csv").read_text("utf-8")
        line = next(line for line in text.splitlines(keepends=True) if line.startswith(row))
        folder = change("gemeenten.csv", line, "")
        assert load_reference_data(folder) == Summary(retired=1)
        assert Municipality.objects.get(cbs_code="GM1696").name == "Wijdemeren"
        assert load_reference_data(folder) == UNCHANGED
        load_reference_data()
        assert Municipality.objects.get(cbs_code="GM1696").is_current

    def test_new_populations_give_new_sizes(self, change):
        folder = change("gemeenten.csv", "Groningen,243768,2024", "Groningen,250000,2026")
        assert load_reference_data(folder) == Summary(updated=1)
        groningen = Municipality.objects.get(cbs_code="GM0014")
        assert groningen.size_class.slug == "vanaf-250000"
        assert (groningen.cbs_size_class, groningen.population_year) == (8, 2026)

    def test_a_new_municipality_is_added(self, change):
        folder = change(
            "gemeenten.csv",
            "GM0014,",
            "GM9999,Nieuwstad,Groningen,19999,2027,Noord-Nederland,Noord-Nederland,Groningen\nGM0014,",
        )
        assert load_reference_data(folder) == Summary(created=1)
        assert Municipality.objects.get(cbs_code="GM9999").size_class.slug == "tot-20000"


class TestCommand:
    def test_it_says_what_changed(self, capsys):
        call_command("load_reference_data")
        assert "0" in capsys.readouterr().out

    def test_a_broken_file_is_a_command_error(self, change):
        folder = change("phases.yaml", "slug: voorkomen", "slug: Voorkomen!")
        with pytest.raises(CommandError, match=r"phases\.yaml.*2"):
            call_command("load_reference_data", "--from", str(folder))

    @pytest.mark.parametrize("name", ["gemeente.csv", ""])
    def test_a_folder_without_a_known_file_is_refused(self, tmp_path, name):
        if name:
            shutil.copy(OWN_DATA / "gemeenten.csv", tmp_path / name)
        with pytest.raises(CommandError, match=r"gemeenten\.csv"):
            call_command("load_reference_data", "--from", str(tmp_path))

    def test_a_missing_folder_is_refused(self, tmp_path):
        with pytest.raises(CommandError, match="nergens"):
            call_command("load_reference_data", "--from", str(tmp_path / "nergens"))

"""The demo: example content from files, refused by line when broken; accounts for each role."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.test.utils.form_data import querydict_from_html

from cms.access import COMMUNITY, PUBLIC, reader_for
from cms.demo.accounts import ACCOUNTS, load_accounts
from cms.demo.files import OWN_CONTENT
from cms.demo.loader import load_demo
from cms.models import (
    CaseStudyPage,
    CollectionPage,
    Contact,
    GuidePage,
    LessonPage,
    PlaybookPage,
    StandardPage,
)
from cms.reference.terms import Summary
from tests.cms.demo_files import CASE, GUIDE, PLAYBOOK, change
from tests.factories import CONSENT, go_live, make_user, organisation, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


class TestContent:
    def test_texts_lists_and_references_arrive(self, folder):
        assert load_demo(folder).changes == Summary(created=6, updated=1)
        case = CaseStudyPage.objects.get(slug="brief-op-de-mat")
        assert case.get_parent().specific.organisation == organisation("riec-limburg")
        assert case.problem == (
            "<p>Er lag een brief.</p>"
            "<ul><li>Zonder postzegel &amp; &lt;b&gt;rood&lt;/b&gt;</li></ul>"
        )
        assert sorted(case.keywords.names()) == ["Nacht", "brief"]
        assert case.related_links.get().item.slug == "bel-de-griffier"
        assert case.first_published_at.date() == case.published_on

        playbook = PlaybookPage.objects.get()
        assert playbook.trigger_signals == "Een brief\nEen bericht"
        assert [step.action for step in playbook.steps.all()] == ["Bel 112", "Bel de griffier"]
        assert playbook.steps.first().checklist_items == ["Ik ben veilig", "Ik ben niet alleen"]
        assert playbook.steps.last().contact == Contact.objects.get(slug="griffier", phone="0123")

        lesson = LessonPage.objects.get()
        assert (lesson.linked_case, lesson.changed_playbook) == (case, playbook)
        assert GuidePage.objects.get().helplines.get().contact.name == "Griffier"
        entries = CollectionPage.objects.get().entries.all()
        assert [entry.item.slug for entry in entries] == ["raadslid-veilig", "brief-op-de-mat"]
        assert StandardPage.objects.get(slug="over").title == "Over ons"

    def test_a_second_run_makes_no_revision(self, folder):
        load_demo(folder)
        before = Revision.objects.count()
        assert load_demo(folder).changes == Summary()
        assert Revision.objects.count() == before

    @pytest.mark.parametrize(
        ("name", "old", "new", "field", "value"),
        [
            (CASE, "title: Een brief", "title: De brief", "title", "De brief op de mat"),
            (CASE, "[bedreiging]", "[doxing]", "topics", "doxing"),
            (CASE, "[brief, Nacht]", "[brief]", "keywords", "brief"),
            (CASE, "label: clear", "label: green", "label", "green"),
        ],
    )
    def test_a_changed_file_is_taken(self, folder, name, old, new, field, value):
        load_demo(folder)
        change(folder, name, old, new)
        assert load_demo(folder).changes == Summary(updated=1)
        found = getattr(CaseStudyPage.objects.get(), field)
        assert (found if isinstance(found, str) else found.get().slug) == value

    def test_changed_records_are_taken(self, folder):
        load_demo(folder)
        change(folder, PLAYBOOK, "action: Bel de griffier", "action: Bel de burgemeester")
        change(folder, "contacts.yaml", "0123", "0456")
        assert load_demo(folder).changes == Summary(updated=2)
        assert PlaybookPage.objects.get().steps.last().action == "Bel de burgemeester"
        assert Contact.objects.get().phone == "0456"

    def test_a_named_town_brings_its_own_facts(self, folder):
        consent = "\n".join(f"{name}: {value}" for name, value in CONSENT.items())
        change(folder, CASE, "keywords:", f"municipality: Maastricht\n{consent}\nkeywords:")
        load_demo(folder)
        assert CaseStudyPage.objects.get().provinces.get().slug == "limburg"
        assert load_demo(folder).changes == Summary()


class TestEditors:
    def test_what_an_editor_wrote_stays(self, folder):
        load_demo(folder)
        page = GuidePage.objects.get()
        page.title = "Van de redactie"
        go_live(page, user=make_user("redacteur"))
        change(folder, GUIDE, "one_minute: Bel", "one_minute: Bel nu")
        summary = load_demo(folder)
        assert (summary.changes, summary.left_alone) == (Summary(), ["raadslid-veilig"])
        assert GuidePage.objects.get().title == "Van de redactie"

        assert load_demo(folder, overwrite=True).changes == Summary(updated=1)
        assert GuidePage.objects.get().title == "Raadslid, veilig in uw ambt"
        assert load_demo(folder).left_alone == []

    def test_what_an_editor_unpublished_stays_so(self, folder):
        load_demo(folder)
        GuidePage.objects.get().unpublish()
        assert load_demo(folder).left_alone == ["raadslid-veilig"]
        assert load_demo(folder, overwrite=True).changes == Summary(updated=1)
        assert GuidePage.objects.get().live

    def test_what_an_editor_moved_stays_there(self, folder):
        load_demo(folder)
        GuidePage.objects.get().move(organisation("vng").page, pos="last-child")
        assert load_demo(folder).left_alone == ["raadslid-veilig"]
        load_demo(folder, overwrite=True)
        assert GuidePage.objects.get().organisation.slug == "riec-limburg"

    def test_a_contact_that_an_editor_checked_stays(self, folder):
        load_demo(folder)
        contact = Contact.objects.get()
        contact.phone = "0999"
        contact.save()
        log(contact, "wagtail.edit", user=make_user("redacteur"))
        assert load_demo(folder).left_alone == ["griffier"]
        assert load_demo(folder, overwrite=True).changes == Summary(updated=1)
        assert load_demo(folder).left_alone == []


class TestAccounts:
    def test_passwords_fit_and_stay(self, tmp_path):
        path = tmp_path / "var" / "demo-accounts.txt"
        assert load_accounts(path) == len(ACCOUNTS)
        text = path.read_text("utf-8")
        assert path.stat().st_mode & 0o777 == 0o600
        for line in text.splitlines()[1:]:
            username, password, _role = line.split(maxsplit=2)
            assert User.objects.get(username=username).check_password(password)
        assert load_accounts(path) == 0
        User.objects.filter(username="lezer").delete()
        assert load_accounts(path) == 1
        assert path.read_text("utf-8") == text

    def test_a_lost_file_gives_new_passwords(self, tmp_path):
        path = tmp_path / "demo-accounts.txt"
        load_accounts(path)
        text = path.read_text("utf-8")
        path.unlink()
        assert load_accounts(path) == len(ACCOUNTS)
        assert path.read_text("utf-8") != text

    def test_each_person_has_a_full_name_and_saves_the_account_page_as_it_is(self, tmp_path):
        load_accounts(tmp_path / "demo-accounts.txt")
        names = {user.get_full_name() for user in User.objects.all()}
        assert len(names) == len(ACCOUNTS)
        address = reverse("wagtailadmin_account")
        for user in User.objects.filter(username__in=["auteur-limburg", "beheer", "admin"]):
            browser = signed_in(user)
            form = querydict_from_html(browser.get(address).text, form_index=0).dict()
            form.pop("avatar-avatar", None)
            assert browser.post(address, form).status_code == 302, user

    def test_each_role_reads_what_it_should(self, tmp_path):
        load_accounts(tmp_path / "demo-accounts.txt")
        tokens = {user.username: reader_for(user).tokens for user in User.objects.all()}
        limburg = f"org:{organisation('riec-limburg').pk}"
        assert tokens["lezer"] == {PUBLIC}
        assert tokens["gemeenschap"] == {PUBLIC, COMMUNITY}
        assert {limburg, COMMUNITY} <= tokens["lid-limburg"]
        assert limburg not in tokens["redacteur-oost"]
        assert tokens["beheer"] == {PUBLIC}
        assert [user.username for user in User.objects.filter(is_superuser=True)] == ["admin"]


class TestCommand:
    @pytest.fixture(autouse=True)
    def demo(self, settings, tmp_path):
        settings.CMS_DEMO_ALLOWED = True
        settings.VAR_DIR = tmp_path / "var"

    def test_it_says_what_it_did(self, folder, settings, capsys):
        call_command("load_demo", "--from", str(folder))
        assert (settings.VAR_DIR / "demo-accounts.txt").exists()
        GuidePage.objects.get().unpublish()
        call_command("load_demo", "--from", str(folder))
        assert "raadslid-veilig" in capsys.readouterr().out

    def test_a_broken_file_is_a_command_error_and_makes_no_accounts(self, folder):
        change(folder, CASE, "label: clear", "label: red")
        with pytest.raises(CommandError, match=r"brief-op-de-mat\.yaml.*21"):
            call_command("load_demo", "--from", str(folder))
        assert not User.objects.exists()

    def test_it_refuses_where_a_demo_is_not_allowed(self, settings):
        settings.CMS_DEMO_ALLOWED = False
        with pytest.raises(CommandError):
            call_command("load_demo", "--from", str(OWN_CONTENT))

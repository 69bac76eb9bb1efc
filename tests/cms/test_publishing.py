"""Bulk actions, schedules, copies, moves and old versions publish no more than the form does."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page
from wagtail.signals import page_unpublished

from cms.models import Approval, CaseStudyPage, KnowledgePage, Municipality
from tests.cms.editor_form import HOME, TOO_PRECISE, edit_address, errors_of, form_at, publish
from tests.factories import (
    go_live,
    make_contact,
    make_draft,
    make_item,
    member_of,
    organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = member_of("redacteur", HOME, "editors")
    client.force_login(user)
    return user


class TestOtherDoors:
    """Bulk actions, schedules, copies and moves publish no more than the form does."""

    bulk_publish = "/beheer/bulk/wagtailcore/page/publish/?next=/beheer/kennis/"

    def unpublishable(self):
        page = make_draft(CaseStudyPage, under=HOME, **TOO_PRECISE)
        page.save_revision()
        return page

    def test_in_bulk(self, client, editor):
        page = self.unpublishable()
        address = self.bulk_publish
        fine = make_draft(CaseStudyPage, under=HOME)
        response = client.get(f"{address}&id={page.pk}&id={fine.pk}")
        assert response.context["items"] == []
        client.post(f"{address}&id={page.pk}&id={fine.pk}")
        assert not KnowledgePage.objects.filter(pk__in=[page.pk, fine.pk], live=True).exists()

    def test_in_bulk_with_all_that_is_below(self, client, editor):
        page = self.unpublishable()
        address = self.bulk_publish
        below = {"include_descendants": "on"}
        response = client.post(f"{address}&id={page.get_parent().pk}", below, follow=True)
        assert response.status_code == 200
        assert not CaseStudyPage.objects.get(pk=page.pk).live

    def test_on_schedule(self, client, editor, time_machine, capsys):
        later = timezone.now() + datetime.timedelta(days=1)
        page = self.unpublishable()
        page.go_live_at = later
        page.save_revision(approved_go_live_at=later)
        time_machine.move_to(later + datetime.timedelta(hours=1))
        fine = make_draft(CaseStudyPage, under=HOME)
        Approval.objects.give(fine.save_revision(approved_go_live_at=later))
        unread = make_draft(CaseStudyPage, under=HOME)
        unread.save_revision(approved_go_live_at=later)
        contact = make_contact(under=HOME)
        contact.phone = "0800 1234"
        contact.save_revision(approved_go_live_at=later)
        call_command("publish_scheduled")
        assert not CaseStudyPage.objects.get(pk=page.pk).live
        assert CaseStudyPage.objects.get(pk=fine.pk).live
        assert not CaseStudyPage.objects.get(pk=unread.pk).live
        said = capsys.readouterr().err
        assert page.title in said
        assert unread.title in said
        assert contact.name in said
        assert ModelLogEntry.objects.filter(action="cms.day_missed").get().label == contact.name
        call_command("publish_scheduled")
        assert capsys.readouterr().err == ""

    def test_what_cannot_be_withdrawn_on_its_day_stops_no_other(
        self, client, editor, time_machine, capsys
    ):
        later = timezone.now() + datetime.timedelta(days=1)
        days = (later + datetime.timedelta(minutes=minute) for minute in range(3))
        stuck, fine, put_off = (make_item(CaseStudyPage, under=HOME, expire_at=day) for day in days)
        draft = make_draft(CaseStudyPage, under=HOME)
        Approval.objects.give(draft.save_revision(approved_go_live_at=later))
        time_machine.move_to(later + datetime.timedelta(hours=1))

        def refuse(sender, instance, **kwargs):
            if instance.pk == stuck.pk:
                raise ValueError("broken")
            if instance.pk == fine.pk:  # an editor, while the command runs
                another_day = later + datetime.timedelta(days=1)
                Page.objects.filter(pk=put_off.pk).update(expire_at=another_day, title="Later")

        page_unpublished.connect(refuse)
        try:
            call_command("publish_scheduled")
        finally:
            page_unpublished.disconnect(refuse)
        live = CaseStudyPage.objects.live()
        assert set(live.values_list("pk", flat=True)) == {stuck.pk, put_off.pk, draft.pk}
        assert live.get(pk=put_off.pk).title == "Later"
        assert f"{stuck.title}: Het lukte niet om dit offline te halen." in capsys.readouterr().err
        call_command("publish_scheduled")
        assert not live.filter(pk=stuck.pk).exists()

    def test_by_copying(self, client, editor):
        page = self.unpublishable()
        address = reverse("wagtailadmin_pages:copy", args=[page.pk])
        form = {"new_title": "Kopie", "new_slug": "kopie", "publish_copies": "on"}
        form["new_parent_page"] = page.get_parent().pk
        assert client.post(address, form).status_code == 302
        assert not CaseStudyPage.objects.get(slug="kopie").live

    def test_by_moving(self, client, editor):
        page = make_item(CaseStudyPage, under="vng", size_classes=["100000-250000"])
        editor.groups.add(organisation("vng").editors, organisation("riec-limburg").editors)
        here = organisation("riec-limburg").page.pk
        address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, here])
        assert client.post(address).status_code == 302
        page = CaseStudyPage.objects.get(pk=page.pk)
        assert page.organisation.slug == "riec-limburg"
        facts = page.shown_facts(Municipality.objects.fact_rows())
        assert facts.size_classes == frozenset()

    def test_by_going_back_to_an_old_version(self, client, editor):
        page = self.unpublishable()
        old = page.latest_revision
        page.provinces = []
        go_live(page)
        names = [page.pk, old.pk]
        form = form_at(client, reverse("wagtailadmin_pages:revisions_revert", args=names))
        response = publish(client, edit_address(page), form)
        assert list(errors_of(response)) == ["size_classes"]

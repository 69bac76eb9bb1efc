"""What the reading pages print, of one item."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from cms.models import (
    Attachment,
    CaseStudyPage,
    GuideHelpline,
    GuideMyth,
    GuidePage,
    LessonPage,
    Municipality,
    PlaybookPage,
    PlaybookStep,
    Source,
)
from cms.reading import item_context
from tests.cms.requests import request_of
from tests.factories import CONSENT, go_live, make_contact, make_item, make_user

pytestmark = pytest.mark.django_db


def context_of(page, user=None, **attributes):
    return item_context(page, request_of(user, **attributes))


def facts_of(context):
    return {fact.label: [value.text for value in fact.values] for fact in context["facts"]}


def sections_of(context):
    return {section.anchor: section for section in context["sections"]}


def contact():
    return make_contact("Meldpunt van uw gemeente", phone="14 010")


def test_sections_without_text_are_left_out_of_page_and_contents():
    page = make_item(CaseStudyPage, tips="<p>Bel vroeg.</p>")
    sections = sections_of(context_of(page))
    assert {"wat", "aanpak", "tips"} <= sections.keys()
    assert not {"kosten", "partners", "bronnen", "bijlagen", "contact"} & sections.keys()


def test_a_case_says_what_it_cost():
    page = make_item(CaseStudyPage, cost_hours=46, cost_band="1000-5000", cost_note="Sloten.")
    costs = sections_of(context_of(page))["kosten"].body
    assert costs[0].values[0].text.startswith("46")
    assert len(costs) == 3


def test_a_case_shows_at_a_glance_what_it_took_and_where_it_can_be_done_too():
    page = make_item(
        CaseStudyPage,
        cost_hours=1150,
        period="voorjaar 2025",
        transferable_to=["20000-50000", "tot-20000"],
    )
    glance = context_of(page)["glance"]
    assert [fact.values[0].text for fact in glance.facts] == ["1.150 uur", "voorjaar 2025"]
    assert [size.fits for size in glance.sizes] == [True, True, False, False, False]


def test_a_glance_without_anything_to_see_is_not_there(client):
    empty, part = make_item(CaseStudyPage), make_item(CaseStudyPage, cost_band="none")
    assert context_of(empty)["glance"] is None
    assert context_of(make_item(GuidePage))["glance"] is None
    assert context_of(part)["glance"].sizes == []
    assert 'class="glance"' not in client.get(empty.url).text
    assert 'class="reach"' not in client.get(part.url).text


@pytest.mark.parametrize(
    ("title", "label", "shown"),
    [
        ("Bel vroeg", "clear", "(maart 2026). Bel vroeg. Weerbaar Lokaal. Bekeken op 9 april 2026"),
        ("Wie belt u?", "green", "Wie belt u? Weerbaar Lokaal. TLP:GREEN. Bekeken op"),
    ],
)
def test_an_item_says_how_to_refer_to_it(client, time_machine, title, label, shown):
    time_machine.move_to("2026-04-09T12:00:00+02:00", tick=False)
    page = make_item(
        GuidePage, title=title, label=label, published_on=datetime.date(2026, 3, 9), under="ccv"
    )
    client.force_login(make_user("lid", "Gemeenschap"))
    text = " ".join(client.get(page.url).text.split())
    assert f"{page.organisation.name} (maart 2026)." in text
    assert shown in text
    assert f"http://testserver{page.url}</p>" in text


def test_a_lesson_says_what_to_do_and_who_does_it_before_what_happened():
    page = make_item(LessonPage, recommendation_who="Griffier")
    names = list(sections_of(context_of(page)))
    assert names[:2] == ["les", "advies"]
    advice = sections_of(context_of(page))["advies"].body
    assert "agenda" in advice["text"]
    assert [fact.values[0].text for fact in advice["facts"]] == ["Griffier"]


def test_a_lesson_shows_how_far_it_has_come():
    page = make_item(LessonPage, maturity="applied")
    stages = sections_of(context_of(page))["stand"].body["stages"]
    assert [stage["done"] for stage in stages] == [True] * 5 + [False]
    assert [stage["current"] for stage in stages].index(True) == 4


def test_an_expired_lesson_shows_only_that():
    page = make_item(LessonPage, maturity="expired")
    (stage,) = sections_of(context_of(page))["stand"].body["stages"]
    assert stage["current"]


def test_facts_lead_to_a_search_for_more_of_the_same():
    page = make_item(GuidePage, phases=["reageren"])
    facts = {fact.label: fact.values for fact in context_of(page)["facts"]}
    queries = {value.query for values in facts.values() for value in values}
    assert {"fase=reageren", "rol=raadslid", "onderwerp=bedreiging", "organisatie=vng"} <= queries


def test_the_page_keeps_a_fact_back_once_fewer_than_five_towns_share_it(client):
    page = make_item(CaseStudyPage, size_classes=["tot-20000"])
    assert "tot 20.000 inwoners" in client.get(page.url).text
    small = Municipality.objects.filter(size_class__slug="tot-20000")
    small.exclude(pk=small.first().pk).update(is_current=False)
    assert "grootte=tot-20000" not in client.get(page.url).text


def test_a_case_that_names_its_town_says_which():
    page = make_item(
        CaseStudyPage,
        municipality=Municipality.objects.get(name="Zwolle"),
        **CONSENT,
    )
    context = context_of(page)
    shown = [text for texts in facts_of(context).values() for text in texts]
    assert "Zwolle" in shown
    assert not {CONSENT["consent_by"], CONSENT["consent_organisation"]} & set(shown)


def test_lists_of_a_page_come_in_their_own_order(client):
    page = make_item(GuidePage)
    page.sources = [
        Source(title="Tweede", sort_order=2),
        Source(title="Eerste", url="https://example.nl/", sort_order=1),
    ]
    page.myths = [GuideMyth(myth="Het hoort erbij.", fact="Nee.")]
    page.helplines = [GuideHelpline(contact=contact())]
    go_live(page)
    sections = sections_of(context_of(page))
    assert [source.title for source in sections["bronnen"].body] == ["Eerste", "Tweede"]
    text = client.get(page.url).text
    assert "Het hoort erbij." in text
    assert 'href="tel:14010"' in text


def test_an_attachment_leads_to_the_document():
    document = get_document_model().objects.create(
        title="Voorbeeldbrief", file=ContentFile(b"brief", name="brief.pdf")
    )
    page = make_item(GuidePage)
    page.attachments = [Attachment(title="Een brief", document=document)]
    go_live(page)
    live = sections_of(context_of(page))["bijlagen"].body
    draft = sections_of(context_of(page, is_preview=True))["bijlagen"].body
    assert live == draft
    assert live[0].url == document.url
    assert live[0].note == "PDF"


def test_a_preview_shows_what_is_not_saved():
    page = make_item(GuidePage)
    page.sources = [Source(title="Net getypt")]
    page.phases = []
    context = context_of(page, is_preview=True)
    assert sections_of(context)["bronnen"].body[0].title == "Net getypt"
    assert not [fact for fact in context["facts"] if fact.values[0].query.startswith("fase=")]


def test_a_page_past_its_review_date_says_so(client):
    page = make_item(GuidePage, review_by=datetime.date(2020, 1, 31))
    assert "31 januari 2020" in client.get(page.url).text
    assert context_of(page)["is_overdue"]


def test_a_sensitive_page_has_a_neutral_tab_and_a_way_out(client):
    page = make_item(GuidePage, title="Bedreigd in eigen huis", is_sensitive=True)
    text = client.get(page.url).text
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL).group(1)
    assert "Bedreigd" not in title
    assert "data-leave" in text
    assert 'rel="noreferrer"' in text


def test_an_example_says_that_it_is_one(client):
    invented = make_item(GuidePage, is_example=True)
    real = make_item(GuidePage, is_example=False)
    assert 'role="note"' in client.get(invented.url).text
    assert 'role="note"' not in client.get(real.url).text


def test_steps_link_to_each_other_and_keep_their_ticks_to_themselves(client):
    page = make_item(PlaybookPage)
    page.steps = [
        PlaybookStep(action="Bel 112", role="Iedereen", checklist="Zeg waar u bent\nBlijf bellen"),
        PlaybookStep(
            action="Vraag hulp",
            role="Griffier",
            decision_question="Is het veilig?",
            decision_yes_step=1,
        ),
    ]
    go_live(page)
    text = client.get(page.url).text
    assert text.count('type="checkbox"') == 2
    assert 'href="#stap-1"' in text
    assert 'id="stap-2"' in text
    assert not re.search(r'type="checkbox"[^>]*name=', text, re.DOTALL)


def test_no_page_says_anything_inline(client):
    for page in (make_item(kind) for kind in (CaseStudyPage, LessonPage, PlaybookPage, GuidePage)):
        text = client.get(page.url).text
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)

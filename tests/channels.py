"""Every way in which the portal could tell somebody of an item."""

import json
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from typing import Any
from unittest import mock

import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.models import (
    Attachment,
    CaseStudyPage,
    CollectionEntry,
    CollectionPage,
    Contact,
    GuideHelpline,
    GuidePage,
    KnowledgePage,
    LessonPage,
    LinkCheck,
    PlaybookPage,
    PlaybookStep,
    RelatedLink,
    Source,
)
from search.models import BestBet
from tests.cms.contributions.sender import handed_in
from tests.cms.mail.post import CLOSING
from tests.factories import go_live, make_contact, make_dossier, make_draft, make_item, organisation
from tests.readers import CLIENT, NAMED, OWNER, READERS, person

# One word that stands in title, summary, text, keyword and file names of the item, nowhere else.
SECRET = "Kwekerijgeheim"
# What an editor pinned it to; these words stand nowhere.
PINNED_TO = "wegwijzer"


@dataclass(frozen=True, slots=True)
class Scene:
    """An item with files that is pinned to words, a public item and a dossier that hold a link."""

    item: KnowledgePage
    neighbour: KnowledgePage
    dossier: CollectionPage
    document: Document
    image: Image


def make_scene(label: str) -> Scene:
    """Publish an item with this label and everything that points at it."""
    organisation(OWNER).clients.add(organisation(CLIENT))
    image = Image.objects.create(title=SECRET, file=get_test_image_file(f"{SECRET}.png"))
    document = Document.objects.create(title=SECRET, file=ContentFile(b"x", f"{SECRET}.pdf"))
    item = make_draft(
        CaseStudyPage,
        under=OWNER,
        shared_with=[NAMED],
        label=label,
        title=SECRET,
        summary=f"Samenvatting met {SECRET}.",
        problem=f"<p>Tekst met {SECRET}.</p>",
        topics=["bibob"],
        size_classes=["20000-50000"],
        riec_regions=["limburg"],
        image=image,
        image_alt=SECRET,
    )
    item.keywords.add(SECRET)
    item.attachments = [Attachment(title=SECRET, document=document)]
    go_live(item)
    neighbour = make_item(CaseStudyPage, title="Buur", topics=["doxing"])
    neighbour.related_links = [RelatedLink(item=item.knowledgepage_ptr)]
    go_live(neighbour)
    entry = CollectionEntry(item=item.knowledgepage_ptr, note=f"Lees {SECRET}")
    dossier = make_dossier([entry])
    BestBet.objects.create(item=item.knowledgepage_ptr, words=PINNED_TO, note=f"Lees {SECRET}")
    return Scene(CaseStudyPage.objects.get(pk=item.pk), neighbour, dossier, document, image)


def make_waiting() -> list[str]:
    """Let changes of contacts and of pages wait; return the addresses where they would be told."""
    contact = make_contact(phone="0900-1111", under=OWNER)
    fresh = Contact(name=SECRET, slug="nieuw", owner=contact.owner, live=False)
    fresh.last_checked = contact.last_checked
    fresh.save()
    guide, playbook = make_draft(GuidePage, contact=contact), make_draft(PlaybookPage)
    guide.helplines = [GuideHelpline(contact=contact), GuideHelpline(contact=fresh)]
    playbook.contact = fresh
    playbook.steps = [PlaybookStep(action="Bel", role="U", time_limit="now", contact=fresh)]
    go_live(guide)
    go_live(playbook)
    contact.phone = contact.name = contact.description = SECRET
    pages = [organisation(OWNER).page, *Page.objects.filter(depth__in=(2, 3)).specific()]
    for page in pages:
        page.intro = SECRET
    for waits in (contact, fresh, *pages):
        waits.save_revision(clean=False)
    return [guide.url, playbook.url, "/sitemap.xml", *(page.url for page in pages)]


def told_by_pages(client: Client, scene: Scene) -> dict[str, bool]:
    """Return what the pages of the site tell this reader of the item."""
    organisations = client.get("/organisaties/").context["organisations"]
    dossiers = client.get("/organisaties/vng/").context["dossiers"]
    addresses = {
        "home": "/",
        "kind index": "/praktijkvoorbeelden/",
        "topic page": "/onderwerpen/bestuurlijke-aanpak-en-instrumenten/",
        "organisation page": f"/organisaties/{OWNER}/",
        "dossier": scene.dossier.url,
        "related items": scene.neighbour.url,
    }
    answers = {name: client.get(address) for name, address in addresses.items()}
    home, index, topic, dossier = (
        answers[name].context for name in ("home", "kind index", "topic page", "dossier")
    )
    topics = {each["page"].topic.slug: each["count"] for each in home["topics"]}
    return {
        "page": client.get(scene.item.url).status_code == 200,
        "count of a topic": topics["bestuurlijke-aanpak-en-instrumenten"] > 0,
        "count of all": home["total"] > 1,
        "count of a dossier": bool(home["dossiers"]),
        "dossier of an organisation": bool(dossiers),
        "items of a dossier": bool(dossier["entries"]),
        "count of a region": _counted(index.get("regions"), "limburg"),
        "count of a size": _counted(index.get("sizes"), "20000-50000"),
        "count on a topic page": topic["total"] > 0,
        "count of a sub-topic": bool(topic["children"]),
        "size on a topic page": _counted(topic["sizes"], "20000-50000"),
        "organisation index": OWNER in [each["page"].slug for each in organisations],
        **{name: SECRET in answer.text for name, answer in answers.items()},
    }


def told_by_files(client: Client, scene: Scene) -> dict[str, bool]:
    """Return which files of the item this reader gets."""
    rendition = scene.image.get_rendition("width-100")
    files = {
        "document": scene.document.url,
        "image": scene.image.file.url,
        "rendition": rendition.url,
    }
    return {name: client.get(address).status_code == 200 for name, address in files.items()}


def told_by_search(client: Client, user: User | None) -> dict[str, bool]:
    """Return what each channel of the search tells this reader of the item."""
    results = client.get("/zoeken/", {"q": SECRET}).context["results"]
    chosen = client.get("/zoeken/", {"onderwerp": "bibob"}).context["results"]
    nothing = client.get("/zoeken/", {"q": "xyzzy"})
    recommended = client.get("/zoeken/", {"q": PINNED_TO})
    titles = client.get("/zoeken/suggesties/", {"q": SECRET[:6]}).json()["suggesties"]
    command, pinned = _command(user, SECRET), _command(user, PINNED_TO)
    return {
        "best bet": bool(recommended.context["results"].recommended),
        "best bet in words": SECRET in recommended.text,
        "command best bet": bool(pinned["recommended"]),
        "hit": bool(results.cards),
        "total": results.total > 0,
        "facet": any(facet.buckets for facet in results.facets),
        "total of a filter": chosen.total > 0,
        "facet beside a filter": _counts(chosen, "organisation").get(OWNER, 0) > 0,
        "fragment": _names_it(client, "/zoeken/?fragment"),
        "suggestion as you type": bool(titles),
        "near topics": any(
            "bibob" in topic.url or "bestuurlijke" in topic.url
            for topic in nothing.context["results"].near_topics
        ),
        "command hit": bool(command["hits"]),
        "command total": command["total"] > 0,
        "command facet": any(command["facets"].values()),
    }


def told_to_everybody(client: Client, scene: Scene) -> dict[str, bool]:
    """Return what tells of the item to whoever asks: only public items belong here."""
    misspelt = client.get("/zoeken/", {"q": SECRET.replace("geheim", "gehiem")})
    sitemap = client.get("/sitemap.xml").content.decode()
    return {
        "sitemap": scene.item.url in sitemap,
        "its dossier in the sitemap": scene.dossier.url in sitemap,
        "did you mean": misspelt.context["results"].suggestion is not None,
    }


def told_by_a_secret_link(client: Client, label: str) -> dict[str, bool]:
    """Return what the link and the mails tell who handed in a lesson that got this label."""
    contribution, link = handed_in()
    lesson = contribution.page
    lesson.title, lesson.summary, lesson.lesson = SECRET, SECRET, SECRET
    lesson.label = label
    go_live(lesson)
    shown = client.get(link).text
    mails = [
        part
        for message in mail.outbox
        for part in (message.subject, message.body, message.alternatives[0][0])
    ]
    return {
        "title": SECRET in shown,
        "address of the lesson": LessonPage.objects.get().url in shown,
        "mail": any(SECRET in part or lesson.slug in part for part in mails),
    }


def told_by_upkeep(scene: Scene) -> dict[str, bool]:
    """Return whom mail or the report of upkeep tells what is to be looked at again."""
    scene.item.sources.add(Source(title=SECRET, url=f"https://{SECRET}.example/"))
    go_live(scene.item)
    KnowledgePage.objects.filter(pk=scene.item.pk).update(review_by="2026-01-01")
    LinkCheck.objects.filter(page=scene.item.pk).update(since="2026-01-01")
    told = {}
    for number, reader in enumerate(READERS):
        user = person(reader)
        client = Client()
        if user:
            User.objects.filter(pk=user.pk).update(username=f"u{number}", email=f"u{number}@x.nl")
            client.force_login(user)
        answers = [
            client.get("/beheer/reports/klopt-nog/"),
            client.get("/beheer/reports/klopt-nog/?when=links"),
            client.get("/beheer/reports/klopt-nog/?export=csv"),
            client.get(f"/beheer/klopt-nog/stuk/{scene.item.pk}/"),
        ]
        found = [SECRET.encode() in answer.getvalue() for answer in answers]
        assert len(set(found)) == 1, (reader, found)
        told[reader] = found[0]
    call_command("remind", stdout=StringIO())
    with time_machine.travel(timezone.now() + timedelta(days=1)), mock.patch(CLOSING):
        call_command("mail", "work", "--once")
    mails = [f"{letter.subject} {letter.body} {letter.alternatives}" for letter in mail.outbox]
    for asked in ("opnieuw worden bekeken", "vorige maand de links"):
        assert any(asked in text for text in mails), asked
    told["mail"] = any(SECRET in text or scene.item.slug in text for text in mails)
    return told


def _names_it(client: Client, address: str) -> bool:
    return SECRET in client.get(address).content.decode()


def _counts(results: Any, name: str) -> dict[str, int]:
    return {
        bucket.value: bucket.count
        for facet in results.facets
        if facet.name == name
        for bucket in (*facet.buckets, *facet.extra_buckets)
    }


def _counted(chart: Any, slug: str) -> bool:
    return any(mark.count for mark in chart.marks if mark.slug == slug)


def _command(user: User | None, text: str) -> Any:
    out = StringIO()
    as_user = ["--as", user.username] if user else []
    call_command("search", text, "--json", *as_user, stdout=out)
    return json.loads(out.getvalue())

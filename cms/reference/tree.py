"""The pages that are always there: made once, then left to the editors."""

from typing import Any

from wagtail.models import Page, Site

from cms.models import (
    Approval,
    HomePage,
    KnowledgeIndexPage,
    Organisation,
    OrganisationIndexPage,
    OrganisationPage,
    StandardPage,
    Topic,
    TopicIndexPage,
    TopicPage,
)
from cms.reference.prose import rich_text
from cms.reference.rows import OrganisationRow, PageRow, Pages, TopicRow
from cms.reference.terms import Summary


class Tree:
    """Makes what is missing and remembers what it made."""

    def __init__(
        self, pages: Pages, organisations: list[OrganisationRow], topics: list[TopicRow]
    ) -> None:
        self.pages = pages
        self.intros = {row.slug: row.intro for row in organisations}
        self.topic_texts = {row.slug: rich_text(row.text) for row in topics if row.text}
        self.summary = Summary()
        self.shared_page_ids: list[int] = []  # pages that belong to all organisations together

    def load(self) -> None:
        """Make home, the indexes, a page for each topic and organisation, and the plain pages."""
        home = HomePage.objects.first() or self._home()
        self._kinds(home)
        self._topics(home)
        self._organisations(home)
        self._standard(home)

    def _home(self) -> HomePage:
        row = self.pages.home
        root = Page.get_first_root_node()
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        if site.pk:  # lets go of Wagtail's welcome page, which would take the site along
            site.root_page = root
            site.save()
            root.get_children().exact_type(Page).delete()
            root.refresh_from_db()
        home = HomePage(title=row.title, slug=row.slug, title_line=row.title_line, intro=row.intro)
        self._publish(root, home)
        site.root_page, site.site_name = home, row.title
        site.save()
        return home

    def _kinds(self, home: HomePage) -> None:
        found = {page.kind: page for page in KnowledgeIndexPage.objects.all()}
        for row in self.pages.kinds:
            page = found.get(row.kind) or self._make(home, KnowledgeIndexPage, row, kind=row.kind)
            self.shared_page_ids.append(page.pk)

    def _topics(self, home: HomePage) -> None:
        index = TopicIndexPage.objects.first() or self._make(
            home, TopicIndexPage, self.pages.topics
        )
        self.shared_page_ids.append(index.pk)
        for topic in Topic.objects.filter(parent=None, page=None):
            row = PageRow(topic.slug, topic.name, topic.description)
            text = self.topic_texts.get(topic.slug, "")
            self._make(index, TopicPage, row, topic=topic, body=text)
        self._fill_empty_topics()

    def _fill_empty_topics(self) -> None:
        """Give a topic page that nobody at the desk touched the text that it still lacks."""
        untouched = TopicPage.objects.filter(body="", latest_revision__user=None)
        for page in untouched.select_related("topic"):
            if page.topic.slug in self.topic_texts:
                page.body = self.topic_texts[page.topic.slug]
                self._approve(page)
                self.summary += Summary(updated=1)

    def _organisations(self, home: HomePage) -> None:
        row = self.pages.organisations
        index = OrganisationIndexPage.objects.first() or self._make(
            home, OrganisationIndexPage, row
        )
        for organisation in Organisation.objects.filter(page=None):
            intro = self.intros.get(organisation.slug, "")
            row = PageRow(organisation.slug, organisation.name, intro)
            self._make(index, OrganisationPage, row, organisation=organisation)

    def _standard(self, home: HomePage) -> None:
        found = {page.slug: page for page in StandardPage.objects.child_of(home)}
        for row in self.pages.standard:
            page = found.get(row.slug)
            page = page or self._make(home, StandardPage, row, body=rich_text(row.body))
            self.shared_page_ids.append(page.pk)

    def _make(self, parent: Page, page_type: type[Page], row: PageRow, **values: Any) -> Page:
        page = page_type(title=row.title, slug=row.slug, intro=row.intro, **values)
        self._publish(parent, page)
        return page

    def _publish(self, parent: Page, page: Page) -> None:
        page.live = False  # until its version is approved
        parent.add_child(instance=page)
        self._approve(page)
        self.summary += Summary(created=1)

    @staticmethod
    def _approve(page: Page) -> None:
        revision = page.save_revision()
        Approval.objects.give(revision, reason="load_reference_data")
        revision.publish()

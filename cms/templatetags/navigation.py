"""The ways through the site that stand on every page: menu, footer and breadcrumbs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Subquery
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.models import PortalSettings
from cms.reading import statements

register = template.Library()

MENU = ("knowledgeindexpage", "topicindexpage")
FOOTER = ("organisationindexpage", "standardpage")
URGENT_SLUG = "nu-bedreigd"
DEFAULT_NAME = PortalSettings._meta.get_field("site_name").default


@dataclass(frozen=True, slots=True)
class Link:
    """A page below the home page. `current` is "page", "true" for a page inside it, or empty."""

    title: str
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """Name of the portal, links of header and footer, who is threatened now, the way back up."""

    site_name: str = DEFAULT_NAME
    menu: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    urgent: Link | None = None
    trail: tuple[Link, ...] = ()


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> Navigation:
    """Return what stands on every page, in one query for the whole request."""
    request = context.get("request")
    if request is None:
        return Navigation()
    here = context.get("page")
    found = [(main, _link(main, here, request)) for main in _main_pages(request)]
    return Navigation(
        site_name=next((main.site_name for main, _link in found if main.site_name), DEFAULT_NAME),
        menu=tuple(link for main, link in found if main.model in MENU),
        footer=tuple(
            link for main, link in found if main.model in FOOTER and main.slug != URGENT_SLUG
        ),
        urgent=next((link for main, link in found if main.slug == URGENT_SLUG), None),
        trail=tuple(link for _main, link in found if link.current == "true"),
    )


def _main_pages(request: HttpRequest) -> list[Any]:
    """Return the published pages below the home page, once for a request."""
    found: list[Any] | None = getattr(request, "_cms_main_pages", None)
    if found is None:
        site = Site.find_for_request(request)
        home = site.root_page if site else None
        rows = statements.rows(_below, [site.pk], home.path, home.depth) if home else []
        found = [_main_page(*row) for row in rows]
        request._cms_main_pages = found  # type: ignore[attr-defined]  # one menu a request
    return found


def _below(site_ids: Sequence[int], path: str, depth: int) -> Any:
    names = PortalSettings.objects.filter(site__in=site_ids).values("site_name")
    return (
        Page.objects.live()
        .filter(path__startswith=path, depth=depth + 1)
        .order_by("path")
        .values_list(
            "pk",
            "title",
            "slug",
            "url_path",
            "content_type__model",
            "knowledgeindexpage__kind",
            Subquery(names[:1]),
        )
    )


def _main_page(pk: int, title: str, slug: str, url_path: str, *facts: str | None) -> Any:
    main = Page(pk=pk, title=title, slug=slug, url_path=url_path)
    main.model, main.item_kind, main.site_name = facts
    return main


def _link(main: Any, here: Any, request: HttpRequest) -> Link:
    return Link(main.title, main.get_url(request) or "", _current(main, here))


def _current(main: Any, here: Any) -> str:
    """Tell whether the reader is at this page or in its part of the site.

    Items live under their organisation, but to a reader they belong to the listing of their kind.
    """
    if not isinstance(here, Page):
        return ""
    if here.pk == main.pk:
        return "page"
    kind = getattr(here, "kind", "")
    inside = main.item_kind == kind if kind else here.url_path.startswith(main.url_path)
    return "true" if inside else ""

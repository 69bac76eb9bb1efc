"""From an address to a page, in a number of queries that does not grow with the depth."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.urls import register_converter
from django.urls.converters import IntConverter
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult


class NumberConverter(IntConverter):
    """The number of a row in an address; what is longer than any of ours is no address."""

    regex = "[0-9]{1,9}"


register_converter(NumberConverter, "number")


class PlacedPage:
    """Mixin for every page type of the portal: read with what it always prints, checked once."""

    # Relations that every view of the page needs.
    READ_WITH: ClassVar[tuple[str, ...]] = ()
    # The label decides who reads; a second switch beside it could only contradict it.
    private_page_options: ClassVar[list[str]] = []
    # Where it may stand in the tree and what may stand below it: by default, nothing.
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = []
    # Set where the page was found and nothing but a label of its own restricts it.
    is_open: bool = False

    path: str
    steplen: int

    def get_view_restrictions(self) -> QuerySet[Any]:
        """Wagtail's restrictions on this page and the pages above it, in at most one query."""
        if self.is_open:
            return PageViewRestriction.objects.none()
        lengths = range(self.steplen, len(self.path) + 1, self.steplen)
        above = [self.path[:length] for length in lengths]
        return PageViewRestriction.objects.filter(page__path__in=above)


class RoutesByAddress:
    """Mixin for the front page: finds any page below it by its whole address."""

    url_path: str

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Return the live page at this address. Raises Http404."""
        if not path_components:
            result: RouteResult = super().route(request, path_components)  # type: ignore[misc]  # of Page
            return result
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        pages = Page.objects.live().filter(url_path=url_path)
        place = pages.values_list(
            "pk", "content_type", Exists(_restrictions_beside_labels())
        ).first()
        if place is None:
            raise Http404
        pk, content_type, is_restricted = place
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        page = model.objects.select_related(*model.READ_WITH).get(pk=pk)
        page.is_open = not is_restricted
        return RouteResult(page)


def _restrictions_beside_labels() -> QuerySet[Any]:
    """Restrictions on a page or above it, but for those that repeat the label of an item."""
    restrictions = PageViewRestriction.objects.filter(page__knowledgepage__isnull=True)
    address = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return restrictions.annotate(address=address).filter(address__startswith=F("page__path"))

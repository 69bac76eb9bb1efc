"""The tabs of the editor: what to tell, whom it is for, who may read it, who keeps it right."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from cms.live_panel import LiveCheckPanel

CHECKBOXES = forms.CheckboxSelectMultiple


def _audience_panels() -> list[Any]:
    return [
        # Wanted for publishing; a draft, saved while one types, goes without.
        FieldPanel("topics", widget=CHECKBOXES, required_on_save=False),
        FieldPanel("audience_roles", widget=CHECKBOXES, required_on_save=False),
        FieldPanel("phases", widget=CHECKBOXES, required_on_save=False),
        MultiFieldPanel(
            [
                FieldPanel("size_classes", widget=CHECKBOXES),
                FieldPanel("riec_regions", widget=CHECKBOXES),
                FieldPanel("provinces", widget=CHECKBOXES),
                LiveCheckPanel("place"),
            ],
            heading=_("Place"),
            help_text=_(
                "If the town is not named, at least five municipalities must fit what you choose "
                "here. Leave out what does not matter."
            ),
        ),
        FieldPanel("keywords"),
    ]


def _sharing_panels() -> list[Any]:
    return [
        FieldPanel("label", widget=forms.RadioSelect),
        FieldPanel("shared_with", widget=CHECKBOXES),
        FieldPanel("is_sensitive"),
        FieldPanel("is_example"),
    ]


def _evidence_panels() -> list[Any]:
    return [
        InlinePanel("related_links", label=_("related item"), heading=_("Related items")),
        InlinePanel("sources", label=_("source"), heading=_("Sources")),
        InlinePanel("attachments", label=_("attachment"), heading=_("Attachments")),
        MultiFieldPanel(
            [
                FieldPanel("image"),
                FieldPanel("image_alt"),
                FieldRowPanel([FieldPanel("image_caption"), FieldPanel("image_maker")]),
            ],
            heading=_("Picture"),
        ),
    ]


def _care_panels() -> list[Any]:
    return [
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("review_by")]),
        FieldPanel("version_note"),
        FieldPanel("contact"),
        FieldPanel("source_language"),
        *Page.promote_panels,
    ]


def knowledge_tabs(
    content: Sequence[Any], *extra: tuple[Any, Sequence[Any]], sharing: Sequence[Any] = ()
) -> TabbedInterface:
    """Build the tabs of one kind: its own fields first, then what all kinds share.

    `extra` holds further tabs of this kind as (heading, panels); `sharing` what it adds to the tab
    about who may read it.
    """
    title = TitleFieldPanel(
        "title",
        help_text=_("What it is about, in plain words. For example: council member threatened."),
    )
    first = [title, FieldPanel("summary"), *content, LiveCheckPanel("findings")]
    return TabbedInterface(
        [
            ObjectList(first, heading=_("Content")),
            *(ObjectList(list(panels), heading=heading) for heading, panels in extra),
            ObjectList(_audience_panels(), heading=_("For whom")),
            ObjectList([*_sharing_panels(), *sharing], heading=_("Who may read")),
            ObjectList(_evidence_panels(), heading=_("Links and sources")),
            ObjectList(_care_panels(), heading=_("Upkeep")),
            ObjectList(Page.settings_panels, heading=_("Schedule")),
        ]
    )

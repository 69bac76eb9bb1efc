"""What editors do, at random: publish, edit, withdraw, move, delete, relabel, share, rename."""

import random
from collections import Counter
from collections.abc import Callable

from cms.models import KnowledgePage, Organisation
from tests.factories import go_live, make_draft, organisation

ITEMS = 40
LABELS = ("clear", "green", "amber", "amber-strict")
WORDS = "hennep drugslab ondermijning bedreiging vakantiepark loods raadslid agressie".split()


class Changes:
    """Makes one change after another, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.done: Counter[str] = Counter()
        self._chance = random.Random(seed)  # noqa: S311 - repeatable
        self._organisations = [
            organisation
            for organisation in Organisation.objects.order_by("pk")
            if organisation.page
        ]
        self._kinds: dict[str, Callable[[KnowledgePage], object]] = {
            "edit": self._edit,
            "unpublish": lambda page: page.unpublish(),
            "publish": go_live,
            "move": self._move,
            "delete": lambda page: page.delete(),
            "label": self._label,
            "membership": self._share,
            "organisation": self._rename,
        }
        self._weights = [30, 10, 15, 8, 5, 15, 14, 3]

    def make_one(self) -> None:
        pages = list(KnowledgePage.objects.order_by("pk").values_list("pk", flat=True))
        if len(pages) < ITEMS:
            self._create()
            return
        page = KnowledgePage.objects.get(pk=self._chance.choice(pages)).specific
        (kind,) = self._chance.choices(list(self._kinds), weights=self._weights)
        self._kinds[kind](page)
        self.done[kind] += 1

    def _create(self) -> None:
        owner = self._chance.choice(self._organisations)
        go_live(make_draft(under=owner.slug, title=self._title()))
        self.done["create"] += 1

    def _title(self) -> str:
        return " ".join(self._chance.choices(WORDS, k=3)).capitalize()

    def _edit(self, page: KnowledgePage) -> None:
        page.title = self._title()
        go_live(page)

    def _move(self, page: KnowledgePage) -> None:
        # Read anew: the tree of pages counts its children in the page itself.
        target = organisation(self._chance.choice(self._organisations).slug).page
        if target.pk != page.get_parent().pk:
            page.move(target, "last-child")

    def _label(self, page: KnowledgePage) -> None:
        page.label = self._chance.choice(LABELS)
        go_live(page)

    def _share(self, page: KnowledgePage) -> None:
        page.shared_with = self._chance.sample(self._organisations, 2)
        go_live(page)

    def _rename(self, page: KnowledgePage) -> None:
        renamed = self._chance.choice(self._organisations)
        renamed.name = f"{renamed.name.partition(' (')[0]} ({self._chance.randrange(99)})"
        renamed.save()

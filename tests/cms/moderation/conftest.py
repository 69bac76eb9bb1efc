"""A draft that was handed in, and the people around it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, Phase, settings
from wagtail.models import WorkflowState

from cms.models import CaseStudyPage, KnowledgePage
from cms.reference.organisations import PORTAL_MANAGERS
from tests.factories import make_draft, make_user, member_of, organisation

LONG = "paths"  # `make paths`: test_every_path, elsewhere each time
settings.register_profile(
    LONG,
    max_examples=200,
    stateful_step_count=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)

OWN, OTHER = "riec-limburg", "riec-oost-nederland"


@dataclass
class Desk:
    """People by what they are to the organisation that owns the draft."""

    people: dict[str, User] = field(default_factory=dict)

    def draft(
        self, writer: str = "author", kind: type[KnowledgePage] = CaseStudyPage, **fields: Any
    ) -> KnowledgePage:
        """Return a draft that this person wrote."""
        page = make_draft(kind, under=OWN, owner=self.people[writer], **fields)
        page.save_revision(user=self.people[writer])
        return page

    def hand_in(self, page: KnowledgePage, by: str = "author") -> WorkflowState:
        """Start the chain."""
        state: WorkflowState = page.get_workflow().start(page, self.people[by])
        return state


@pytest.fixture
def desk(db: None) -> Desk:
    """Return everybody who could have a say."""
    return make_desk()


def make_desk() -> Desk:
    """Make everybody who could have a say, each in one role."""
    editors = {
        "editor": member_of("redacteur", OWN, "editors"),
        "second editor": member_of("redacteur-2", OWN, "editors"),
        "editor elsewhere": member_of("buur", OTHER, "editors"),
        "editor of the VNG": member_of("vng", "vng", "editors"),
    }
    both = member_of("auteur-en-redacteur", OWN, "authors")
    both.groups.add(organisation(OWN).editors)
    others = {
        "author": member_of("auteur", OWN, "authors"),
        "second author": member_of("auteur-2", OWN, "authors"),
        "author and editor": both,
        "member": member_of("lid", OWN),
        "portal manager": make_user("beheerder", PORTAL_MANAGERS),
        "superuser": make_user("admin", is_superuser=True),
    }
    return Desk({**editors, **others})

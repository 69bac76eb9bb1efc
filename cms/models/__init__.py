"""The models of the content, one file a subject. What `search` may use is in `__all__`."""

from cms.mail.models import MailChoice, Notice, OutgoingMail
from cms.models.cases import CaseStudyPage
from cms.models.contacts import Contact
from cms.models.containers import (
    CollectionEntry,
    CollectionPage,
    HomePage,
    KnowledgeIndexPage,
    OrganisationIndexPage,
    OrganisationPage,
    StandardPage,
    TopicIndexPage,
    TopicPage,
)
from cms.models.contributions import Contribution, ContributionLink, ContributionMessage
from cms.models.guides import GuideHelpline, GuideMyth, GuidePage
from cms.models.imports import WordImport
from cms.models.invitations import Invitation
from cms.models.knowledge import KeywordLink, Kind, KnowledgePage
from cms.models.lessons import LessonPage
from cms.models.links import Attachment, RelatedLink, Source
from cms.models.organisations import Organisation
from cms.models.playbooks import PlaybookPage, PlaybookStep
from cms.models.portal import PortalSettings
from cms.models.reference import (
    AudienceRole,
    Municipality,
    Phase,
    Province,
    RiecRegion,
    SafetyRegion,
    SizeClass,
    Topic,
)
from cms.moderation.findings import PrivacyFinding
from cms.moderation.models import Approval, OrganisationReviewTask, PrivacyCheckTask, VngReviewTask
from cms.upkeep.models import LinkCheck, Reminder

__all__ = [
    "Approval",
    "Attachment",
    "AudienceRole",
    "CaseStudyPage",
    "CollectionEntry",
    "CollectionPage",
    "Contact",
    "Contribution",
    "ContributionLink",
    "ContributionMessage",
    "GuideHelpline",
    "GuideMyth",
    "GuidePage",
    "HomePage",
    "Invitation",
    "KeywordLink",
    "Kind",
    "KnowledgeIndexPage",
    "KnowledgePage",
    "LessonPage",
    "LinkCheck",
    "MailChoice",
    "Municipality",
    "Notice",
    "Organisation",
    "OrganisationIndexPage",
    "OrganisationPage",
    "OrganisationReviewTask",
    "OutgoingMail",
    "Phase",
    "PlaybookPage",
    "PlaybookStep",
    "PortalSettings",
    "PrivacyCheckTask",
    "PrivacyFinding",
    "Province",
    "RelatedLink",
    "Reminder",
    "RiecRegion",
    "SafetyRegion",
    "SizeClass",
    "Source",
    "StandardPage",
    "Topic",
    "TopicIndexPage",
    "TopicPage",
    "VngReviewTask",
    "WordImport",
]

"""The chain every page goes through, made once and then left to who tends the portal."""

from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from cms.models import (
    HomePage,
    OrganisationIndexPage,
    OrganisationReviewTask,
    PrivacyCheckTask,
    VngReviewTask,
)

NAME = "Redactie"
STEPS: tuple[tuple[type[Task], str], ...] = (
    (PrivacyCheckTask, "Privacycheck"),
    (OrganisationReviewTask, "Redactie van de organisatie"),
    (VngReviewTask, "Redactie van de VNG"),
)


def load_workflow() -> None:
    """Make the chain and let it count for all pages; the organisations may get another one."""
    workflow, made = Workflow.objects.get_or_create(name=NAME)
    if made:
        for order, (task_type, name) in enumerate(STEPS):
            task = task_type._default_manager.create(name=name)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for top in (HomePage.objects.get(), OrganisationIndexPage.objects.get()):
        WorkflowPage.objects.get_or_create(page=top.page_ptr, defaults={"workflow": workflow})

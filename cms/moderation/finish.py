"""What Wagtail does when a draft has passed every step: WAGTAIL_FINISH_WORKFLOW_ACTION.

Wagtail imports this before its models are there, so the rest is asked for by name.
"""

from typing import Any

from django.apps import apps


def publish_reviewed(workflow_state: Any, user: Any = None) -> None:
    """Publish it, or schedule it."""
    apps.get_model("cms", "Approval").objects.publish_reviewed(workflow_state, user)

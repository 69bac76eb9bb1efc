"""Says on the desk that nobody would review what is handed in; else people only miss a button."""

from typing import Any

from wagtail.models import Page

from cms.dashboard import PersonalPanel
from cms.models import HomePage


class NoReviewPanel(PersonalPanel):
    """For everybody at the desk: nobody can hand in, and few can mend it."""

    name = "no-review"
    order = 55
    template_name = "cms/admin/no_review_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Look at the workflow of the whole site, and at those that a part of it has itself."""
        places: list[Page] = []
        for home in HomePage.objects.all():  # one, once reference data is there
            own = Page.objects.descendant_of(home).filter(workflowpage__workflow__active=True)
            places += [home, *own.specific()]
        return {"is_missing": not all(page.has_workflow for page in places)}

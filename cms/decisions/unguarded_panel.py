"""Says on the desk what `manage.py check` says of the log (cms.W020): few run that."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS

from cms.accounts.memberships import keeps_people
from cms.dashboard import PersonalPanel
from cms.decisions.guarded_rows import is_guarded


class UnguardedPanel(PersonalPanel):
    """For who keeps the portal: others cannot mend it, and ask the database nothing."""

    name = "unguarded"
    order = 40
    template_name = "cms/admin/unguarded_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Look, at each visit, in one query."""
        return {"is_missing": keeps_people(self.user) and not is_guarded(DEFAULT_DB_ALIAS)}

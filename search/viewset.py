"""What the lists of editors have in common in the CMS: best bets and synonyms."""

from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet


class EditorsViewSet(ModelViewSet):
    """A list kept by who tends the search (search.editors), with an item in the menu."""

    add_to_admin_menu = True
    copy_view_enabled = False

    def get_permissions_to_register(self) -> Any:
        """Offer no permission to tick for a group: it follows from being an editor."""
        return super().get_permissions_to_register().none()

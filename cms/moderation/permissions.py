"""What the CMS offers: publishing is the last step of the review, and no button beside it."""

from wagtail.models import PagePermissionTester


class ReviewedPageTester(PagePermissionTester):
    """Rights on an item."""

    def can_publish(self) -> bool:
        """Nobody, whatever their groups: the last step of the review publishes."""
        return False

    def can_unschedule(self) -> bool:
        """Who may withdraw it may also take it off the schedule."""
        return bool(super().can_publish())


class ReviewedChildrenTester(PagePermissionTester):
    """Rights on the page under which items are made."""

    def can_publish_subpage(self) -> bool:
        """Nobody makes an item and publishes it in one go, nor copies it to be live at once."""
        return False

"""What the CMS offers: publishing is the last step of the review, and no button beside it."""

from wagtail.models import PagePermissionTester


class ReviewedPageTester(PagePermissionTester):
    """Rights on a page, and on what is made under it."""

    def can_publish(self) -> bool:
        """Nobody, whatever their groups: the last step of the review publishes."""
        return False

    def can_unschedule(self) -> bool:
        """Who may withdraw it may also take it off the schedule."""
        return bool(super().can_publish())

    def can_publish_subpage(self) -> bool:
        """Nobody makes a page and publishes it in one go, nor copies it to be live at once."""
        return False

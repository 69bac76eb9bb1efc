"""What the CMS offers: publishing is the last step of the review, and no button beside it."""

from wagtail.models import PagePermissionTester

from cms.moderation.standing_in import is_sent_back, sent_back_to_stand_in


class ReviewedPageTester(PagePermissionTester):
    """Rights on a page, and on what is made under it."""

    def can_edit(self) -> bool:
        """Also who stands in for an organisation without editors, if it was sent back there."""
        if super().can_edit():
            return True
        return is_sent_back(self.page) and self.page.pk in sent_back_to_stand_in(self.user)

    def can_publish(self) -> bool:
        """Nobody, whatever their groups: the last step of the review publishes."""
        return False

    def can_unschedule(self) -> bool:
        """Who may withdraw it may also take it off the schedule."""
        return bool(super().can_publish())

    def can_publish_subpage(self) -> bool:
        """Nobody makes a page and publishes it in one go, nor copies it to be live at once."""
        return False

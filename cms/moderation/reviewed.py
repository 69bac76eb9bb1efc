"""What every page that goes live only with an approval has in common."""

from typing import Any

from cms.moderation.permissions import ReviewedPageTester
from cms.moderation.publishing import publication
from cms.moderation.remarks import RemarkedPage


class ReviewedPage(RemarkedPage):
    """A page of the chain; stands before Page. Its `save` must call `refuse_unapproved`."""

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Publish a version, and all that follows from it, or nothing."""
        with publication(self):
            super().publish(*args, **kwargs)  # type: ignore[misc]  # of Page

    def permissions_for_user(self, user: Any) -> ReviewedPageTester:
        """Offer nobody to publish past the review."""
        return ReviewedPageTester(user, self)


def goes_through_review(page: Any) -> bool:
    """Tell whether a page goes live only with an approval."""
    return isinstance(page, ReviewedPage)

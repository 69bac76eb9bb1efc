"""What every page that goes live only with an approval has in common."""

from typing import Any

from django.utils.functional import cached_property

from cms.moderation.moves import is_bound_to_its_owner
from cms.moderation.permissions import ReviewedPageTester
from cms.moderation.publishing import publication
from cms.moderation.remarks import RemarkedPage
from cms.moderation.what_is_gone import without_what_is_gone


class ReviewedPage(RemarkedPage):
    """A page of the chain; stands before Page. Its `save` must call `refuse_unapproved`."""

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        """Open a version without what is gone meanwhile, so that it can be read and mended."""
        try:
            return super().from_serializable_data(data, check_fks, strict_fks)  # type: ignore[misc]  # of Page
        except Exception:
            # So modelcluster says that something is gone that the database protects.
            left = without_what_is_gone(cls, data)
            if left == data:
                raise
            return super().from_serializable_data(left, check_fks, strict_fks)  # type: ignore[misc]  # likewise

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Publish a version, and all that follows from it, or nothing."""
        with publication(self):
            super().publish(*args, **kwargs)  # type: ignore[misc]  # of Page

    def permissions_for_user(self, user: Any) -> ReviewedPageTester:
        """Offer nobody to publish past the review."""
        return ReviewedPageTester(user, self)

    @cached_property
    def is_bound_to_its_owner(self) -> bool:
        """Whether it stays where it is; a chooser asks this for each place."""
        return is_bound_to_its_owner(self)

    def can_move_to(self, parent: Any) -> bool:
        """Refuse a move that gives what was approved to other readers, also to a superuser."""
        may = super().can_move_to(parent)  # type: ignore[misc]  # of Page
        return bool(may) and not self.is_bound_to_its_owner


def goes_through_review(page: Any) -> bool:
    """Tell whether a page goes live only with an approval."""
    return isinstance(page, ReviewedPage)

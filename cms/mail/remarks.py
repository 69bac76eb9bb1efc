"""Who hears of remarks on an item: who follows it, and who wrote in the same thread.

In place of Wagtail's own mail about remarks, which goes for every saved form, quotes the remarks
and names the item.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail import hooks
from wagtail.admin.views.pages import edit
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import COMMENTS_RELATION_NAME, Page

from cms.mail.models import Notice
from cms.mail.notices import notify

User: Any = get_user_model()
TOLD_OF = ("new_comments", "deleted_comments", "resolved_comments", "new_replies")


class EditView(edit.EditView):
    """Wagtail's editor, which tells of remarks as each person chose."""

    def send_commenting_notifications(self, changes: dict[str, list[Any]]) -> None:
        """Tell the others of what is new, answered, closed or gone."""
        if any(changes[name] for name in TOLD_OF):
            people = _followers(self.page, changes).exclude(pk=self.request.user.pk)
            notify(people.filter(is_active=True), Notice.Kind.REMARKS, page=self.page)


def _followers(page: Page, changes: dict[str, list[Any]]) -> Any:
    threads = {remark.pk for remark in changes["resolved_comments"]}
    threads |= {remark.pk for remark, _replies in changes["new_replies"]}
    subscribed = page.subscribers.filter(comment_notifications=True).values("user")
    wrote = Q(comment_replies__comment__in=threads) | Q(
        **{f"{COMMENTS_RELATION_NAME}__in": threads}
    )
    followers = Q(pk__in=subscribed) | Q(pk__in=User.objects.filter(wrote).values("pk"))
    return User.objects.filter(followers).select_related("wagtail_userprofile")


class EditedPages(PageViewSet):
    """Pages of every kind, with that editor."""

    edit_view_class = EditView


@hooks.register("register_admin_viewset", order=1)  # after Wagtail's own, whose place it takes
def edit_pages_with_our_news() -> PageViewSet:
    """Use it for every page."""
    return EditedPages()

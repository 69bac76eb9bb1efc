"""The projection: what is known of every item that was ever published, ready to be searched."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.bestbets.models import BestBet, BestBetPhrase
from search.cluster.models import ClusterIndex, ClusterState, OutboxEntry
from search.misses.models import Miss
from search.synonyms.models import SynonymRule

__all__ = [
    "BestBet",
    "BestBetPhrase",
    "ClusterIndex",
    "ClusterState",
    "DocumentAccess",
    "DocumentText",
    "Miss",
    "OutboxEntry",
    "PublicWord",
    "SearchDocument",
    "SynonymRule",
]


class SearchDocument(models.Model):
    """One item. The row outlives the page, so that the version rises through every life of it.

    Counting reads nothing but this narrow row; the text is apart, in `DocumentText`.
    """

    # Also the row number in the full-text index; a foreign key would die with the page.
    page_id = models.IntegerField(primary_key=True)
    version = models.PositiveBigIntegerField(default=1)
    content_hash = models.CharField(max_length=64, blank=True)
    is_live = models.BooleanField(default=False)
    published_on = models.DateField(null=True)
    facets = models.TextField(blank=True)  # the line of search.facets.pack
    links = models.TextField(blank=True)  # ids of the items that it names, one space between
    made_with = models.CharField(max_length=16, blank=True)  # search.made_with, of a live one
    indexed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        indexes = [
            # Everything that browsing without text needs, in its order.
            models.Index(
                fields=["is_live", "-published_on", "-page_id", "facets"],
                name="search_document_newest",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} v{self.version}"


class DocumentText(models.Model):
    """The words of a published item as a reader sees them; gone when it is withdrawn."""

    document = models.OneToOneField(
        SearchDocument, on_delete=models.CASCADE, primary_key=True, related_name="text"
    )
    title = models.TextField()
    summary = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = _("text of a search document")
        verbose_name_plural = _("texts of search documents")

    def __str__(self) -> str:
        return self.title


class DocumentAccess(models.Model):
    """A token that opens a document (cms.access); without a row nobody finds it."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="access")
    token = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("access to a search document")
        verbose_name_plural = _("access to search documents")
        constraints = [
            models.UniqueConstraint(fields=["document", "token"], name="search_access_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.token}"


class PublicWord(models.Model):
    """A word in documents that everybody may read: the only source of "did you mean"."""

    word = models.CharField(max_length=64, primary_key=True)
    documents = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("public word")
        verbose_name_plural = _("public words")

    def __str__(self) -> str:
        return self.word

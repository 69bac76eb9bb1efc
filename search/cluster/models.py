"""What the database remembers of the cluster: what it must still be told, and its state."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxEntry(models.Model):
    """An item that the cluster must still be told about, written with the change itself.

    One row an item: a later change raises `version`. Who writes to the cluster reads the item anew
    and takes the row away if no later change came meanwhile.
    """

    page_id = models.IntegerField(primary_key=True)
    version = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(auto_now_add=True)  # leased, or waiting for another try
    parked_at = models.DateTimeField(null=True)  # the cluster refuses it: somebody must look
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("change for the search index")
        verbose_name_plural = _("changes for the search index")
        indexes = [models.Index(fields=["not_before"], name="search_outbox_next")]

    def __str__(self) -> str:
        return f"{self.page_id} v{self.version}"


class ClusterIndex(models.Model):
    """An index of ours in the cluster. Every change is written to each of them."""

    class State(models.TextChoices):
        BUILDING = "building", _("being filled")
        SERVING = "serving", _("answers searches")
        RETIRED = "retired", _("to be removed")

    name = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    fingerprint = models.CharField(max_length=16)
    filled_to = models.IntegerField(default=0)  # page id
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("search index")
        verbose_name_plural = _("search indices")
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state__in=["building", "serving"]),
                name="search_one_index_a_state",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class ClusterState(models.Model):
    """One row: whether the cluster is asked at all, and who rebuilds its index now."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    open_until = models.DateTimeField(null=True)  # until then nobody asks the cluster
    failures = models.PositiveIntegerField(default=0)  # since the last whole answer
    error = models.TextField(blank=True)
    rebuilt_by = models.CharField(max_length=80, blank=True)
    rebuilt_until = models.DateTimeField(null=True)  # the one at work moves this on

    class Meta:
        verbose_name = _("state of the search cluster")
        verbose_name_plural = _("states of the search cluster")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="search_one_state")]

    def __str__(self) -> str:
        return "open" if self.open_until else "closed"

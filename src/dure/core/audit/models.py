from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """One thing that somebody did. Append-only; outlives what it points at.

    The target is named, not referenced, so that a deleted row keeps its history.
    ``details`` holds no personal data: a name that is erased must be erased everywhere.
    """

    action = models.CharField(max_length=80)
    target = models.CharField(max_length=80)
    details = models.JSONField(default=dict)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )  # null: Dure itself, from its queue or its schedule
    done_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["target", "-done_at"]),
            models.Index(fields=["done_by", "-done_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.done_at:%Y-%m-%d %H:%M} {self.action} {self.target}"

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from .access import AuditAccess

REFUSAL = "What was done stays written down: audit rows are only added."


class AuditEvent(models.Model):
    """One thing that somebody did. Append-only; outlives what it points at.

    The target is named, not referenced, so that a deleted row keeps its history.
    ``details`` holds no personal data: a name that is erased must be erased everywhere.
    The database refuses to change a row too (migration ``audit_append_only``).
    """

    action = models.CharField(max_length=80)
    target = models.CharField(max_length=80)
    details = models.JSONField(default=dict)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )  # null: Dure itself, from its queue or its schedule
    done_at = models.DateTimeField()

    objects = AuditAccess.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["target", "-done_at", "-id"], name="audit_of_a_target"),
            models.Index(fields=["done_by", "-done_at", "-id"], name="audit_of_a_person"),
            models.Index(fields=["action", "-done_at", "-id"], name="audit_of_an_action"),
            models.Index(fields=["-done_at", "-id"], name="audit_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.done_at:%Y-%m-%d %H:%M} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(REFUSAL)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError(REFUSAL)

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from .access import LetterAccess


class Status(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


NEXT: dict[Status, set[Status]] = {
    Status.WAITING: {Status.SENT, Status.FAILED},
    Status.SENT: set(),
    Status.FAILED: {Status.SENT},
}


class Letter(models.Model):
    """One e-mail to one address. Its key says what it is about, so that it is written once.

    A confidential letter holds a link that logs its reader in. Nobody else may read it, and its
    words are forgotten once it is sent.

    ``handed_over`` counts how often it was given to the mail server: more than once means
    that a worker was killed in the middle, and that the reader may have two copies.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(_("To"), blank=True)  # emptied when a person is erased
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    is_confidential = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.WAITING)
    message_id = models.CharField(max_length=200, unique=True)
    handed_over = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(_("Error"), max_length=500, blank=True)
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    queued_at = models.DateTimeField(_("Written on"))
    sent_at = models.DateTimeField(_("Sent"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = LetterAccess.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(status=Status.SENT) ^ Q(sent_at__isnull=True),
                name="letter_sent_at_when_sent",
            ),
            CheckConstraint(
                condition=Q(erased_at__isnull=False, to="", subject="", text="", html="")
                | (Q(erased_at__isnull=True) & ~Q(to="")),
                name="letter_addressed_until_erased",
            ),
        ]
        indexes = [
            models.Index(fields=["-queued_at", "-id"], name="letter_newest"),
            models.Index(fields=["to"], name="letter_to"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _


class File(models.Model):
    """A file that somebody uploaded. Who may see it is said by the record it belongs to.

    The content lies under ``MEDIA_ROOT`` by its ``uuid``, never by the name it came with,
    and no address leads there: a view fetches the record and answers with ``files.http``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("File name"), max_length=150)
    size = models.PositiveBigIntegerField(_("File size"))
    content_type = models.CharField(_("Type"), max_length=100)
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("Uploaded"))

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
        ]
        indexes = [models.Index(fields=["-uploaded_at"], name="file_newest")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.uuid.hex[:2] / self.uuid.hex

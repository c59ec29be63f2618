from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dure.community.models import Complex
from dure.core.constraints import both_or_neither
from dure.core.fields import Timestamped
from dure.core.files.models import File

from .access import UploadAccess


class UploadStatus(models.TextChoices):
    READ = "read", _("Read, not written")
    WRITTEN = "written", _("Written")
    UNDONE = "undone", _("Undone")


NEXT = {
    UploadStatus.READ: {UploadStatus.WRITTEN},
    UploadStatus.WRITTEN: {UploadStatus.UNDONE},
    UploadStatus.UNDONE: set(),
}


class Upload(Timestamped):
    """A file of figures for one complex: read first, written when somebody says so."""

    complex = models.ForeignKey(
        Complex, models.PROTECT, related_name="+", verbose_name=_("Industrial complex")
    )
    source = models.CharField(_("Source"), max_length=300)
    is_synthetic = models.BooleanField(_("Synthetic"), default=False)  # its figures are invented
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("File"))
    status = models.CharField(
        _("State"), max_length=8, choices=UploadStatus, default=UploadStatus.READ
    )
    effects = models.JSONField(
        default=list, blank=True
    )  # [[figure, its value before or null, after], …]
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    written_at = models.DateTimeField(null=True, blank=True)

    objects = UploadAccess.as_manager()

    class Meta:
        constraints = [both_or_neither("written_by", "written_at")]

    def __str__(self) -> str:
        return f"{self.source} ({self.get_status_display()})"

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dure.community.groups.models import Group
from dure.core.fields import Timestamped
from dure.core.files.models import File

from .access import DocumentAccess


class DocumentKind(models.TextChoices):
    BYLAWS = "bylaws", _("Bylaws")
    MINUTES = "minutes", _("Minutes")
    REPORT = "report", _("Report")
    AGREEMENT = "agreement", _("Agreement")
    OTHER = "other", _("Other")


class Document(Timestamped):
    """A file that a group keeps: its bylaws, the minutes of a meeting."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="documents")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=12, choices=DocumentKind)
    title = models.CharField(_("Title"), max_length=120)

    objects = DocumentAccess.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "-created_at"])]

    def __str__(self) -> str:
        return self.title

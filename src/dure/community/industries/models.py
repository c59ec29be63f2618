from __future__ import annotations

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

LEAF = 5  # digits of the finest division, the one that firms are classified by


class Industry(models.Model):
    """A line of the Korean standard industrial classification (KSIC), of one revision."""

    revision = models.PositiveSmallIntegerField(_("Revision"))
    code = models.CharField(_("Code"), max_length=5)
    level = models.PositiveSmallIntegerField(_("Digits"))  # 1 is the section, a letter
    name_ko = models.CharField(_("Name"), max_length=160)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )

    class Meta:
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="industry_one_per_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_ko}"

    @property
    def is_leaf(self) -> bool:
        return self.level == LEAF

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dure.core.naming import named

from .access import IndustryAccess

REVISIONS = (10, 9)
CURRENT = 10
LEAF = 5  # digits of the finest division, the one that firms are classified by


class IndustryQuerySet(IndustryAccess):
    def leaves(self) -> Self:
        return self.filter(level=LEAF)


class Industry(models.Model):
    """A line of the Korean standard industrial classification (KSIC), of one revision."""

    revision = models.PositiveSmallIntegerField(_("Revision"))
    code = models.CharField(_("Code"), max_length=5)
    level = models.PositiveSmallIntegerField(_("Digits"))  # 1 is the section, a letter
    section = models.CharField(_("Section"), max_length=1)
    name_ko = models.CharField(_("Name"), max_length=160)
    name_en = models.CharField(_("Name in English"), max_length=160, blank=True)  # ours
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )

    objects = IndustryQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="industry_one_per_code"),
            CheckConstraint(
                condition=Q(level=1, parent__isnull=True) | Q(level__gt=1, parent__isnull=False),
                name="industry_stands_under_another_unless_section",
            ),
        ]
        indexes = [models.Index(fields=["revision", "section", "level"])]

    def __str__(self) -> str:
        return f"{self.code} {named(self)}"

    @property
    def is_leaf(self) -> bool:
        return self.level == LEAF

    @property
    def key(self) -> tuple[int, str]:
        return self.revision, self.code

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dure.core.constraints import ends_no_sooner_than_it_starts
from dure.core.fields import Dated

from .access import RoleAccess


class RoleKind(models.TextChoices):
    """What a person is for the programme as a whole.

    Who coordinates a complex, represents an organisation or holds an office in a group is
    a dated row of those records, in ``community``.
    """

    PROGRAMME_OFFICER = "programme_officer", _("Programme officer")
    EXPERT = "expert", _("Expert")
    REVIEWER = "reviewer", _("Reviewer")
    AUDITOR = "auditor", _("Auditor")


class Role(Dated):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles")
    kind = models.CharField(_("Role"), max_length=20, choices=RoleKind)

    objects = RoleAccess.as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(ends_on__isnull=True),
                name="role_one_open_of_a_kind",
                violation_error_message=_("This person has this role already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.starts_on}"

    def holds_on(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

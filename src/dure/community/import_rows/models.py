from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dure.community.complexes.models import Complex
from dure.community.groups.models import Group
from dure.community.organisations.models import Organisation
from dure.community.workbooks.headings import Field
from dure.community.workbooks.problems import Problem
from dure.core.constraints import both_or_neither
from dure.core.fields import Timestamped
from dure.core.files.models import File

from .access import ImportAccess, ImportRowAccess


class Status(models.TextChoices):
    READING = "reading", _("Being read")
    UNREADABLE = "unreadable", _("Cannot be read")
    READY = "ready", _("Waits for you")
    WRITING = "writing", _("Being written")
    WRITTEN = "written", _("Imported")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


NEXT: dict[Status, set[Status]] = {
    Status.READING: {Status.READY, Status.UNREADABLE},
    Status.UNREADABLE: {Status.READING},
    Status.READY: {Status.READING, Status.WRITING},
    Status.WRITING: {Status.WRITTEN, Status.UNDOING},  # undone half-way where it is stuck
    Status.WRITTEN: {Status.UNDOING},
    Status.UNDOING: {Status.UNDONE},
    Status.UNDONE: set(),
}
AT_WORK = (Status.READING, Status.WRITING, Status.UNDOING)


class Import(Timestamped):
    """A members' workbook on its way in. Nothing of it is recorded until it is confirmed."""

    file = models.OneToOneField(File, models.PROTECT, related_name="+", verbose_name=_("Workbook"))
    complex = models.ForeignKey(
        Complex, models.PROTECT, related_name="imports", verbose_name=_("Industrial complex")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("Group")
    )
    starts_on = models.DateField(_("Member since, where the row does not say"))
    status = models.CharField(
        _("State"), max_length=12, choices=Status, default=Status.READING, db_index=True
    )
    reason = models.JSONField(default=dict, blank=True)  # why it cannot be read, by language
    sheet = models.PositiveSmallIntegerField(_("Sheet"), null=True, blank=True)
    sheets = models.JSONField(default=list, blank=True)  # name, hidden
    heading = models.PositiveIntegerField(_("Row of the headings"), null=True, blank=True)
    columns = models.JSONField(default=dict, blank=True)  # column, what it holds
    samples = models.JSONField(default=list, blank=True)  # column, heading, some cells
    left_out = models.JSONField(default=dict, blank=True)  # why, how many rows
    rows_left_out = models.JSONField(default=list, blank=True)  # number, why, what it says
    n_rows = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0)
    prepared_at = models.DateTimeField(null=True, blank=True)
    replaces = models.BooleanField(_("Replace what differs"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Uploaded by")
    )
    uploaded_at = models.DateTimeField(_("Uploaded"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportAccess.as_manager()

    class Meta:
        constraints = [
            both_or_neither("confirmed_by", "confirmed_at"),
            both_or_neither("undone_by", "undone_at"),
            CheckConstraint(condition=Q(n_done__lte=models.F("n_rows")), name="import_done_of_all"),
        ]
        indexes = [models.Index(fields=["complex", "-uploaded_at"])]

    def __str__(self) -> str:
        return f"#{self.pk} · {self.get_status_display()}"

    @property
    def is_at_work(self) -> bool:
        return self.status in AT_WORK

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]


class RowState(models.TextChoices):
    NEW = "new", _("New")
    MATCHED = "matched", _("Known, with news")
    UNCHANGED = "unchanged", _("Known, unchanged")
    CHOOSE = "choose", _("To choose")
    ERROR = "error", _("Error")
    AGAIN = "again", _("Twice in the file")
    SKIPPED = "skipped", _("Skipped")


ENTERED = (RowState.NEW, RowState.MATCHED)


class ImportRowQuerySet(ImportRowAccess):
    def to_enter(self) -> Self:
        return self.filter(state__in=ENTERED, entered_at__isnull=True).order_by("number")

    def keep_entered(
        self, rows: Sequence[ImportRow], *, told: Collection[int], at: dt.datetime
    ) -> None:
        """What became of some rows: only few need the slow update of many columns."""
        self.bulk_update([row for row in rows if row.number in told], ["state", "problems"])
        entered = [row for row in rows if row.entered_at]
        self.bulk_update(entered, ["organisation"])
        self.filter(pk__in=[row.pk for row in entered]).update(entered_at=at)


class ImportRow(models.Model):
    """One row of the workbook: what it says, whom it means, what was or will be done with it."""

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # in the sheet
    raw = models.JSONField(default=dict)  # field, as it was typed
    values = models.JSONField(default=dict)  # field, as it is understood
    problems = models.JSONField(default=list)  # code, value
    state = models.CharField(_("State"), max_length=10, choices=RowState)
    decision = models.CharField(max_length=10, blank=True)  # by hand: skip, new, or a number
    same_as = models.PositiveIntegerField(null=True, blank=True)  # the row of its organisation
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, related_name="+", null=True, blank=True
    )
    candidates = models.JSONField(default=list)
    changes = models.JSONField(default=list)  # column, old, new
    adds = models.JSONField(default=list)  # person, post, membership …
    entered_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["source", "number"], name="importrow_one_per_row"),
            CheckConstraint(
                condition=Q(entered_at__isnull=True) | Q(state__in=ENTERED),
                name="importrow_entered_when_it_may_be",
            ),
        ]
        indexes = [models.Index(fields=["source", "state", "number"])]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.number} {self.state}"

    @property
    def contact(self) -> str:
        """Who is named, else the head; a workbook need not have either column."""
        said = self.raw.get(Field.PERSON) or self.raw.get(Field.CEO)
        return str(said or "")

    @property
    def left(self) -> list[list[str]]:
        """What differs and was not replaced: column, old, new."""
        done = {(effect.place, effect.new) for effect in self.effects.all() if effect.column}
        return [change for change in self.changes if (change[0], change[2]) not in done]

    @property
    def told(self) -> list[Problem]:
        return [Problem(*problem) for problem in self.problems]


class ImportEffect(models.Model):
    """One thing that a row wrote, so that it can be taken back."""

    source = models.ForeignKey(Import, models.CASCADE, related_name="effects")
    row = models.ForeignKey(ImportRow, models.CASCADE, related_name="effects")
    kind = models.CharField(max_length=16)  # of withdrawal.queries.KINDS
    target = models.BigIntegerField()
    column = models.CharField(max_length=24, blank=True)  # empty: the record itself was made
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    made = models.JSONField(default=dict)  # its columns, as they were written
    kept = models.CharField(max_length=24, blank=True)  # why it was not taken back
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["source", "kind"]),
            models.Index(fields=["row"], name="effect_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.target}"

    @property
    def place(self) -> str:
        """The column as the changes of a row name it."""
        is_of_other = self.kind in ("person", "membership")
        return f"{self.kind}.{self.column}" if is_of_other else self.column

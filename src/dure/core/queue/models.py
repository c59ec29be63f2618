from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import CheckConstraint, ExpressionWrapper, Q, UniqueConstraint
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .access import JobAccess


class Status(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    DROPPED = "dropped", _("Dropped")


NEXT: dict[Status, set[Status]] = {
    Status.WAITING: {Status.RUNNING, Status.DROPPED},
    Status.RUNNING: {Status.WAITING, Status.DONE, Status.FAILED},
    Status.DONE: set(),
    Status.FAILED: {Status.WAITING, Status.DROPPED},
    Status.DROPPED: set(),
}

OPEN = [Status.WAITING, Status.RUNNING]
FINISHED = [Status.DONE, Status.FAILED, Status.DROPPED]


class JobQuerySet(JobAccess):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def ready(self, at: dt.datetime) -> Self:
        """What a worker may take now, the most urgent first."""
        waiting = self.filter(status=Status.WAITING, run_after__lte=at)
        return waiting.order_by("-priority", "run_after", "pk")

    def with_what_is_scheduled(self) -> Self:
        """``is_scheduled``: waiting, but not yet to be taken."""
        later = Q(status=Status.WAITING, run_after__gt=Now())
        return self.annotate(is_scheduled=ExpressionWrapper(later, models.BooleanField()))

    def abandoned(self, at: dt.datetime) -> Self:
        """Jobs whose worker has not renewed its lease: it was killed, or lost the database."""
        return self.filter(status=Status.RUNNING, leased_until__lt=at)


@dataclass(frozen=True)
class Failure:
    kind: str
    text: str
    at: dt.datetime


class Job(models.Model):
    """One task to be done in the background, with its arguments.

    A worker takes a job by writing a fresh ``lease`` into it. Only who holds that lease can
    finish the job, and the effect of a short task commits together with its end.
    """

    task = models.CharField(_("Task"), max_length=200)
    args = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    kwargs = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    queue = models.CharField(_("Queue"), max_length=32, default="default")
    priority = models.SmallIntegerField(_("Priority"), default=0)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.WAITING)
    unique_key = models.CharField(max_length=64, blank=True)  # empty: as often as enqueued
    due_at = models.DateTimeField(null=True, blank=True)  # filled by the schedule only
    again = models.BooleanField(default=False)  # enqueued once more while it ran

    enqueued_at = models.DateTimeField(_("Queued"))
    run_after = models.DateTimeField(_("Not before"))
    started_at = models.DateTimeField(_("First started"), null=True, blank=True)
    attempted_at = models.DateTimeField(_("Last started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("Finished"), null=True, blank=True)

    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(default=8)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    workers = models.JSONField(default=list, blank=True)
    errors = models.JSONField(default=list, blank=True)  # one for every attempt that failed
    return_value = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["unique_key"],
                condition=Q(status__in=OPEN) & ~Q(unique_key=""),
                name="job_one_open_per_key",
                violation_error_message=_("The same job is waiting or running already."),
            ),
            UniqueConstraint(
                fields=["task", "due_at"],
                condition=Q(due_at__isnull=False),
                name="job_one_per_due_run",
            ),
            CheckConstraint(
                condition=Q(status=Status.RUNNING, lease__isnull=False, leased_until__isnull=False)
                | (~Q(status=Status.RUNNING) & Q(lease__isnull=True, leased_until__isnull=True)),
                name="job_leased_while_it_runs",
            ),
            CheckConstraint(
                condition=Q(status__in=FINISHED, finished_at__isnull=False)
                | Q(status__in=OPEN, finished_at__isnull=True),
                name="job_finished_at_its_end",
            ),
            CheckConstraint(condition=Q(max_attempts__gte=1), name="job_may_be_attempted"),
        ]
        indexes = [  # whole ones: SQLite does not see that a parameter fits a partial index
            models.Index(fields=["status", "-priority", "run_after", "id"], name="job_ready"),
            models.Index(fields=["unique_key"], name="job_key"),
            models.Index(fields=["-enqueued_at", "-id"], name="job_newest"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.task} {self.status}"

    @property
    def label(self) -> str:
        """What the task calls itself, in the reader's language; else its path."""
        try:
            return str(getattr(import_string(self.task), "label", "") or self.task)
        except ImportError:
            return self.task

    @property
    def failures(self) -> list[Failure]:
        """What went wrong, the latest first."""
        return [
            Failure(error["kind"], error["text"], dt.datetime.fromisoformat(error["at"]))
            for error in reversed(self.errors)
        ]

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]


class Worker(models.Model):
    """A process that takes jobs. It says every few seconds that it is alive."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(_("Worker"), max_length=80)
    started_at = models.DateTimeField(_("Started"))
    seen_at = models.DateTimeField(_("Last seen"))
    stopped_at = models.DateTimeField(_("Stopped"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-seen_at"], name="worker_last_seen")]

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_words(self) -> str:
        """A worker is named after its machine and process."""
        machine, _colon, process = self.name.rpartition(":")
        if not machine:
            return self.name
        return gettext("process %(process)s on %(machine)s") % {
            "process": process,
            "machine": machine,
        }

    def silent_for(self, at: dt.datetime) -> int:
        """Seconds since it was last heard of."""
        return max(0, round((at - self.seen_at).total_seconds()))


class Rhythm(models.Model):
    """How far a periodic task has come: the moment of its latest due run that was queued."""

    task = models.CharField(max_length=200, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task} {self.due_at:%Y-%m-%d %H:%M}"

"""What a programme officer does with a job, and what the queue does with itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import TaskContext, task

from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken

from .engine.steps import moment
from .models import Job, Status, Worker

if TYPE_CHECKING:
    from dure.accounts.models import User

KEEP_DONE = dt.timedelta(days=14)
KEEP_FAILED = dt.timedelta(days=365)
KEEP_WORKER = dt.timedelta(days=1)


@transaction.atomic
def retry(*, job: Job, by: User | None, at: dt.datetime) -> Job:
    """Run a failed job again, with all its attempts before it."""
    failed = _lock_for(job, Status.WAITING)
    failed.attempts, failed.run_after, failed.finished_at = 0, at, None
    try:
        with transaction.atomic():
            failed.save(update_fields=["status", "attempts", "run_after", "finished_at"])
    except IntegrityError as taken:
        raise RuleBroken(_("The same job is waiting or running already; drop this one.")) from taken
    audit.record("job.retried", failed, by=by, at=at, task=failed.task)
    return failed


@transaction.atomic
def drop(*, job: Job, by: User | None, at: dt.datetime) -> Job:
    """Never run this job, or never again."""
    dropped = _lock_for(job, Status.DROPPED)
    dropped.finished_at = at
    dropped.save(update_fields=["status", "finished_at"])
    audit.record("job.dropped", dropped, by=by, at=at, task=dropped.task)
    return dropped


def _lock_for(job: Job, status: Status) -> Job:
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if locked.status == Status.RUNNING or not locked.can_become(status):
        raise RuleBroken(
            _("A job that is %(now)s cannot become %(next)s. Load the page again.")
            % {"now": locked.get_status_display(), "next": status.label}
        )
    locked.status = status
    return locked


@task(takes_context=True, unique=True, label=gettext_lazy("Forget finished jobs"))
def tidy(context: TaskContext) -> int:
    """Forget what ended long ago; the audit keeps what people did."""
    at = moment(context)
    done = Q(status=Status.DONE, finished_at__lt=at - KEEP_DONE)
    given_up = Q(finished_at__lt=at - KEEP_FAILED)
    count, _by_model = Job.objects.filter(done | given_up).delete()
    Worker.objects.filter(seen_at__lt=at - KEEP_WORKER).delete()
    return count

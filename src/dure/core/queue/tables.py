from __future__ import annotations

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dure.core.listing import filters
from dure.core.listing.filters import Rows
from dure.core.listing.lists import Column, Listing

from .models import Status

SCHEDULED = "scheduled"


def _states() -> list[tuple[str, str]]:
    """Those of a job, and what waits for its time told apart from what waits for a worker."""
    first, *rest = [(state.value, str(state.label)) for state in Status]
    return [first, (SCHEDULED, str(_("Scheduled"))), *rest]


def _in_state(jobs: Rows, state: str) -> Rows:
    if state == SCHEDULED:
        return jobs.filter(status=Status.WAITING, run_after__gt=Now())
    if state == Status.WAITING:
        return jobs.filter(status=Status.WAITING, run_after__lte=Now())
    return jobs.filter(status=state)


LISTING = Listing(
    _("Queue"),
    columns=[
        Column("number", _("No."), lambda job: job.pk, order=("pk",), is_number=True),
        Column("task", _("Task"), lambda job: job.label, order=("task",)),
        Column("state", _("Status"), lambda job: job.get_status_display(), order=("status",)),
        Column("attempts", _("Attempts"), lambda job: job.attempts, is_number=True),
        Column("queued", _("Queued"), lambda job: job.enqueued_at, order=("enqueued_at",)),
        Column("after", _("Not before"), lambda job: job.run_after, order=("run_after",)),
        Column("finished", _("Finished"), lambda job: job.finished_at, order=("finished_at",)),
    ],
    filters=[
        filters.choice(_("Status"), name="state", choices=_states, narrow=_in_state),
        filters.text(
            _("Task"), narrow=lambda jobs, part: jobs.filter(task__icontains=part.strip())
        ),
    ],
    order="-queued",
)

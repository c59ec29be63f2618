from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dure.core.http import SignedInRequest
from dure.core.roles import overseer

from . import actions, queries
from .models import Job, Status
from .tables import LISTING


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    get_object_or_404(overseer(request.user))
    jobs = queries.rows(for_user=request.user)
    listed = LISTING.read(jobs, query=request.GET, reader=request.user)
    at = timezone.now()
    context = {
        **listed.context(),
        "counts": queries.counts(),
        "workers": [(one, one.silent_for(at)) for one in queries.workers_alive(at=at)],
        "beats": queries.beats(),
    }
    return render(request, "core/queue/list.html", context)


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(queries.rows(for_user=request.user), pk=pk)
    may_settle = Job.objects.settleable_by(request.user).filter(pk=pk).exists()
    context = {
        "job": job,
        "may_retry": may_settle and job.status == Status.FAILED,
        "may_drop": may_settle and job.status in {Status.WAITING, Status.FAILED},
    }
    return render(request, "core/queue/page.html", context)


@login_required
@require_POST
def retry(request: SignedInRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.settleable_by(request.user), pk=pk)
    actions.retry(job=job, by=request.user, at=timezone.now())
    messages.success(request, _("The job is queued again."))
    return redirect("queue-page", pk)


@login_required
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.settleable_by(request.user), pk=pk)
    actions.drop(job=job, by=request.user, at=timezone.now())
    messages.success(request, _("The job is dropped."))
    return redirect("queue-page", pk)

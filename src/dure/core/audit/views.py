from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.core.http import SignedInRequest
from dure.core.roles import overseer

from . import queries, words
from .access import may_read, model_of
from .forms import AuditFilter
from .models import AuditEvent

PER_PAGE = 50


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    get_object_or_404(overseer(request.user))
    form = AuditFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    events = queries.matching(AuditEvent.objects.all(), **chosen)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "core/audit/list.html", {**_told(page), "filters": form})


@login_required
@require_safe
def history(request: SignedInRequest, label: str, pk: int) -> HttpResponse:
    """What was done to one thing, deleted ones too."""
    model = model_of(label)
    if model is None or not may_read(label, pk, request.user):
        raise Http404
    thing = model._default_manager.filter(pk=pk).first()
    events = queries.matching(AuditEvent.objects.of(label, pk))
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    if thing is None and not page.paginator.count:
        raise Http404
    context = {**_told(page), "kind": words.kind(label), "thing": thing}
    return render(request, "core/audit/history.html", context)


def _told(page: Page[AuditEvent]) -> dict[str, object]:
    lines = queries.lines(page, with_names=True)
    return {
        "page": page,
        "lines": lines,
        "has_invented": any(line.is_time_invented for line in lines),
    }

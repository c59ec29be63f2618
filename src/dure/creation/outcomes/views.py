from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dure.core.bilingual import said
from dure.core.http import SignedInRequest
from dure.core.listing import http
from dure.core.listing.lists import Listed

from .models import Outcome
from .tables import LISTING


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    listed = _listed(request)
    context = listed.context(export=reverse("outcome-export"))
    context["sources"] = _sources(listed.page)
    return render(request, "creation/outcomes/index.html", context)


@login_required
@require_safe
def export(request: SignedInRequest) -> FileResponse:
    return http.workbook(_listed(request))


def _sources(page: Iterable[Outcome]) -> list[str]:
    """Each once: the outcomes of a list mostly come from one."""
    return sorted({said(outcome.source) for outcome in page if outcome.source})


def _listed(request: SignedInRequest) -> Listed:
    outcomes = Outcome.objects.visible_to(request.user).select_related("group", "complex")
    return LISTING.read(outcomes, query=request.GET, reader=request.user)

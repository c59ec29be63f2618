from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.core.http import SignedInRequest
from dure.core.roles import overseer

from . import queries
from .models import Letter
from .tables import LISTING


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    get_object_or_404(overseer(request.user))
    letters = queries.rows(for_user=request.user)
    listed = LISTING.read(letters, query=request.GET, reader=request.user)
    return render(request, "core/mail/list.html", listed.context())


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Letter.objects.visible_to(request.user), pk=pk)
    return render(request, "core/mail/page.html", {"letter": letter})

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dure.core.http import SignedInRequest
from dure.desk.standing.queries import standing

from . import queries


@require_safe
@login_required
def page(request: SignedInRequest) -> HttpResponse:
    held = standing(request.user)
    context = {
        "words": queries.WORDS,
        "deeds": queries.deeds(request.user, held),
        "standing": held,
    }
    return render(request, "desk/help/page.html", context)

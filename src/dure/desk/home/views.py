from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dure.core.http import SignedInRequest
from dure.desk.standing.queries import standing

from . import queries, tables


@require_safe
@login_required
def page(request: SignedInRequest) -> HttpResponse:
    held, at = standing(request.user), timezone.now()
    home = queries.home(user=request.user, standing=held, at=at)
    todo = tables.rows(home, day=timezone.localdate(at), standing=held)
    context = {
        "home": home,
        "todo": todo,
        "how_many": tables.in_words(len(todo)),
        "standing": held,
        "at": at,
    }
    return render(request, "desk/home/page.html", context)

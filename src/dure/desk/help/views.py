from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .queries import WORDS


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/help/page.html", {"words": WORDS})

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from dure.core.http import SignedInRequest

from . import queries

AT_A_GLANCE = 5
ON_THE_PAGE = 20


@require_safe
@vary_on_headers("HX-Request")
@login_required
def page(request: SignedInRequest) -> HttpResponse:
    """The whole page; while one types, only what goes under the box."""
    text = request.GET.get("q", "").replace("\x00", "").strip()
    most = AT_A_GLANCE if request.htmx else ON_THE_PAGE
    found = queries.found(text=text, user=request.user, most=most)
    template = "desk/find/_found.html" if request.htmx else "desk/find/page.html"
    return render(request, template, {"text": text, "found": found})

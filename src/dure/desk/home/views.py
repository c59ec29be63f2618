from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dure.core.http import SignedInRequest


@require_safe
@login_required
def page(request: SignedInRequest) -> HttpResponse:
    return render(request, "desk/home/page.html")

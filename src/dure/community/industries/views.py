from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.core.http import SignedInRequest

from . import queries
from .models import CURRENT, REVISIONS, Industry


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    return _tree(request, revision=CURRENT, line=None)


@login_required
@require_safe
def revision(request: SignedInRequest, revision: int) -> HttpResponse:
    if revision not in REVISIONS:
        raise Http404
    return _tree(request, revision=revision, line=None)


@login_required
@require_safe
def page(request: SignedInRequest, revision: int, code: str) -> HttpResponse:
    lines = Industry.objects.visible_to(request.user)
    return _tree(
        request, revision=revision, line=get_object_or_404(lines, revision=revision, code=code)
    )


@login_required
@require_safe
def options(request: SignedInRequest) -> HttpResponse:
    """What a box for an industry offers while somebody types."""
    text = request.GET.get("industry", "")[:100].replace("\0", "")
    lines = queries.leaves_meant(text)[:20] if text.strip() else []
    return render(request, "community/industries/_options.html", {"lines": lines})


def _tree(request: SignedInRequest, *, revision: int, line: Industry | None) -> HttpResponse:
    text = request.GET.get("q", "")[:100].replace("\0", "")
    found = queries.found(text, revision=revision)[: queries.MOST_FOUND] if text.strip() else None
    context = {
        "revision": revision,
        "other_revisions": [other for other in REVISIONS if other != revision],
        "line": line,
        "path": queries.path_to(line) if line else [],
        "branches": queries.branches(revision, line) if found is None else [],
        "text": text,
        "found": found,
    }
    return render(request, "community/industries/index.html", context)

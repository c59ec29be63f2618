from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.community.people.models import Person
from dure.core.http import SignedInRequest
from dure.core.listing.http import EXCEL

from . import exports


@login_required
@require_safe
def data(request: SignedInRequest, pk: int) -> HttpResponse:
    """All that is held, to read."""
    person = get_object_or_404(Person.objects.disclosed_to(request.user), pk=pk)
    context = {"person": person, "parts": exports.letter(person)}
    return render(request, "community/people/data.html", context)


@login_required
@require_safe
def data_file(request: SignedInRequest, pk: int, suffix: str) -> HttpResponse | FileResponse:
    """All that is held, to take away."""
    person = get_object_or_404(Person.objects.disclosed_to(request.user), pk=pk)
    headers = {"Cache-Control": "private, no-store"}
    if suffix == "json":
        headers["Content-Disposition"] = f'attachment; filename="person-{pk}.json"'
        body = exports.as_json(person)
        return HttpResponse(body, content_type="application/json", headers=headers)
    return FileResponse(
        exports.as_workbook(person),
        as_attachment=True,
        filename=f"person-{pk}.xlsx",
        content_type=EXCEL,
        headers=headers,
    )

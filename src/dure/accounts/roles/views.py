from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dure.core.errors import RuleBroken
from dure.core.http import SignedInRequest

from . import actions
from .forms import EndForm
from .models import Role


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    roles = Role.objects.endable_by(request.user).select_related("user")
    role = get_object_or_404(roles, pk=pk)
    form = EndForm(request.POST or None, initial={"ends_on": role.usual_end})
    if form.is_valid():
        try:
            actions.end(role=role, **form.cleaned_data, by=request.user, at=timezone.now())
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return redirect("user-page", role.user_id)
    return render(request, "accounts/roles/end.html", {"form": form, "role": role})

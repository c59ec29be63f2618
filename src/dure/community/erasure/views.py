from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dure.community.people.models import Person
from dure.core.http import SignedInRequest
from dure.core.naming import named

from . import actions
from .forms import EraseForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: SignedInRequest, pk: int) -> HttpResponse:
    """One's own data, or a programme officer somebody else's. Who erased themselves is out."""
    person = get_object_or_404(Person.objects.erasable_by(request.user), pk=pk)
    is_own = person.user_id == request.user.pk
    form = EraseForm(request.POST or None)
    if form.is_valid():
        actions.erase(person=person, by=request.user, at=timezone.now())
        messages.success(request, _("The data are erased. What was done stays, without a name."))
        return redirect("home") if is_own else redirect("person-page", pk)
    record = reverse("person-page", args=[pk])
    context = {
        "form": form,
        "heading": _("Erase personal data"),
        "sub": named(person),
        "about": person,
        "is_final": True,
        "submit": _("Erase for good"),
        "crumbs": [(reverse("person-list"), _("People")), (record, named(person))],
        "cancel_url": record,
        "help": "community/people/_erasing.html",
    }
    return render(request, "community/deed.html", context, status=422 if form.is_bound else 200)

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Model, Q
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dure.accounts.models import Role
from dure.community.http import answer
from dure.core.clock import today
from dure.core.http import SignedInRequest
from dure.core.listing import http as listing
from dure.core.listing.lists import Listed
from dure.core.naming import named

from . import actions, drawings, queries
from .forms import ComplexForm, CoordinatorForm, EndForm
from .models import Complex, Coordination
from .tables import LISTING


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    listed = _listed(request)
    context = {
        **listed.context(export=reverse("complex-export")),
        "sketch": drawings.sketch(listed.rows.exclude(latitude=None)),
        "may_add": Role.objects.directing().filter(user=request.user).exists(),
    }
    return render(request, "community/complexes/index.html", context)


@login_required
@require_safe
def export(request: SignedInRequest) -> FileResponse:
    return listing.workbook(_listed(request))


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(queries.rows(for_user=request.user), pk=pk)
    itself = Complex.objects.filter(pk=pk)
    hub = place.hub_id or place.pk
    around = list(Complex.objects.filter(Q(pk=hub) | Q(hub=hub)).order_by("name_ko"))
    living, ended = queries.groups(place)
    context = {
        "complex": place,
        "linked": [one for one in around if one.hub_id == place.pk],
        "sketch": drawings.sketch(around, here=place),
        "groups": living,
        "ended": ended,
        "kinds": queries.by_kind(place),
        "sizes": queries.by_size(place),
        "industries": queries.by_industry(place),
        "dependence": queries.dependence(place),
        "coordinations": queries.coordinations(place),
        "may_edit": itself.editable_by(request.user).exists(),
        "may_direct": itself.directable_by(request.user).exists(),
    }
    return render(request, "community/complexes/page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    if not Role.objects.directing().filter(user=request.user).exists():
        raise Http404
    form = ComplexForm(request.POST or None)
    return answer(
        request,
        form,
        lambda: actions.create(**form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("The complex is added."),
        record="complex-page",
        heading=_("Add a complex"),
        crumbs=[(reverse("complex-list"), _("Industrial complexes"))],
        cancel_url=reverse("complex-list"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(Complex.objects.editable_by(request.user), pk=pk)
    initial = {column: getattr(place, column) for column in actions.COLUMNS}
    return _deed(
        request,
        place,
        ComplexForm(request.POST or None, place=place, initial=initial),
        partial(actions.edit, complex=place),
        done=_("The changes are saved."),
        heading=_("Edit"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(Complex.objects.directable_by(request.user), pk=pk)
    return _deed(
        request,
        place,
        CoordinatorForm(request.POST or None, initial={"starts_on": today()}),
        partial(actions.appoint_coordinator, complex=place),
        done=_("The coordinator is appointed."),
        heading=_("Appoint a coordinator"),
        hint=_("A coordinator reads and changes everything in the complex."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    held = Coordination.objects.endable_by(request.user).select_related("complex", "user")
    coordination = get_object_or_404(held, pk=pk)
    return _deed(
        request,
        coordination.complex,
        EndForm(request.POST or None, initial={"ends_on": coordination.usual_end}),
        partial(actions.end_coordination, coordination=coordination),
        done=_("The coordinator's time has ended."),
        heading=_("End a coordinator's time"),
        sub=str(coordination.user),
    )


def _listed(request: SignedInRequest) -> Listed:
    rows = queries.rows(for_user=request.user)
    return LISTING.read(rows, query=request.GET, reader=request.user)


def _deed(
    request: SignedInRequest, place: Complex, form: Form, deed: Callable[..., Model], **words: Any
) -> HttpResponse:
    """A form page that stands under the complex's record and goes back there."""
    record = reverse("complex-page", args=[place.pk])
    return answer(
        request,
        form,
        lambda: deed(**form.cleaned_data, by=request.user, at=timezone.now()),
        record="complex-page",
        pk=place.pk,
        crumbs=[(reverse("complex-list"), _("Industrial complexes")), (record, named(place))],
        cancel_url=record,
        **{"sub": named(place), "about": place, **words},
    )

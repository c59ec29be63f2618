from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dure.accounts.models import Role
from dure.community.choosing import offered
from dure.community.complexes.models import Complex
from dure.community.http import answer
from dure.core import business_number
from dure.core.clock import today
from dure.core.http import SignedInRequest
from dure.core.listing import http as listing
from dure.core.listing.lists import Listed
from dure.core.naming import named
from dure.core.search import queries as search

from . import actions, analysis, drawings, queries
from .forms import (
    CloseForm,
    ContactForm,
    EndForm,
    IndustryForm,
    OrganisationForm,
    RegisterForm,
    RepresentativeForm,
    SizeForm,
    SupplyForm,
)
from .models import Organisation, OrganisationKind, Representation, SupplyTie
from .tables import LISTING

MOST_OFFERED = 20
MOST_SHOWN = 50


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    listed = _listed(request)
    context = {
        **listed.context(export=reverse("organisation-export")),
        "may_add": Complex.objects.editable_by(request.user).exists(),
    }
    return render(request, "community/organisations/index.html", context)


@login_required
@require_safe
def export(request: SignedInRequest) -> FileResponse:
    return listing.workbook(_listed(request))


@login_required
@require_safe
def options(request: SignedInRequest) -> HttpResponse:
    """What a box for an organisation offers while somebody types."""
    typed = "".join(str(value) for value in request.GET.values())  # the box has its own name
    text = typed[:100].replace("\0", "").strip()
    organisations = Organisation.objects.visible_to(request.user).filter(closed_on=None)
    found = search.matching(organisations, text).order_by("name_ko", "pk")[:MOST_OFFERED]
    return render(request, "community/_options.html", {"found": offered(found if text else [])})


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(queries.rows(for_user=request.user), pk=pk)
    itself = Organisation.objects.filter(pk=pk)
    customers = queries.ties_to_customers(organisation)
    suppliers = queries.ties_to_suppliers(organisation)
    context = {
        "organisation": organisation,
        "sizes": organisation.sizes.order_by("-starts_on"),
        "industries": organisation.industries.select_related("industry").order_by("-starts_on"),
        "people": queries.people_at(organisation, for_user=request.user),
        "memberships": queries.memberships(organisation),
        "customers": customers,
        "suppliers": suppliers[:MOST_SHOWN],
        "n_suppliers": len(suppliers),
        "sales": drawings.sales(queries.holding(customers)),
        "concentration": analysis.concentration_of_sales(queries.holding(customers)),
        "wheel": drawings.wheel(queries.holding(suppliers)),
        "representations": queries.representations(organisation, for_user=request.user),
        "may_edit": itself.editable_by(request.user).exists(),
        "may_contact": itself.contactable_by(request.user).exists(),
    }
    return render(request, "community/organisations/page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    directs = Role.objects.directing().filter(user=request.user).exists()
    complexes = Complex.objects.editable_by(request.user)
    if not directs and not complexes.exists():
        raise Http404
    form = RegisterForm(
        request.POST or None,
        complexes=complexes,
        needs_one=not directs,
        initial={"kind": OrganisationKind.FIRM, "complex": complexes.first(), "starts_on": today()},
    )
    return answer(
        request,
        form,
        lambda: actions.register_classified(
            **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        done=_("The organisation is added."),
        record="organisation-page",
        heading=_("Add an organisation"),
        help="community/organisations/_help.html",
        crumbs=[(reverse("organisation-list"), _("Organisations"))],
        cancel_url=reverse("organisation-list"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """All of it for the office; for a representative, how the organisation can be reached."""
    organisation = get_object_or_404(Organisation.objects.contactable_by(request.user), pk=pk)
    return _deed(
        request,
        organisation,
        _edit_form(request, organisation),
        partial(actions.edit, organisation=organisation),
        done=_("The changes are saved."),
        heading=_("Edit"),
        help="community/organisations/_help.html",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = _classifiable(request, pk)
    return _deed(
        request,
        organisation,
        CloseForm(request.POST or None, initial={"closed_on": today()}),
        partial(actions.close, organisation=organisation),
        done=_("The organisation is closed."),
        heading=_("Close the organisation"),
        submit=_("Close it"),
        is_final=True,
        hint=_("Its size, industry, ties and representatives end that day. The record stays."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def classify_size(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = _classifiable(request, pk)
    return _deed(
        request,
        organisation,
        SizeForm(request.POST or None, initial={"starts_on": today()}),
        partial(actions.classify_size, organisation=organisation),
        done=_("The size class is changed."),
        heading=_("Change the size class"),
        hint=_("The class before it ends on the day from which this one holds."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def classify_industry(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = _classifiable(request, pk)
    return _deed(
        request,
        organisation,
        IndustryForm(request.POST or None, initial={"starts_on": today()}),
        partial(actions.classify_industry, organisation=organisation),
        done=_("The industry is changed."),
        heading=_("Change the industry"),
        hint=_("The industry before it ends on the day from which this one holds."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_supply(request: SignedInRequest, pk: int) -> HttpResponse:
    supplier = _classifiable(request, pk)
    customers = Organisation.objects.visible_to(request.user).exclude(pk=pk)
    return _deed(
        request,
        supplier,
        SupplyForm(request.POST or None, organisations=customers, initial={"starts_on": today()}),
        partial(actions.record_supply, supplier=supplier),
        done=_("The customer is added."),
        heading=_("Add a customer"),
        hint=_("Whom it supplies, since when, and which share of its sales goes there."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_supply(request: SignedInRequest, pk: int) -> HttpResponse:
    ties = SupplyTie.objects.endable_by(request.user).select_related("supplier", "customer")
    tie = get_object_or_404(ties, pk=pk)
    return _deed(
        request,
        tie.supplier,
        EndForm(request.POST or None, initial={"ends_on": tie.usual_end}),
        partial(actions.end_supply, tie=tie),
        done=_("The tie has ended."),
        heading=_("End a supply tie"),
        sub=f"{tie.supplier} → {tie.customer}",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_representative(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = _classifiable(request, pk)
    return _deed(
        request,
        organisation,
        RepresentativeForm(request.POST or None, initial={"starts_on": today()}),
        partial(actions.appoint_representative, organisation=organisation),
        done=_("The representative is appointed."),
        heading=_("Appoint a representative"),
        hint=_("A representative reads and keeps the organisation's contact data."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_representative(request: SignedInRequest, pk: int) -> HttpResponse:
    held = Representation.objects.endable_by(request.user).select_related("organisation", "user")
    representation = get_object_or_404(held, pk=pk)
    return _deed(
        request,
        representation.organisation,
        EndForm(request.POST or None, initial={"ends_on": representation.usual_end}),
        partial(actions.end_representation, representation=representation),
        done=_("The representative's time has ended."),
        heading=_("End a representative's time"),
        sub=str(representation.user),
    )


def _listed(request: SignedInRequest) -> Listed:
    rows = queries.rows(for_user=request.user)
    return LISTING.read(rows, query=request.GET, reader=request.user)


def _edit_form(request: SignedInRequest, organisation: Organisation) -> ContactForm:
    number = organisation.business_number
    initial = {
        **{name: getattr(organisation, name) for name in actions.COLUMNS},
        "business_number": business_number.written(number) if number else "",
    }
    if not Organisation.objects.editable_by(request.user).filter(pk=organisation.pk).exists():
        return ContactForm(request.POST or None, initial=initial)
    return OrganisationForm(
        request.POST or None,
        complexes=Complex.objects.editable_by(request.user),
        needs_one=not Role.objects.directing().filter(user=request.user).exists(),
        initial=initial,
    )


def _classifiable(request: SignedInRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.classifiable_by(request.user), pk=pk)


def _deed(
    request: SignedInRequest,
    organisation: Organisation,
    form: Form,
    deed: Callable[..., Model],
    **words: Any,
) -> HttpResponse:
    """A form page that stands under the organisation's record and goes back there."""
    record = reverse("organisation-page", args=[organisation.pk])
    top = (reverse("organisation-list"), _("Organisations"))
    return answer(
        request,
        form,
        lambda: deed(**form.cleaned_data, by=request.user, at=timezone.now()),
        record="organisation-page",
        pk=organisation.pk,
        crumbs=[top, (record, named(organisation))],
        cancel_url=record,
        **{"sub": named(organisation), "about": organisation, **words},
    )

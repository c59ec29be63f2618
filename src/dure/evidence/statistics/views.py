from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.community.models import Complex
from dure.core.charts import http as charts
from dure.core.http import SignedInRequest, to_keep
from dure.core.listing.http import EXCEL

from . import exports, menus, queries
from .forms import StatisticsFilter
from .models import Measure, Unit
from .queries import Breakdown, Choice
from .tables import Findings, findings


@login_required
@require_safe
def page(request: SignedInRequest) -> HttpResponse:
    form, found = _found(request)
    context = {
        "filters": form if form.complexes else None,
        "found": found,
        "suffixes": list(charts.FILES),
        "may_write": Complex.objects.editable_by(request.user).exists(),
    }
    return render(request, "evidence/statistics/page.html", context)


@login_required
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    _form, found = _found(request)
    if found is None or not found.blocks:
        raise Http404
    return HttpResponse(
        exports.workbook(found.observations),
        content_type=EXCEL,
        headers=to_keep(f"{_('Statistics')}.xlsx"),
    )


@login_required
@require_safe
def chart(request: SignedInRequest, suffix: str) -> HttpResponse:
    _form, found = _found(request)
    if found is None:
        raise Http404
    block = request.GET.get("block", "0")
    if not block.isdecimal() or int(block[:3]) >= len(found.blocks):
        raise Http404
    return charts.respond(found.blocks[int(block)].chart, suffix)


def _found(request: SignedInRequest) -> tuple[StatisticsFilter, Findings | None]:
    """The filters, and what they choose; nothing where they make no sense or there is nothing."""
    asked = request.GET.get("complex", "")
    visible = queries.complexes(Complex.objects.visible_to(request.user), asked)
    form = StatisticsFilter(request.GET, complexes=visible)
    if not form.complexes or not form.is_valid():
        return form, None
    chosen = form.cleaned_data
    complex_ = form.complexes[chosen["complex"] or next(iter(form.complexes))]
    there = menus.of(complex_)
    choice = there.settle(
        Choice(
            complex_,
            Measure(chosen["measure"] or Measure.FIRMS),
            Breakdown(chosen["by"] or Breakdown.YEAR),
            Unit(chosen["unit"]) if chosen["unit"] else None,
            chosen["year"],
            chosen["against"],
        )
    )
    form.show(choice, there)
    return form, findings(choice)

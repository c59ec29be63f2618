from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.core.http import SignedInRequest, to_keep
from dure.core.listing.http import EXCEL

from . import comparison, exports, labels
from .comparison import Report
from .forms import ReproductionFilter
from .presentation import differences, members, tables


@login_required
@require_safe
def page(request: SignedInRequest) -> HttpResponse:
    form = ReproductionFilter(request.GET)
    report = comparison.report()
    context: dict[str, object] = {"filters": form, "report": report, "legend": labels.LEGEND}
    if report is not None:
        chosen = form.cleaned_data if form.is_valid() else {"table": "none"}
        context |= {
            "n": len(report.lines),
            "agree": report.count(comparison.AGREE),
            "kept": report.count(comparison.KEPT),
            "differ": report.count(comparison.DIFFER),
            "open": report.count(comparison.OPEN),
            "members": members(report),
            "differences": differences(report, chosen),
            "tables": tables(report, chosen),
            "is_narrowed": any(chosen.values()),
        }
    return render(request, "evidence/reproduction/page.html", context)


@login_required
@require_safe
def export(_request: SignedInRequest) -> HttpResponse:
    return _file(exports.workbook(_report()), EXCEL, f"{_('Reproduction')}.xlsx")


@login_required
@require_safe
def document(_request: SignedInRequest) -> HttpResponse:
    content = exports.pdf(_report(), at=timezone.now())
    return _file(content, "application/pdf", f"{_('Reproduction')}.pdf")


def _report() -> Report:
    report = comparison.report()
    if report is None:
        raise Http404
    return report


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=content_type, headers=to_keep(name))

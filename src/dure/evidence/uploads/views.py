from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.community.models import Complex
from dure.core.errors import RuleBroken
from dure.core.http import SignedInRequest, to_keep
from dure.core.listing.http import EXCEL

from . import actions, exports, queries
from .forms import UploadForm
from .models import Upload, UploadStatus
from .queries import Verdict


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    complexes = Complex.objects.editable_by(request.user)
    if not complexes:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, complexes=complexes)
    if form.is_valid():
        try:
            upload = actions.receive(**form.cleaned_data, by=request.user, at=timezone.now())
        except RuleBroken as broken:
            form.add_error("content", str(broken))
        else:
            return redirect("upload-page", upload.pk)
    context = {"form": form, "cancel_url": reverse("statistic-list")}
    status = 422 if form.is_bound else 200
    return render(request, "evidence/uploads/add.html", context, status=status)


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    readable = Upload.objects.visible_to(request.user).select_related("complex", "file")
    upload = get_object_or_404(readable, pk=pk)
    rows = queries.rows(upload) if upload.status == UploadStatus.READ else []
    n = Counter(row.verdict for row in rows)
    context = {
        "upload": upload,
        "may_edit": Upload.objects.editable_by(request.user).filter(pk=pk).exists(),
        "rows": sorted(rows, key=lambda row: row.verdict != Verdict.ERROR)[:200],
        "n": {verdict.value: n[verdict] for verdict in Verdict},
        "n_rows": len(rows),
        "n_written": len(upload.effects),
        "may_write": not n[Verdict.ERROR] and bool(n[Verdict.NEW] + n[Verdict.CORRECTION]),
    }
    return render(request, "evidence/uploads/page.html", context)


@login_required
@require_POST
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = actions.write(upload=_upload(request, pk), by=request.user, at=timezone.now())
    n = len(upload.effects)
    messages.success(request, _("%(n)s figures were written.") % {"n": n})
    return redirect("upload-page", pk)


@login_required
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.undo(upload=_upload(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Everything that this file wrote was taken back."))
    return redirect("upload-page", pk)


@login_required
@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    if not Complex.objects.editable_by(request.user).exists():
        raise Http404
    return HttpResponse(
        exports.template(),
        content_type=EXCEL,
        headers=to_keep(f"{_('figures')}.xlsx"),
    )


def _upload(request: SignedInRequest, pk: int) -> Upload:
    editable = Upload.objects.editable_by(request.user).select_related("complex", "file")
    return get_object_or_404(editable, pk=pk)

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.accounts.models import Role
from dure.accounts.roles.access import OVERSEERS
from dure.community.complexes.models import Complex
from dure.community.import_rows import queries as reading
from dure.community.import_rows.models import Import, ImportRow, RowState, Status
from dure.core.errors import RuleBroken
from dure.core.files import http as files
from dure.core.http import SignedInRequest, to_keep
from dure.core.listing.http import EXCEL

from . import actions, exports, queries
from .forms import ColumnsForm, ConfirmForm, RowForm, UploadForm
from .tables import LISTING, ROWS


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    user = request.user
    may_add = Complex.objects.editable_by(user).exists()
    if not may_add and not Role.objects.held_by(user, *OVERSEERS).exists():
        raise Http404
    rows = Import.objects.visible_to(user)
    rows = rows.select_related("file", "complex", "group", "uploaded_by")
    listed = LISTING.read(rows, query=request.GET, reader=user)
    context = {**listed.context(), "may_add": may_add}
    return render(request, "community/imports/index.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    if not Complex.objects.editable_by(request.user).exists():
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    return _answer(
        request,
        form,
        lambda: actions.upload(
            complex=form.cleaned_data["complex"],
            group=form.cleaned_data["group"],
            starts_on=form.cleaned_data["starts_on"],
            upload=form.cleaned_data["workbook"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("The workbook is being read. Nothing is recorded until you confirm it."),
        page="community/imports/add.html",
        cancel_url=reverse("import-list"),
    )


@login_required
@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    """The example, for who may import."""
    if not Complex.objects.editable_by(request.user).exists():
        raise Http404
    name = f"{_('Members')}.xlsx"
    return HttpResponse(exports.example(), content_type=EXCEL, headers=to_keep(name))


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    source = _visible(request, pk)
    rows = source.rows.select_related("organisation").prefetch_related("effects")
    listed = ROWS.read(rows, query=request.GET, reader=request.user)
    may_edit = Import.objects.editable_by(request.user).filter(pk=pk).exists()
    context = {
        **listed.context(),
        "source": source,
        "counts": reading.counts(source),
        "kept": queries.kept(source),
        "result": queries.result(source),
        "is_stuck": reading.is_stuck(source),
        "is_there": source.file.path.exists(),
        "confirm": ConfirmForm(),
        "may_edit": may_edit,
        "may_decide": may_edit and source.status == Status.READY,
    }
    return render(request, "community/imports/page.html", context)


@login_required
@require_safe
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is, for the page that waits; once done the page loads itself anew."""
    source = _visible(request, pk)
    response = render(request, "community/imports/_progress.html", {"source": source})
    if not source.is_at_work:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_safe
def workbook(request: SignedInRequest, pk: int) -> FileResponse:
    source = _visible(request, pk)
    if not source.file.path.exists():
        raise Http404
    return files.respond(source.file)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    source = _editable(request, pk)
    form = ColumnsForm(request.POST or None, source=source)
    return _answer(
        request,
        form,
        lambda: actions.read_again(
            source=source,
            group=form.cleaned_data["group"],
            starts_on=form.cleaned_data["starts_on"],
            sheet=form.cleaned_data["sheet"],
            heading=form.cleaned_data["heading"],
            columns=None if form.guesses else form.columns(),
            by=request.user,
            at=timezone.now(),
        ),
        done=_("The workbook is being read again."),
        page="community/imports/columns.html",
        source=source,
        cancel_url=reverse("import-page", args=[pk]),
    )


@login_required
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    source = _editable(request, pk)
    form = ConfirmForm(request.POST)
    replaces = form.is_valid() and form.cleaned_data["replaces"]
    try:
        actions.confirm(source=source, replaces=replaces, by=request.user, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("import-page", pk)


@login_required
@require_POST
def go_on(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.go_on(source=_editable(request, pk), by=request.user, at=timezone.now())
    return redirect("import-page", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    source = _editable(request, pk)
    if request.method == "POST":
        try:
            actions.undo(source=source, by=request.user, at=timezone.now())
        except RuleBroken as broken:
            messages.error(request, str(broken))
        return redirect("import-page", pk)
    if source.status != Status.WRITTEN and not reading.is_stuck(source):
        return redirect("import-page", pk)
    context = {"source": source, "outlook": queries.outlook(source)}
    return render(request, "community/imports/undo.html", context)


@login_required
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    source = _editable(request, pk)
    try:
        actions.discard(source=source, by=request.user, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("import-page", pk)
    messages.success(request, _("The workbook was discarded. Nothing of it was recorded."))
    return redirect("import-list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: SignedInRequest, pk: int) -> HttpResponse:
    """One row: whom it means, and what it says."""
    found = _open_row(request, pk)
    form = RowForm(request.POST or None, row=found)
    return _answer(
        request,
        form,
        lambda: (
            actions.correct(
                row=found, raw=form.cleaned_data, by=request.user, at=timezone.now()
            ).source
        ),
        done=_("Row %(n)d was corrected.") % {"n": found.number},
        page="community/imports/row.html",
        row=found,
        source=found.source,
        candidates=queries.candidates(found, reader=request.user),
        cancel_url=reverse("import-page", args=[found.source_id]),
    )


@login_required
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _open_row(request, pk)
    try:
        actions.decide(
            row=found,
            decision=request.POST.get("decision", "")[:10],
            by=request.user,
            at=timezone.now(),
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("import-row", pk)
    messages.success(request, _("Row %(n)d was decided.") % {"n": found.number})
    left = found.source.rows.filter(state=RowState.CHOOSE).order_by("number").first()
    if left is not None:  # one after the other
        return redirect("import-row", left.pk)
    return redirect("import-page", found.source_id)


def _visible(request: SignedInRequest, pk: int) -> Import:
    imports = Import.objects.visible_to(request.user)
    parts = ("file", "complex", "group", "uploaded_by", "confirmed_by", "undone_by")
    return get_object_or_404(imports.select_related(*parts), pk=pk)


def _editable(request: SignedInRequest, pk: int) -> Import:
    imports = Import.objects.editable_by(request.user).select_related("complex", "group", "file")
    return get_object_or_404(imports, pk=pk)


def _open_row(request: SignedInRequest, pk: int) -> ImportRow:
    rows = ImportRow.objects.editable_by(request.user).exclude(state=RowState.AGAIN)
    return get_object_or_404(rows.select_related("source__complex", "source__group"), pk=pk)


def _answer(
    request: SignedInRequest,
    form: forms.Form,
    deed: Callable[[], Import],
    *,
    done: str,
    page: str,
    **context: object,
) -> HttpResponse:
    """The form again with what is wrong with it; or the deed done, said, and the import's page."""
    if form.is_valid():
        try:
            source = deed()
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, done)
            return redirect("import-page", source.pk)
    context |= {"form": form}
    return render(request, page, context, status=422 if form.is_bound else 200)

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.community.groups.models import Group
from dure.community.http import answer
from dure.core.files import http
from dure.core.http import SignedInRequest
from dure.core.naming import named

from . import actions
from .forms import DocumentForm
from .models import Document


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.editable_by(request.user), pk=pk)
    record = reverse("group-page", args=[pk])
    form = DocumentForm(request.POST or None, request.FILES or None)
    return answer(
        request,
        form,
        lambda: actions.add(group=group, **form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("The document is added."),
        record="group-page",
        pk=pk,
        heading=_("Add a document"),
        sub=named(group),
        about=group,
        crumbs=[(reverse("group-list"), _("Groups")), (record, named(group))],
        cancel_url=record,
        hint=_("Members, coordinators and the programme can read it, nobody else."),
    )


@login_required
@require_safe
def download(request: SignedInRequest, pk: int) -> FileResponse:
    documents = Document.objects.visible_to(request.user).select_related("file")
    return http.respond(get_object_or_404(documents, pk=pk).file)


@login_required
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    documents = Document.objects.removable_by(request.user).select_related("file", "group")
    document = get_object_or_404(documents, pk=pk)
    group = document.group_id
    actions.remove(document=document, by=request.user, at=timezone.now())
    messages.success(request, _("The document is removed."))
    return redirect("group-page", group)

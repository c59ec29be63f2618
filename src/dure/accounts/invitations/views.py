from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dure.accounts.users.models import User
from dure.core.errors import RuleBroken
from dure.core.http import SignedInRequest

from . import actions, queries
from .forms import AcceptForm, InviteForm
from .models import Invitation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest) -> HttpResponse:
    get_object_or_404(User.objects.inviting(), pk=request.user.pk)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            invitation = actions.invite_as(**form.cleaned_data, by=request.user, at=timezone.now())
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("user-page", invitation.user_id)
    return render(request, "accounts/invitations/invite.html", {"form": form})


@login_required
@require_POST
def resend(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.revocable_by(request.user), pk=pk)
    actions.resend(invitation=invitation, by=request.user, at=timezone.now())
    messages.success(request, _("A new letter is on its way; the old link is dead."))
    return redirect("user-page", invitation.user_id)


@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.revocable_by(request.user), pk=pk)
    actions.withdraw(invitation=invitation, by=request.user, at=timezone.now())
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("user-page", invitation.user_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.usable(token=token, at=timezone.now())
    if invitation is None:
        return render(request, "accounts/invitations/dead.html", status=404)
    user = invitation.user
    form = AcceptForm(
        request.POST or None, user=user, initial={"name": user.name, "language": user.language}
    )
    if form.is_valid():
        opened = actions.accept(token=token, **form.cleaned_data, at=timezone.now())
        get_adapter(request).login(request, opened)
        return redirect("/")
    return render(
        request, "accounts/invitations/accept.html", {"form": form, "invitation": invitation}
    )

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.accounts.roles import actions as roles
from dure.accounts.roles.forms import GrantForm
from dure.core.errors import RuleBroken
from dure.core.http import SignedInRequest

from . import actions, queries
from .forms import AccountFilter, RenameForm
from .models import Language, User

PER_PAGE = 50


@login_required
@require_safe
def own(request: SignedInRequest) -> HttpResponse:
    context = {
        "roles": queries.roles_of(request.user, for_user=request.user),
        "duties": queries.duties_of(request.user),
    }
    return render(request, "accounts/users/own.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: SignedInRequest) -> HttpResponse:
    initial = {"name": request.user.name, "name_en": request.user.name_en}
    form = RenameForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.rename(user=request.user, **form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("account-page")
    return render(request, "accounts/users/rename.html", {"form": form})


@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """Of the account, and of this browser, so that the log-in page speaks it too."""
    language = request.POST.get("language", "")
    after = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}, request.is_secure()):
        after = "/"
    response = HttpResponseRedirect(after)
    if language in Language.values:
        if request.user.is_authenticated:
            actions.change_language(
                user=request.user, language=language, by=request.user, at=timezone.now()
            )
        translation.activate(language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    get_object_or_404(User.objects.overseeing(), pk=request.user.pk)
    form = AccountFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    users = queries.accounts(for_user=request.user, **chosen)
    page = Paginator(users, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.rows(page),
        "filters": form,
        "may_invite": User.objects.inviting().filter(pk=request.user.pk).exists(),
    }
    return render(request, "accounts/users/list.html", context)


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    revocable = user.invitations.revocable_by(request.user)
    latest = revocable.order_by("-sent_at").first() if user.is_awaited else None
    context = {
        "account": user,
        "roles": queries.roles_of(user, for_user=request.user),
        "duties": queries.duties_of(user),
        "invitation": user.invitations.open().first(),
        "latest": latest,
        "may_revoke": latest is not None and latest.is_open,
        "may_grant": User.objects.grantable_by(request.user).filter(pk=pk).exists(),
        "may_close": User.objects.closable_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "accounts/users/page.html", context)


@login_required
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.closable_by(request.user), pk=pk)
    actions.close(user=user, by=request.user, at=timezone.now())
    messages.success(request, _("The account of %s is closed.") % user)
    return redirect("user-page", pk)


@login_required
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.closable_by(request.user), pk=pk)
    actions.reopen(user=user, by=request.user, at=timezone.now())
    messages.success(request, _("The account of %s is open again.") % user)
    return redirect("user-page", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_role(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.grantable_by(request.user), pk=pk)
    form = GrantForm(request.POST or None)
    if form.is_valid():
        try:
            roles.grant(user=user, **form.cleaned_data, by=request.user, at=timezone.now())
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return redirect("user-page", pk)
    context = {"form": form, "account": user}
    return render(request, "accounts/roles/grant.html", context)


@login_required
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, user=request.user, pk=pk)
    actions.end_session(session=session, by=request.user, at=timezone.now())
    messages.success(request, _("The session is ended."))
    return redirect("usersessions_list")

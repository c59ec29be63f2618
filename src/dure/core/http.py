"""What every view shares: the type of a signed-in request, and what a broken rule answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails

from .errors import RuleBroken

if TYPE_CHECKING:
    from dure.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request that has passed ``login_required``; lets the type checker know."""

    user: User
    htmx: HtmxDetails


def to_keep(name: str) -> dict[str, str]:
    """The headers of a file to take away; its name is in the language of whoever takes it."""
    plain = re.sub(r"[\\/:*?\"<>|\s]+", " ", name).strip()
    disposition = content_disposition_header(as_attachment=True, filename=plain)
    return {"Content-Disposition": str(disposition), "Cache-Control": "private, no-store"}


class HeadersMiddleware:
    """What Django and django-csp do not say to the browser.

    A page of somebody signed in is asked for anew each time: the next person at the same
    machine does not find it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        return response


def in_one_transaction(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of another's making, whose several writes must be one; reading stays as it was."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped


class RuleBrokenMiddleware:
    """Answers 409 with the rule's own sentence when no view caught it.

    Inside an htmx page the sentence goes to ``#notice`` and leaves the rest alone;
    elsewhere it is a page of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, RuleBroken):
            return None
        context = {"reason": str(error)}
        if not getattr(request, "htmx", False):
            return render(request, "core/rule_broken.html", context, status=409)
        response = render(request, "core/_rule_broken.html", context, status=409)
        return reswap(retarget(response, "#notice"), "innerHTML")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """A request that cannot be read. Django's own view would read it once more, and fail again."""
    return HttpResponseBadRequest(get_template("400.html").render())

"""What an account changes about every request of its owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from .roles.models import Role

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_ACCOUNT = ("/account/", "/language/")


class LanguageMiddleware:
    """The language of the account; without one, what LocaleMiddleware found (cookie, browser)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)


class AuditorMiddleware:
    """An auditor changes nothing but their own account.

    Every set of rows for changing says so itself, and then no button is shown. This stands
    behind them all: a set that forgot it still changes nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *_: object, **__: object
    ) -> HttpResponseBase | None:
        if request.method in SAFE or request.path.startswith(OWN_ACCOUNT):
            return None
        if Role.objects.held_by(request.user, "auditor").exists():
            raise Http404
        return None

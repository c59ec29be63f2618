"""Around the views of allauth: what they change is recorded in their transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from dure.core.audit import actions as audit
from dure.core.http import in_one_transaction

ADDED = {
    "totp": "user.totp_activated",
    "webauthn": "user.webauthn_added",
    "recovery_codes": "user.recovery_codes_generated",
}
REMOVED = {"totp": "user.totp_deactivated", "webauthn": "user.webauthn_removed"}

View = Callable[..., HttpResponse]


def recording_factors(view: View) -> View:
    """A view that adds or removes passkeys, apps and codes.

    Allauth tells its adapter of some of these only after the commit, which is too late for
    the audit; so what is there before and after is compared.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        before = _factors(request)
        response = view(request, *args, **kwargs)
        _record(request, before, _factors(request))
        return response

    return in_one_transaction(wrapped)


def not_there(view: View) -> View:
    """Allauth refuses with 403 what somebody has no use for; here that is not there: 404."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            raise Http404 from error

    return wrapped


def _factors(request: HttpRequest) -> dict[int, str]:
    if request.method != "POST" or not request.user.is_authenticated:
        return {}
    return dict(Authenticator.objects.filter(user=request.user).values_list("pk", "type"))


def _record(request: HttpRequest, before: dict[int, str], after: dict[int, str]) -> None:
    deeds = [ADDED[after[pk]] for pk in after if pk not in before]
    deeds += [REMOVED[before[pk]] for pk in before if pk not in after and before[pk] in REMOVED]
    user = request.user
    if deeds and user.is_authenticated:
        for deed in deeds:
            audit.record(deed, user, by=user, at=timezone.now())

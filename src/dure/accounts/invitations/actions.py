"""Letting somebody in: the account exists at once, the invitation opens it."""

from __future__ import annotations

import datetime as dt
import secrets

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.accounts.roles import actions as roles
from dure.accounts.users import actions as users
from dure.accounts.users.models import Language, User
from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken

from . import notices
from .models import Invitation
from .queries import hashed

HOLDS_FOR = dt.timedelta(days=14)


@transaction.atomic
def invite(
    *, email: str, name: str, language: str, name_en: str = "", by: User | None, at: dt.datetime
) -> Invitation:
    """Make the account and send the letter; an open invitation to the same address stands."""
    user = User.objects.select_for_update().filter(email__iexact=email.strip()).first()
    if user is None:
        user = users.create(
            email=email, name=name, name_en=name_en, language=language, by=by, at=at
        )
    elif not user.is_awaited:
        raise RuleBroken(
            _("There is an account with this e-mail already.")
            if user.is_active
            else _("The account of this e-mail is closed. A programme officer can reopen it.")
        )
    elif standing := Invitation.objects.open().filter(user=user, expires_at__gt=at).first():
        return standing
    return _send(user, by=by, at=at)


@transaction.atomic
def invite_as(
    *, email: str, name: str, language: str, kind: str, by: User | None, at: dt.datetime
) -> Invitation:
    """Invite, and give a role from today on; ``kind`` may be empty."""
    invitation = invite(email=email, name=name, language=language, by=by, at=at)
    if kind:
        starts_on = timezone.localdate(at)
        roles.grant(user=invitation.user, kind=kind, starts_on=starts_on, by=by, at=at)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User | None, at: dt.datetime) -> Invitation:
    """A new letter with a new link; the old link is dead."""
    if not (user := _locked(invitation).user).is_awaited:
        raise RuleBroken(_("%s has accepted already.") % user)
    return _send(user, by=by, at=at)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User | None, at: dt.datetime) -> Invitation:
    locked = _locked(invitation)
    if locked.accepted_at is not None:
        raise RuleBroken(_("%s has accepted already. Close the account instead.") % locked.user)
    if locked.withdrawn_at is None:
        _withdraw(locked, by=by, at=at)
    return locked


@transaction.atomic
def accept(*, token: str, name: str, language: str, password: str, at: dt.datetime) -> User:
    """Open the account. The link is used up; the address is proven, the letter came there."""
    invitation = Invitation.objects.select_for_update().filter(token_hash=hashed(token)).first()
    if invitation is None or not invitation.is_usable(at):
        raise RuleBroken(
            _("This invitation is used, withdrawn or too old. Ask who invited you for another.")
        )
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    user.name, user.language, user.is_active = name.strip(), Language(language), True
    user.set_password(password)
    user.full_clean()
    user.save(update_fields=["name", "language", "is_active", "password", "updated_at"])
    EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at", "updated_at"])
    audit.record("invitation.accepted", user, by=user, at=at, invitation=invitation.pk)
    return user


def _send(user: User, *, by: User | None, at: dt.datetime) -> Invitation:
    for open_one in Invitation.objects.select_for_update().open().filter(user=user):
        _withdraw(open_one, by=by, at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        user=user, token_hash=hashed(token), sent_by=by, sent_at=at, expires_at=at + HOLDS_FOR
    )
    invitation.full_clean()
    invitation.save()
    audit.record("invitation.sent", user, by=by, at=at, invitation=invitation.pk)
    notices.send(invitation, token=token, by=by, at=at)
    return invitation


def _withdraw(invitation: Invitation, *, by: User | None, at: dt.datetime) -> None:
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at", "updated_at"])
    audit.record("invitation.withdrawn", invitation.user, by=by, at=at, invitation=invitation.pk)


def _locked(invitation: Invitation) -> Invitation:
    invitations = Invitation.objects.select_for_update(of=("self",)).select_related("user")
    return invitations.get(pk=invitation.pk)

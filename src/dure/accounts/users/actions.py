"""Everything that changes an account, beside what allauth changes (``accounts.adapter``)."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.mail import actions as mail

from .models import Language, User


@transaction.atomic
def create(
    *,
    email: str,
    name: str,
    language: str,
    name_en: str = "",
    password: str | None = None,
    is_synthetic: bool = False,
    by: User | None,
    at: dt.datetime,
) -> User:
    """An account. With a password it is open at once, else an invitation must open it."""
    user = User(
        email=email.strip().lower(),
        name=name.strip(),
        name_en=name_en.strip(),
        language=language,
        is_active=password is not None,
        is_synthetic=is_synthetic,
    )
    user.set_password(password)
    if User.objects.filter(email__iexact=user.email).exists():
        raise _taken()
    user.full_clean()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # the same request a moment earlier, on PostgreSQL
        raise _taken() from error
    EmailAddress.objects.create(
        user=user, email=user.email, primary=True, verified=password is not None
    )
    audit.record("user.created", user, by=by, at=at, language=language)
    return user


@transaction.atomic
def change_language(*, user: User, language: str, by: User | None, at: dt.datetime) -> User:
    locked = _locked(user)
    if locked.language == language:
        return locked
    locked.language = Language(language)
    locked.save(update_fields=["language", "updated_at"])
    audit.record("user.language_changed", locked, by=by, at=at, language=language)
    return locked


@transaction.atomic
def rename(*, user: User, name: str, name_en: str = "", by: User | None, at: dt.datetime) -> User:
    locked = _locked(user)
    if (locked.name, locked.name_en) == (name.strip(), name_en.strip()):
        return locked
    locked.name, locked.name_en = name.strip(), name_en.strip()
    locked.full_clean()
    locked.save(update_fields=["name", "name_en", "updated_at"])
    audit.record("user.renamed", locked, by=by, at=at)
    return locked


@transaction.atomic
def close(*, user: User, by: User | None, at: dt.datetime) -> User:
    """Nobody gets in any more, whoever is in is thrown out; what they did stays."""
    locked = _locked(user)
    if not locked.is_active:
        return locked
    if by is not None and by.pk == locked.pk:
        raise RuleBroken(_("You cannot close your own account. Ask another programme officer."))
    locked.is_active = False
    locked.save(update_fields=["is_active", "updated_at"])
    for session in UserSession.objects.filter(user=locked):
        session.end()
    audit.record("user.closed", locked, by=by, at=at)
    return locked


@transaction.atomic
def reopen(*, user: User, by: User | None, at: dt.datetime) -> User:
    locked = _locked(user)
    if locked.is_active:
        return locked
    if not locked.has_usable_password():
        raise RuleBroken(_("This account was never opened. Send the invitation again."))
    locked.is_active = True
    locked.save(update_fields=["is_active", "updated_at"])
    audit.record("user.reopened", locked, by=by, at=at)
    return locked


@transaction.atomic
def end_session(*, session: UserSession, by: User | None, at: dt.datetime) -> None:
    """Whoever sits there must log in again."""
    user = session.user
    session.end()
    audit.record("user.session_ended", user, by=by, at=at)


@transaction.atomic
def erase(*, user: User, by: User | None, at: dt.datetime) -> User:
    """Forget whose account it was, for good: what it did stays, under a pseudonym."""
    locked = _locked(user)
    for session in UserSession.objects.filter(user=locked):
        session.end()
    mail.erase(to=locked.email, by=by, at=at)
    EmailAddress.objects.filter(user=locked).delete()
    Authenticator.objects.filter(user=locked).delete()
    locked.invitations.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    locked.email = f"erased-{locked.pk}@erased.invalid"
    locked.name, locked.name_en = f"익명 {locked.pk}", f"Anonymous {locked.pk}"
    locked.is_active = False
    locked.set_unusable_password()
    locked.save()
    audit.record("user.erased", locked, by=by, at=at)
    return locked


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _taken() -> RuleBroken:
    return RuleBroken(_("There is an account with this e-mail already."))

"""Letters are written in the transaction that has something to say, and sent by the queue."""

from __future__ import annotations

import datetime as dt
import hashlib
import smtplib
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import TaskContext, task

from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.queue.engine.leases import GiveUp
from dure.core.queue.engine.steps import is_last_attempt, moment, step

from . import frame
from .models import Letter, Status

if TYPE_CHECKING:
    from dure.accounts.models import User

PERMANENT = 500  # from here on an SMTP server means never


class NotSent(Exception):
    """The mail server did not take the letter. Says why without naming the reader."""


@transaction.atomic
def post(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    language: str,
    confidential: bool = False,
    at: dt.datetime,
    by: User | None = None,
) -> Letter:
    """Write a letter and queue its sending. A second one of the same key is the first.

    ``key`` says what the letter is about and to whom: ``"invitation:17"``. Without ``html``
    the text is set into the common frame. ``confidential``: it holds a link that logs in.
    """
    letter = Letter(
        key=key,
        to=to,
        subject=" ".join(subject.split())[:200],
        text=text,
        html=html or frame.around(text, subject=subject, language=language),
        language=language,
        is_confidential=confidential,
        message_id=message_id(key),
        queued_by=by,
        queued_at=at,
    )
    letter.full_clean(validate_unique=False)
    if existing := Letter.objects.filter(key=key).first():
        return _the_same(existing, letter)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:  # another transaction has just written it
        return _the_same(Letter.objects.get(key=key), letter)
    audit.record("letter.posted", letter, by=by, at=at)
    deliver.enqueue(letter_id=letter.pk)
    return letter


def post_from(
    template: str,
    context: Mapping[str, object],
    *,
    key: str,
    to: str,
    language: str,
    confidential: bool = False,
    at: dt.datetime,
    by: User | None = None,
) -> Letter:
    """A letter from a template, in the reader's language. Its first line is the subject."""
    subject, text, html = frame.render(template, context, language=language)
    return post(
        key=key,
        to=to,
        subject=subject,
        text=text,
        html=html,
        language=language,
        confidential=confidential,
        at=at,
        by=by,
    )


def message_id(key: str) -> str:
    """The same for every copy of a letter, so that a mailbox can tell that they are one."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"


def _the_same(existing: Letter, wanted: Letter) -> Letter:
    if existing.to.lower() != wanted.to.lower() and not existing.erased_at:
        raise RuleBroken(_("This letter has been written to another address already."))
    return existing


@task(
    takes_context=True,
    resumable=True,
    unique=True,
    max_attempts=12,
    label=gettext_lazy("Send a letter"),
)
def deliver(context: TaskContext, letter_id: int) -> str:
    """Hand a letter to the mail server.

    Between the server's yes and our commit lies a moment in which a killed worker cannot know
    whether it was sent. Then it is sent again under the same Message-ID: rather two than none.
    """
    letter = Letter.objects.get(pk=letter_id)
    if letter.erased_at or not letter.can_become(Status.SENT):
        return letter.status
    with step():
        Letter.objects.filter(pk=letter.pk).update(handed_over=F("handed_over") + 1)
    try:
        _hand_over(letter)
    except (OSError, smtplib.SMTPException) as error:
        _refuse(letter, error, is_last=is_last_attempt())
    with step():
        said = {"text": "", "html": ""} if letter.is_confidential else {}
        Letter.objects.filter(pk=letter.pk).update(
            status=Status.SENT, sent_at=moment(context), error="", **said
        )
    return Status.SENT


def _hand_over(letter: Letter) -> None:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.to],
        headers={
            "Message-ID": letter.message_id,
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    message.send()


def _refuse(letter: Letter, error: Exception, *, is_last: bool) -> None:
    """Raise for the queue: to try again, or to give up what the server calls final."""
    code = _code(error)
    final = code >= PERMANENT and not isinstance(error, smtplib.SMTPAuthenticationError)
    said = f"{type(error).__name__} {code or ''}".strip()
    with step():
        Letter.objects.filter(pk=letter.pk).update(
            error=said, status=Status.FAILED if final or is_last else letter.status
        )
    raise GiveUp(said) if final else NotSent(said) from None


def _code(error: Exception) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _text in error.recipients.values())
    return getattr(error, "smtp_code", 0)


@transaction.atomic
def erase(*, to: str, by: User | None, at: dt.datetime) -> int:
    """Forget every letter to this address: that there was one remains, not what it said."""
    letters = Letter.objects.select_for_update().filter(to__iexact=to)
    for letter in letters:
        letter.to = letter.subject = letter.text = letter.html = ""
        letter.erased_at = at
        letter.save(update_fields=["to", "subject", "text", "html", "erased_at"])
        audit.record("letter.erased", letter, by=by, at=at)
    return len(letters)

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dure.core.errors import RuleBroken
from dure.core.mail import actions, queries
from dure.core.mail.models import NEXT, Status
from dure.core.mail.queries import Kept
from dure.core.models import AuditEvent, Job, Letter
from tests.factories import NOON, LetterFactory, UserFactory

pytestmark = pytest.mark.django_db


def post(**columns) -> Letter:
    said = {"key": "notice:1", "to": "kim@example.com", "subject": "Forum", "text": "Come."}
    return actions.post(**{**said, "language": "en", "at": NOON, **columns})


def test_post_writes_the_letter_its_audit_row_and_its_job():
    officer = UserFactory()

    letter = post(by=officer)

    assert Letter.objects.get() == letter
    assert (letter.status, letter.queued_by, letter.queued_at) == (Status.WAITING, officer, NOON)
    event = AuditEvent.objects.get()
    assert (event.action, event.done_by, event.details) == ("letter.posted", officer, {})
    assert Job.objects.get().kwargs == {"letter_id": letter.pk}


def test_the_letter_vanishes_with_the_transaction_that_wanted_it():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)

    assert not Letter.objects.exists()
    assert not Job.objects.exists()


def test_the_same_key_is_the_same_letter():
    assert post() == post(text="Come, please.", to="KIM@example.com")

    assert Letter.objects.count() == Job.objects.count() == AuditEvent.objects.count() == 1


def test_the_same_key_to_somebody_else_is_refused():
    post()

    with pytest.raises(RuleBroken, match="another address"):
        post(to="lee@example.com")


def test_the_same_key_after_the_erasure_stays_erased():
    letter = post()
    actions.erase(to="kim@example.com", by=None, at=NOON)

    assert post() == letter


def test_a_key_that_another_transaction_has_just_taken(monkeypatch):
    first = post()
    monkeypatch.setattr(Letter.objects, "filter", lambda **_: Letter.objects.none())

    assert post() == first


def test_a_subject_is_one_line_and_not_too_long():
    letter = post(subject="Forum\r\nBcc: all@example.com" + "!" * 300)

    assert letter.subject.startswith("Forum Bcc: all@example.com!")
    assert len(letter.subject) == 200


@pytest.mark.parametrize("wrong", [{"to": "nobody"}, {"language": "fr"}, {"to": "a@b.c\nd@e.f"}])
def test_post_refuses_what_cannot_be_sent(wrong):
    with pytest.raises(ValidationError):
        post(**wrong)


def test_message_id_depends_on_the_key_alone(settings):
    settings.SITE_URL = "https://dure.example.org"

    assert actions.message_id("a") == actions.message_id("a") != actions.message_id("b")
    assert actions.message_id("a").endswith("@dure.example.org>")


def test_erase_forgets_the_words_and_the_address():
    letter, other = LetterFactory(to="Kim@example.com"), LetterFactory(to="lee@example.com")

    assert actions.erase(to="kim@example.com", by=None, at=NOON) == 1

    letter.refresh_from_db()
    assert (letter.to, letter.subject, letter.text, letter.html) == ("", "", "", "")
    assert letter.erased_at == NOON
    assert AuditEvent.objects.get().action == "letter.erased"
    assert queries.written_to("lee@example.com") == [Kept(other.subject, other.text, None)]


def test_what_is_kept_about_an_address_leaves_out_what_logs_in():
    LetterFactory(is_confidential=True)

    assert queries.written_to("KIM@example.com") == [Kept("A forum on moulds", "", None)]


@pytest.mark.parametrize(
    "impossible",
    [
        {"status": Status.SENT},
        {"sent_at": NOON},
        {"to": ""},
        {"erased_at": NOON},
    ],
)
def test_a_letter_that_cannot_be_is_refused(impossible):
    with pytest.raises(IntegrityError):
        LetterFactory(**impossible)


def test_every_status_says_what_may_follow():
    assert set(NEXT) == set(Status)

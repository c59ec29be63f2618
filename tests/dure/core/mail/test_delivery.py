"""Letters go through a real SMTP connection, to a server that does not always want them."""

from __future__ import annotations

import datetime as dt
import socket

import pytest

from dure.core.mail import actions
from dure.core.mail.models import Status
from dure.core.models import Job, Letter
from dure.core.queue.engine.leases import Patience
from dure.core.queue.engine.worker import Loop
from tests.factories import NOON, LetterFactory

from .smtp import serving

pytestmark = pytest.mark.django_db
IMPATIENT = Patience(first_wait=0, longest_wait=0)


@pytest.fixture
def server(settings):
    with serving() as post:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        yield post


def post(**columns) -> Letter:
    said = {
        "key": "notice:1",
        "to": "kim@example.com",
        "subject": "포럼 안내",
        "text": "안녕하세요.",
    }
    return actions.post(**{**said, "language": "ko", "at": NOON, **columns})


def turn() -> Job:
    Loop(patience=IMPATIENT).turn()
    return Job.objects.get()


def test_a_letter_arrives(server):
    letter = post()

    assert turn().status == "done"

    (taken,) = server.taken
    letter.refresh_from_db()
    assert (letter.status, letter.handed_over) == (Status.SENT, 1)
    assert (taken["Subject"], taken["To"]) == ("포럼 안내", "kim@example.com")
    assert (taken["Message-ID"], taken["Content-Language"]) == (letter.message_id, "ko")
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken.get_body(["plain"]).get_content().strip() == "안녕하세요."
    assert "<p>안녕하세요.</p>" in taken.get_body(["html"]).get_content()


def test_a_server_that_is_busy_is_asked_again_later(server):
    server.refuse_content = [b"451 try later"]
    letter = post()

    job = turn()

    letter.refresh_from_db()
    assert (job.status, letter.status, letter.error) == (
        "waiting",
        Status.WAITING,
        "SMTPDataError 451",
    )
    assert turn().status == "done"
    letter.refresh_from_db()
    assert (letter.status, letter.error, letter.handed_over) == (Status.SENT, "", 2)
    assert len(server.taken) == 1


def test_the_waits_between_attempts_grow(server):
    server.refuse_content = [b"451 try later"] * 3
    post()
    waits = []

    for _ in range(3):
        Job.objects.update(run_after=NOON)
        Loop().turn()
        job = Job.objects.get()
        waits.append((job.run_after - job.attempted_at).total_seconds())

    assert 5 <= waits[0] <= 16
    assert 10 <= waits[1] <= 31
    assert 20 <= waits[2] <= 61


def test_an_address_that_does_not_exist_fails_at_once_and_is_named_nowhere(server):
    server.refuse_recipient = [b"550 no such user kim@example.com"]
    letter = post()

    job = turn()

    letter.refresh_from_db()
    assert (job.status, letter.status) == ("failed", Status.FAILED)
    assert letter.error == "SMTPRecipientsRefused 550"
    assert "kim@" not in str(job.errors)
    assert server.taken == []


def test_a_mailbox_that_is_full_for_now_is_tried_again(server):
    server.refuse_recipient = [b"452 mailbox full"]
    post()

    assert [turn().status, turn().status] == ["waiting", "done"]


def test_a_connection_lost_after_the_letter_was_taken_sends_it_again_as_the_same(server):
    """The ambiguous moment: the server has it, and we do not know. Two copies, one Message-ID."""
    server.hang_up_after_taking = True
    letter = post()

    assert [turn().status, turn().status] == ["waiting", "done"]

    letter.refresh_from_db()
    assert letter.handed_over == 2
    assert [copy["Message-ID"] for copy in server.taken] == [letter.message_id] * 2


def test_a_server_that_is_not_there_fails_in_the_end_and_can_be_tried_again(settings):
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        settings.EMAIL_PORT = nobody.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    letter = post()

    assert Loop(patience=IMPATIENT).run_until_empty() == 12

    letter.refresh_from_db()
    assert (letter.status, letter.error) == (Status.FAILED, "ConnectionRefusedError")
    assert Job.objects.get().status == "failed"
    with serving() as server:
        settings.EMAIL_PORT = server.port
        actions.deliver.enqueue(letter_id=letter.pk)
        Loop().turn()
    letter.refresh_from_db()
    assert letter.status == Status.SENT


def test_the_words_of_a_confidential_letter_are_forgotten_once_it_is_sent(server):
    letter = post(confidential=True)

    turn()

    letter.refresh_from_db()
    assert "안녕하세요" in server.taken[0].get_body(["plain"]).get_content()
    assert (letter.text, letter.html, letter.subject) == ("", "", "포럼 안내")


@pytest.mark.parametrize(
    "over",
    [
        {"status": Status.SENT, "sent_at": NOON},
        {"to": "", "subject": "", "text": "", "html": "", "erased_at": NOON},
    ],
    ids=["sent", "erased"],
)
def test_a_letter_that_is_sent_or_erased_is_not_sent(over, server):
    letter = LetterFactory(**over)
    actions.deliver.enqueue(letter_id=letter.pk)

    assert turn().return_value == letter.status
    assert server.taken == []


def test_sent_at_is_when_the_attempt_began(server):
    letter = post()
    before = dt.datetime.now(dt.UTC)

    job = turn()

    letter.refresh_from_db()
    assert letter.sent_at == job.attempted_at >= before

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from dure.core.models import AuditEvent, Worker
from dure.core.queue.models import Status
from tests.factories import NOON, JobFactory

OTHERS = ["coordinator", "chair", "member", "representative", "expert", "reviewer", "stranger"]
FAR = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("name", ["queue-list", "queue-page"])
def test_the_queue_is_not_found_for_others(who, name, client, cast):
    job = JobFactory()
    client.force_login(cast.everyone()[who])

    response = client.get(reverse(name, args=[job.pk] if name == "queue-page" else []))

    assert response.status_code == 404


@pytest.mark.parametrize("who", [*OTHERS, "auditor"])
@pytest.mark.parametrize("name", ["queue-retry", "queue-drop"])
def test_a_job_is_settled_by_nobody_else(who, name, client, cast):
    job = JobFactory(failed=True)
    client.force_login(cast.everyone()[who])

    assert client.post(reverse(name, args=[job.pk])).status_code in {403, 404}
    job.refresh_from_db()
    assert job.status == Status.FAILED


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("who", ["programme_officer", "auditor"])
def test_list_asks_the_database_no_more_for_more_rows(
    who, count, client, cast, django_assert_num_queries
):
    JobFactory.create_batch(count)
    client.force_login(cast.everyone()[who])

    # session, account, standing; may be here, counts, workers, schedule; count, rows
    with django_assert_num_queries(9):
        response = client.get(reverse("queue-list"))

    assertContains(response, "Forget finished jobs")


def test_list_says_when_no_worker_is_running(client, cast):
    client.force_login(cast.programme_officer)

    response = client.get(reverse("queue-list"))

    assertContains(response, "No worker is running")
    assertContains(response, "Nothing was queued yet")


def test_list_names_the_workers(client, cast):
    Worker.objects.create(name="host:42", started_at=NOON, seen_at=timezone.now())
    client.force_login(cast.auditor)

    response = client.get(reverse("queue-list"))

    assertContains(response, "process 42 on host")
    assertNotContains(response, "No worker is running")
    assertNotContains(response, "not seen for")


def test_list_says_how_long_a_worker_was_not_seen(client, cast):
    seen = timezone.now() - dt.timedelta(seconds=40)
    Worker.objects.create(name="lonely", started_at=NOON, seen_at=seen)
    client.force_login(cast.auditor)

    page = client.get(reverse("queue-list")).content.decode()

    assert re.search(r"lonely</span>.*not seen for 4\d seconds", page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"waiting", "scheduled", "failed"}),
        ({"state": "waiting"}, {"waiting"}),
        ({"state": "scheduled"}, {"scheduled"}),
        ({"state": "failed"}, {"failed"}),
        ({"state": "failed", "q": "deliver"}, set()),
        ({"q": " mail.actions "}, {"scheduled"}),
    ],
)
def test_filters_in_the_address(query, found, client, cast):
    jobs = {
        "waiting": JobFactory(),
        "scheduled": JobFactory(task="dure.core.mail.actions.deliver", run_after=FAR),
        "failed": JobFactory(failed=True),
    }
    client.force_login(cast.auditor)

    page = client.get(reverse("queue-list"), query).context["page"]

    assert set(page) == {jobs[name] for name in found}


def test_page_shows_error_and_arguments_and_offers_what_may_be_done(client, cast):
    job = JobFactory(failed=True, args=[17], kwargs={"letter_id": 4711}, return_value=3)
    client.force_login(cast.programme_officer)

    response = client.get(reverse("queue-page", args=[job.pk]))

    for shown in ("ValueError: no", "letter_id", "4711", "Try again", "Drop"):
        assertContains(response, shown)


@pytest.mark.parametrize(
    ("who", "state", "offered"),
    [
        ("auditor", {"failed": True}, {"Try again": False, "Drop": False}),
        ("programme_officer", {}, {"Try again": False, "Drop": True}),
        ("programme_officer", {"running": True}, {"Try again": False, "Drop": False}),
    ],
)
def test_page_offers_nothing_else(who, state, offered, client, cast):
    job = JobFactory(**state)
    client.force_login(cast.everyone()[who])

    response = client.get(reverse("queue-page", args=[job.pk]))

    assert {deed: f"{deed}</button>" in response.content.decode() for deed in offered} == offered


@pytest.mark.parametrize(
    ("deed", "status", "action"),
    [("retry", Status.WAITING, "job.retried"), ("drop", Status.DROPPED, "job.dropped")],
)
def test_the_programme_officer_settles_a_job(deed, status, action, client, cast):
    job = JobFactory(failed=True)
    client.force_login(cast.programme_officer)

    response = client.post(reverse(f"queue-{deed}", args=[job.pk]))

    assertRedirects(response, reverse("queue-page", args=[job.pk]))
    job.refresh_from_db()
    assert job.status == status
    assert AuditEvent.objects.get().action == action


def test_a_job_that_has_moved_on_is_answered_in_words(client, cast):
    job = JobFactory(running=True)
    client.force_login(cast.programme_officer)

    response = client.post(reverse("queue-drop", args=[job.pk]))

    assertContains(response, "Load the page again", status_code=409)

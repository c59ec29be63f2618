from __future__ import annotations

import datetime as dt
import io
import logging
import re

import pytest
from django.conf import settings
from django.template import loader
from django.test import Client
from django.urls import path
from django.utils import timezone

from dure.config.urls import handler500  # noqa: F401 - Django reads it from this module
from dure.core.faults import numbers, queries


def broken(request):
    raise ZeroDivisionError("the reason")


urlpatterns = [path("broken/", broken)]


@pytest.fixture
def log():
    """What the console handler of the settings writes."""
    line = settings.LOGGING["formatters"]["line"]
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter(line["format"], style=line["style"]))
    handler.addFilter(numbers.Numbered())
    logging.getLogger().addHandler(handler)
    yield text
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def answer(db):
    return Client(raise_request_exception=False).get


@pytest.mark.urls(__name__)
def test_a_failing_view_is_logged_with_the_number_that_its_page_shows(answer, log):
    page = answer("/broken/")

    assert page.status_code == 500
    number = re.search(r"<strong>(\w{6})</strong>", page.content.decode())[1]
    first, *rest = log.getvalue().splitlines()
    assert re.match(rf"\S+ \S+ ERROR django.request \[{number}\] .*/broken/", first)
    assert rest[0].startswith("Traceback")
    assert rest[-1] == "ZeroDivisionError: the reason"


@pytest.mark.urls(__name__)
def test_the_number_is_shown_even_where_the_page_cannot_be_drawn(answer, log, monkeypatch):
    monkeypatch.setattr(loader, "get_template", broken)

    page = answer("/broken/")

    assert page.status_code == 500
    number = re.search(r"<p>(\w{6})<", page.content.decode())[1]
    assert f"[{number}]" in log.getvalue()


def test_an_error_without_a_page_has_a_number_and_other_lines_have_none(log):
    logging.getLogger("dure.queue").error("Job 7: ValueError")
    logging.getLogger("dure.queue").warning("slow")

    first, second = log.getvalue().splitlines()
    assert re.search(r"ERROR dure.queue \[\w{6}\] Job 7", first)
    assert second.endswith("WARNING dure.queue slow")


def test_a_record_keeps_its_number_in_every_handler():
    record = logging.makeLogRecord({"levelno": logging.ERROR})

    numbers.Numbered().filter(record)
    first = record.fault
    numbers.Numbered().filter(record)

    assert record.fault == first


def test_errors_are_found_again_in_the_logs(log, tmp_path):
    logging.getLogger("dure.queue").error("Job 7: ValueError")
    (tmp_path / "worker.log").write_text(
        "2001-01-01 00:00:00,000 ERROR dure.queue [ABCDEF] long ago\n" + log.getvalue() + "noise\n"
    )

    found = list(queries.logged_since(tmp_path, timezone.now() - dt.timedelta(hours=1)))

    assert [where.name for where, _, _ in found] == ["worker.log"]
    assert f"[{found[0][2]}]" in log.getvalue()

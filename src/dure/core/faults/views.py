from __future__ import annotations

from django.http import HttpRequest, HttpResponseServerError
from django.template import loader

from .numbers import new_number

BARE = """<!doctype html><html lang="ko"><meta charset="utf-8"><title>두레 · Dure</title>
<h1>문제가 생겼습니다 · Something went wrong</h1><p>%s</p>"""


def page(request: HttpRequest) -> HttpResponseServerError:
    """The page of an error: without database, session or context, of which one may be at fault."""
    number = new_number()
    request.fault = number  # type: ignore[attr-defined]  # the log line takes it from here
    try:
        text = loader.get_template("500.html").render({"number": number})
    except Exception:  # noqa: BLE001 - files that are not collected, a broken template
        text = BARE % number
    return HttpResponseServerError(text)

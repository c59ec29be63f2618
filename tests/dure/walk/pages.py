"""What a person would send from a page: its forms, filled in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile

TODAY = dt.date(2026, 3, 2)
BY_TYPE = {
    "email": "walker@example.com",
    "date": TODAY.isoformat(),
    "number": "3",
    "url": "https://example.com/",
    "tel": "054-123-4567",
    "password": "seven green apples",
    "checkbox": "on",
    "month": "2026-03",
    "time": "10:00",
    "datetime-local": "2026-03-02T10:00",
}
SILENT = {"submit", "button", "reset", "image"}

Data = dict[str, object]


@dataclass
class Form:
    method: str
    action: str
    fields: Data = field(default_factory=dict)


class Forms(HTMLParser):
    """The forms of a page; empty boxes are filled with something plausible."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._text: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None and tag in {"input", "select", "textarea", "option", "button"}:
            getattr(self, f"_see_{tag}")(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None

    def _put(self, name: str, value: object) -> None:
        assert self._form is not None
        if name and name != "csrfmiddlewaretoken":
            self._form.fields[name] = value

    def _see_input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if kind in SILENT or (kind == "radio" and name in self._form.fields):  # type: ignore[union-attr]
            return
        if kind == "file":
            self._put(name, SimpleUploadedFile("members.csv", "이름\n김회원\n".encode()))
        else:
            self._put(name, given.get("value") or BY_TYPE.get(kind, "Walker"))

    def _see_button(self, given: dict[str, str]) -> None:
        if given.get("name") and given["name"] not in self._form.fields:  # type: ignore[union-attr]
            self._put(given["name"], given.get("value", ""))

    def _see_textarea(self, given: dict[str, str]) -> None:
        self._put(given.get("name", ""), "Walker")

    def _see_select(self, given: dict[str, str]) -> None:
        self._select = given.get("name")

    def _see_option(self, given: dict[str, str]) -> None:
        if (
            self._select
            and given.get("value")
            and (
                self._select not in self._form.fields or "selected" in given  # type: ignore[union-attr]
            )
        ):
            self._put(self._select, given["value"])


def filled(html: str, address: str) -> Data:
    """The fields of the form that posts to this address; empty where there is none."""
    forms = Forms()
    forms.feed(html)
    for form in forms.forms:
        if form.method == "post" and form.action in {"", address}:
            return form.fields
    return {}

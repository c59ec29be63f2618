"""What was found, as rows to work through: each a sentence, its reason, and where the work is.

Where a row is ``Any``, it carries what ``queries`` has annotated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dure.core.templatetags.ui import day as day_in_words
from dure.core.templatetags.ui import named
from dure.desk.mine.queries import Circle

from .queries import Home, Programme


@dataclass(frozen=True)
class Row:
    text: str
    why: str
    url: str
    deed: str
    thing: str = ""
    urgent: str = ""
    posts: bool = False  # one click does it


def in_words(n: int) -> str:
    """A small number as one says it before a thing: one, two; 한, 두."""
    words = [
        pgettext("a number of things", "one"),
        pgettext("a number of things", "two"),
        pgettext("a number of things", "three"),
        pgettext("a number of things", "four"),
        pgettext("a number of things", "five"),
        pgettext("a number of things", "six"),
        pgettext("a number of things", "seven"),
        pgettext("a number of things", "eight"),
        pgettext("a number of things", "nine"),
        pgettext("a number of things", "ten"),
    ]
    return words[n - 1] if 1 <= n <= len(words) else str(n)


def rows(home: Home, *, day: dt.date, standing: Collection[str]) -> list[Row]:
    """What has consequences first; nothing for an auditor, who changes nothing."""
    if "oversees" in standing and "directs" not in standing:
        return []
    return list(_all(home, day))


def _all(home: Home, day: dt.date) -> Iterator[Row]:
    if home.programme is not None:
        yield from _of_programme(home.programme)
    for complex_ in home.coordinated:
        yield from _of_complex(complex_, day)
    for circle in home.circles:
        yield from _of_circle(circle)
    for organisation in home.organisations:
        yield from _of_organisation(organisation)
    if home.person is not None:
        yield from _of_person(home.person)


def _of_programme(programme: Programme) -> Iterator[Row]:
    n_failed = programme.queue.failed
    if n_failed:
        yield Row(
            text=ngettext("%(n)s task failed", "%(n)s tasks failed", n_failed) % {"n": n_failed},
            why=_("What it should have done has not been done. Start it again or drop it."),
            url=_address("queue-list", status="failed"),
            deed=_("Look"),
        )
    if programme.queue.waiting and not programme.queue.workers:
        yield Row(
            urgent=_("No worker is running."),
            text=_("Nothing is done in the background"),
            why=_("Letters and imports wait until a worker is started."),
            url=_address("queue-list"),
            deed=_("Look"),
        )
    for complex_ in programme.without_coordinator:
        yield Row(
            thing=named(complex_),
            text=_("nobody coordinates it"),
            why=_("Its firms and groups have nobody in the office who looks after them."),
            url=_address("complex-page", complex_.pk),
            deed=_("Appoint"),
        )
    n_run_out = programme.invitations_run_out
    if n_run_out:
        yield Row(
            text=ngettext(
                "%(n)s invitation has run out", "%(n)s invitations have run out", n_run_out
            )
            % {"n": n_run_out},
            why=_("The links no longer open. Send them again or withdraw them."),
            url=_address("user-list"),
            deed=_("Open"),
        )


def _of_complex(complex_: Any, day: dt.date) -> Iterator[Row]:
    name, pk = named(complex_), complex_.pk
    if not complex_.n_organisations:
        yield Row(
            thing=name,
            text=_("no organisation is recorded yet"),
            why=_("A members' workbook is read as it is; you see every row before it is written."),
            url=_address("import-add"),
            deed=_("Import"),
        )
    if n := complex_.n_without_industry:
        yield Row(
            thing=name,
            text=ngettext("%(n)s firm has no industry", "%(n)s firms have no industry", n)
            % {"n": n},
            why=_("They are missing from every count by industry."),
            url=_address("organisation-list", complex=pk, missing="industry"),
            deed=_("Fill in"),
        )
    if n := complex_.n_without_number:
        yield Row(
            thing=name,
            text=ngettext(
                "%(n)s firm has no business number", "%(n)s firms have no business number", n
            )
            % {"n": n},
            why=_("An import can only match them by name and address, and may write them twice."),
            url=_address("organisation-list", complex=pk, missing="number"),
            deed=_("Fill in"),
        )
    if n := complex_.n_without_chair:
        yield Row(
            thing=name,
            text=ngettext("%(n)s group has no chair", "%(n)s groups have no chair", n) % {"n": n},
            why=_("Nobody but the office can call them together or keep their members."),
            url=_address("group-list", complex=pk, missing="chair"),
            deed=_("Appoint"),
        )
    if complex_.last_year is None or complex_.last_year < day.year - 2:
        yield Row(
            thing=name,
            text=_("statistics end with %(year)s") % {"year": complex_.last_year}
            if complex_.last_year
            else _("no statistics yet"),
            why=_("Growth and shares of later years cannot be computed."),
            url=_address("upload-add"),
            deed=_("Add figures"),
        )


def _of_circle(circle: Circle) -> Iterator[Row]:
    group: Any = circle.group
    if group.is_led:
        yield from _of_group(group)
        yield from _of_offices(circle)


def _of_offices(circle: Circle) -> Iterator[Row]:
    for office in circle.ending:
        yield Row(
            thing=named(circle.group),
            text=_("the office ends on %(day)s: %(office)s")
            % {
                "day": strip_tags(day_in_words(office.ends_on)),
                "office": office.get_kind_display(),
            },
            why=_("Choose in time who holds it afterwards."),
            url=_address("group-appoint", circle.group.pk),
            deed=_("Appoint"),
        )


def _of_group(group: Any) -> Iterator[Row]:
    name = named(group)
    if not group.has_chair:
        yield Row(
            thing=name,
            text=_("there is no chair"),
            why=_("A group that stands on its own is called together by its chair."),
            url=_address("group-page", group.pk),
            deed=_("Appoint"),
        )
    if not group.has_treasurer:
        yield Row(
            thing=name,
            text=_("there is no treasurer"),
            why=_("Dues and expenses need somebody who keeps the books."),
            url=_address("group-page", group.pk),
            deed=_("Appoint"),
        )
    if group.lacks_bylaws:
        yield Row(
            thing=name,
            text=_("its bylaws are not on file"),
            why=_("There the members read how they decide and who may sign."),
            url=_address("document-add", group.pk),
            deed=_("File them"),
        )
    if not group.purpose:
        yield Row(
            thing=name,
            text=_("it does not say what it is for"),
            why=_("One sentence helps those who think of joining."),
            url=_address("group-edit", group.pk),
            deed=_("Write it"),
        )


def _of_organisation(organisation: Any) -> Iterator[Row]:
    if organisation.is_represented and not (organisation.telephone and organisation.address):
        yield Row(
            thing=named(organisation),
            text=_("address or telephone is missing"),
            why=_("The office cannot reach you when something suits you."),
            url=_address("organisation-edit", organisation.pk),
            deed=_("Fill in"),
        )


def _of_person(person: Any) -> Iterator[Row]:
    if not person.expertise:
        yield Row(
            text=_("You have not said what you know"),
            why=_("Two lines are enough for others to see with what you can help."),
            url=_address("person-edit", person.pk),
            deed=_("Write what you know"),
        )
    if not person.may_be_found:
        yield Row(
            text=_("Others cannot find you"),
            why=_(
                "You are not found by name and expertise until you agree. You can take that back at any time."
            ),
            url=_address("person-consent-give", person.pk),
            deed=_("Let me be found"),
            posts=True,
        )


def _address(name: str, *args: object, **query: str | int) -> str:
    url = reverse(name, args=args)
    return f"{url}?{urlencode(query)}" if query else url

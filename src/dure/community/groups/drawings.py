"""What is drawn of groups: the river of a family, and members by year."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.community.organisations.models import OrganisationKind
from dure.core.charts.colours import KINDS
from dure.core.charts.figures import Chart, Form, Point, Series
from dure.core.clock import today
from dure.core.drawing.axis import Column, fold
from dure.core.drawing.lineage import Body
from dure.core.drawing.river import Drawing, draw
from dure.core.drawing.sheet import NARROW, WIDE
from dure.core.naming import named

from . import queries
from .models import Descent, Founder, Group
from .queries import Span, YearCount

DAY = dt.timedelta(days=1)
LEAST_BARS = 2  # one year is no course of years


@dataclass(frozen=True)
class Line:
    """A group of the family, in the table beside the drawing."""

    group: Group
    grew_out_of: list[Group]
    n_first: int
    n_last: int
    last_year: int


@dataclass(frozen=True)
class River:
    wide: Drawing
    narrow: Drawing
    lines: list[Line]
    unchanged_since: int | None

    @property
    def n_invented(self) -> int:
        return sum(line.group.is_synthetic for line in self.lines)

    @property
    def folded(self) -> str:
        """The years that are drawn together because nothing changed in them."""
        return ", ".join(f"{fold.first}\N{EN DASH}{fold.last}" for fold in self.wide.folds)


def river(group: Group) -> River | None:
    """The family of the group; none where it has no kin. Three queries."""
    groups, descents = queries.family(group)
    if len(groups) < 2:
        return None
    spans = queries.spans(one.pk for one in groups)
    horizon = _horizon(groups, spans)
    bodies = [_body(one, spans.get(one.pk, []), descents, horizon) for one in groups]
    lines = [_line(one, body, descents) for one, body in zip(groups, bodies, strict=True)]
    since = horizon.year - 1 if horizon <= today() - DAY * 366 else None
    return River(draw(bodies, WIDE), draw(bodies, NARROW), lines, since)


def members_chart(group: Group) -> Chart | None:
    """Until the year in which a member last came or went. One query."""
    of_group = queries.spans([group.pk])[group.pk]
    last = last_change(group, of_group).year
    counts = queries.count_by_year(group, of_group, until=last)
    return _chart(counts, last) if len(counts) >= LEAST_BARS else None


def _chart(counts: list[YearCount], last: int) -> Chart:
    kinds = [*OrganisationKind.values, queries.NO_ORGANISATION]
    present = [kind for kind in kinds if any(kind in count.by_kind for count in counts)]
    folded = _folded(counts)
    return Chart(
        Form.BARS,
        _("Members at the end of each year"),
        series=[
            Series(kind, _kind(kind), tone=tone)
            for kind, tone in zip(present, (*KINDS, "office"), strict=False)
        ],
        points=[
            Point(column.first, kind, count.by_kind.get(kind, 0))
            for column, count in folded
            for kind in present
        ],
        names={
            column.first: f"\N{EN DASH}{column.last}"
            for column, _count in folded
            if column.is_folded
        },
        along=_("Year"),
        unit=_("members"),
        note=_note([column for column, _count in folded], last),
    )


def _folded(counts: list[YearCount]) -> list[tuple[Column, YearCount]]:
    """Years that are like the one before share a bar."""
    by_year = {count.year: count for count in counts}
    busy = {counts[0].year}
    busy |= {b.year for a, b in pairwise(counts) if a.by_kind != b.by_kind}
    return [(column, by_year[column.first]) for column in fold(list(by_year), busy)]


def _note(columns: list[Column], last: int) -> str:
    said = [_("Counted on 31 December, by kind of organisation.")]
    if any(column.is_folded for column in columns):
        said.append(_("Years that are alike share one bar."))
    if last < today().year - 1:
        said.append(_("Unchanged since %(year)s.") % {"year": last})
    return " ".join(said)


def _kind(kind: str) -> str:
    known = dict(OrganisationKind.choices)
    return str(known[kind]) if kind in known else _("Without organisation")


def last_change(group: Group, spans: list[Span]) -> dt.date:
    """When a member last came or went, or the group itself."""
    days = [group.founded_on, group.ended_on]
    days += [day for span in spans for day in (span.starts_on, span.ends_on)]
    return max(day for day in days if day is not None and day <= max(today(), group.founded_on))


def _horizon(groups: list[Group], spans: dict[int, list[Span]]) -> dt.date:
    """The end of the year in which something last changed: later years would show nothing."""
    last = max(last_change(group, spans.get(group.pk, [])) for group in groups)
    return min(dt.date(last.year + 1, 1, 1), max(today(), last) + DAY)


def _body(group: Group, spans: list[Span], descents: list[Descent], horizon: dt.date) -> Body:
    end = min(group.ended_on or horizon, horizon)
    first = min(dt.date(group.founded_on.year, 12, 31), end - DAY)
    days = [dt.date(year, 12, 31) for year in range(group.founded_on.year, end.year)]
    knots = [(group.founded_on, _count(spans, first))]
    knots += [(day + DAY, _count(spans, day)) for day in days if day + DAY < end]
    knots.append((end, _count(spans, end - DAY)))
    label = f"{named(group)}\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}{knots[-1][1]}"
    return Body(
        key=group.pk,
        label=label,
        knots=tuple((years(day), n) for day, n in knots),
        is_own=group.founded_by == Founder.MEMBERS,
        has_ended=group.ended_on is not None and group.ended_on <= horizon,
        ancestors=tuple(d.ancestor_id for d in descents if d.descendant_id == group.pk),
        is_invented=group.is_synthetic,
    )


def _line(group: Group, body: Body, descents: list[Descent]) -> Line:
    return Line(
        group=group,
        grew_out_of=[d.ancestor for d in descents if d.descendant_id == group.pk],
        n_first=body.knots[0][1],
        n_last=body.knots[-1][1],
        last_year=int(body.ends - 0.001),
    )


def _count(spans: list[Span], day: dt.date) -> int:
    return sum(span.holds_on(day) for span in spans)


def years(day: dt.date) -> float:
    """2007-07-02 is about 2007.5."""
    length = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / length


def story(river: River) -> str:
    """The drawing in one sentence, for who cannot see it."""
    own = sum(line.group.founded_by == Founder.MEMBERS for line in river.lines)
    office = len(river.lines) - own
    by_office = ngettext("%(n)s body by the office", "%(n)s bodies by the office", office)
    by_members = ngettext("%(n)s body by members", "%(n)s bodies by members", own)
    founded = _("Founded: %(office)s, %(members)s.") % {
        "office": by_office % {"n": office},
        "members": by_members % {"n": own},
    }
    invented = river.n_invented
    if not invented:
        return founded
    said = ngettext(
        "%(n)s body is synthetic, with a dashed outline.",
        "%(n)s bodies are synthetic, with a dashed outline.",
        invented,
    )
    return f"{founded} {said % {'n': invented}}"

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from dure.core import rows
from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken

from .models import (
    Coverage,
    Division,
    Observation,
    SizeBand,
    Source,
    StatisticalIndustry,
    StatisticalPart,
)

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Complex

Kind = TypeVar("Kind", bound=Division)


@transaction.atomic
def enter_source(
    *,
    citation: str,
    citation_ko: str = "",
    is_synthetic: bool = False,
    by: User | None,
    at: dt.datetime,
) -> Source:
    """The source of this citation, entered where it is new. Invented figures have their own."""
    known = source_named(citation, is_synthetic=is_synthetic)
    if known is not None:
        return known
    source = rows.insert(
        Source(
            citation=citation.strip(), citation_ko=citation_ko.strip(), is_synthetic=is_synthetic
        )
    )
    audit.record("source.entered", source, by=by, at=at)
    return source


@transaction.atomic
def enter_industry(
    *,
    code: str,
    name_ko: str,
    name_en: str = "",
    position: int = 0,
    by: User | None,
    at: dt.datetime,
) -> StatisticalIndustry:
    """The industry of this code, entered where it is new."""
    new = StatisticalIndustry(code=code, name_ko=name_ko, name_en=name_en, position=position)
    return _entered("industry.entered", new, by=by, at=at)


@transaction.atomic
def enter_part(
    *,
    code: str,
    name_ko: str,
    name_en: str = "",
    position: int = 0,
    by: User | None,
    at: dt.datetime,
) -> StatisticalPart:
    """The part (a use of land, a customer) of this code, entered where it is new."""
    new = StatisticalPart(code=code, name_ko=name_ko, name_en=name_en, position=position)
    return _entered("part.entered", new, by=by, at=at)


@transaction.atomic
def record(
    *,
    complex: Complex,  # noqa: A002 - the domain's word
    year: int,
    first_year: int | None = None,
    measure: str,
    unit: str,
    value: Decimal | int | str,
    source: Source,
    coverage: str = Coverage.RESIDENT,
    industry: StatisticalIndustry | None = None,
    size_band: str = SizeBand.ALL,
    part: StatisticalPart | None = None,
    is_order_of_magnitude: bool = False,
    note: str = "",
    by: User | None,
    at: dt.datetime,
) -> Observation:
    """A figure of a source. The same one twice is one; another for the same cell is refused."""
    new = Observation(
        complex=complex,
        year=year,
        first_year=first_year,
        measure=measure,
        unit=unit,
        coverage=coverage,
        industry=industry,
        size_band=size_band,
        part=part,
        value=Decimal(value),
        source=source,
        is_order_of_magnitude=is_order_of_magnitude,
        note=note,
    )
    known = same_cell(new)
    if known is None:
        observation = rows.insert(new)
        audit.record("observation.recorded", observation, by=by, at=at, value=str(new.value))
        return observation
    if known.value != new.value:
        raise RuleBroken(
            _("This source gives %(value)s for %(year)s already. Correct that figure instead.")
            % {"value": known.value.normalize().__format__(",f"), "year": new.period}
        )
    return known


@transaction.atomic
def correct(
    *, observation: Observation, value: Decimal, by: User | None, at: dt.datetime
) -> Observation:
    """The source says something else than was recorded."""
    locked = Observation.objects.select_for_update().get(pk=observation.pk)
    before = locked.value
    if rows.change(locked, {"value": value}):
        audit.record(
            "observation.corrected", locked, by=by, at=at, before=str(before), after=str(value)
        )
    return locked


@transaction.atomic
def withdraw(*, observation: Observation, by: User | None, at: dt.datetime) -> None:
    """The figure should never have been recorded. The audit keeps what it said."""
    audit.record("observation.withdrawn", observation, by=by, at=at, value=str(observation.value))
    observation.delete()


def same_cell(figure: Observation) -> Observation | None:
    """What is recorded from the same source for the same thing."""
    return Observation.objects.filter(
        complex=figure.complex,
        year=figure.year,
        first_year=figure.first_year,
        measure=figure.measure,
        unit=figure.unit,
        coverage=figure.coverage,
        industry=figure.industry,
        size_band=figure.size_band,
        part=figure.part,
        source=figure.source,
    ).first()


def source_named(citation: str, *, is_synthetic: bool) -> Source | None:
    """The source as it is recorded; refused where its figures are of the other kind."""
    known = Source.objects.filter(citation=citation.strip()).first()
    if known is None or known.is_synthetic == is_synthetic:
        return known
    if known.is_synthetic:
        raise RuleBroken(_("The figures of this source are marked as synthetic. Mark these too."))
    raise RuleBroken(
        _("The figures of this source are real. Give synthetic figures another source.")
    )


def _entered(deed: str, new: Kind, *, by: User | None, at: dt.datetime) -> Kind:
    known = type(new)._default_manager.filter(code=new.code).first()
    if known is None:
        rows.insert(new)
        audit.record(deed, new, by=by, at=at)
        return new
    if known.name_ko != new.name_ko:
        raise RuleBroken(
            _("The code %(code)s stands for %(name)s already.")
            % {"code": new.code, "name": known.name_ko}
        )
    return known

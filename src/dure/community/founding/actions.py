"""Members found a body out of their own group, without asking the office.

Who founds is the first member and chair of the new body, so that it can keep its own record
from its first day.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dure.community.groups import actions as groups
from dure.community.groups.models import Founder, Group, GroupKind, Membership, OfficeKind
from dure.community.people.models import Post
from dure.core.clock import today
from dure.core.errors import RuleBroken

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.organisations.models import Organisation
    from dure.community.people.models import Person

KINDS = (
    GroupKind.WORKING_GROUP,
    GroupKind.COMPANY,
    GroupKind.ASSOCIATION,
    GroupKind.PARK,
    GroupKind.COOPERATIVE,
)


@transaction.atomic
def found_out_of(
    *,
    group: Group,
    founder: Person,
    name_ko: str,
    kind: str,
    founded_on: dt.date,
    is_part: bool,
    name_en: str = "",
    purpose: str = "",
    by: User,
    at: dt.datetime,
) -> Group:
    """A part of ``group``, or a body that stands on its own; founded by members either way.

    A body of the same name and day is answered only where the same person founded it from here.
    """
    if kind not in KINDS:
        raise RuleBroken(_("Mini-clusters and councils are founded by the office."))
    if founded_on > today():
        raise RuleBroken(_("It cannot be founded in the future. Give today or an earlier day."))
    older = groups.living_on(group, founded_on)
    if known := _known(older, name_ko.strip(), founded_on):
        return _founded_by(founder, known, older)
    founded = groups.found(
        name_ko=name_ko,
        name_en=name_en,
        kind=kind,
        complex=older.complex,
        founded_on=founded_on,
        founded_by=Founder.MEMBERS,
        parent=older if is_part else None,
        purpose=purpose,
        grew_out_of=[older],
        is_synthetic=older.is_synthetic or founder.is_synthetic,
        by=by,
        at=at,
    )
    organisation = _organisation(founder, older, founded_on)
    itself = organisation is not None and kind != GroupKind.WORKING_GROUP
    groups.admit(
        group=founded,
        person=None if itself else founder,
        organisation=organisation,
        starts_on=founded_on,
        by=by,
        at=at,
    )
    groups.appoint(
        group=founded, person=founder, kind=OfficeKind.CHAIR, starts_on=founded_on, by=by, at=at
    )
    return founded


def _known(group: Group, name: str, day: dt.date) -> Group | None:
    same = Group.objects.filter(complex=group.complex, name_ko=name, founded_on=day)
    return same.first()


def _founded_by(founder: Person, known: Group, older: Group) -> Group:
    """The same sent twice; any other body of that name is refused, so that nobody takes its chair."""
    chairs = known.offices.filter(person=founder, kind=OfficeKind.CHAIR, starts_on=known.founded_on)
    if known.descents_to_it.filter(ancestor=older).exists() and chairs.exists():
        return known
    raise RuleBroken(_("This complex has a group of this name and day."), record=known)


def _organisation(founder: Person, group: Group, day: dt.date) -> Organisation | None:
    """For whom the founder is in the group; else where they work."""
    held = Membership.objects.on(day).filter(group=group, person=founder)
    joined = held.exclude(organisation=None).select_related("organisation").first()
    if joined is not None:
        return joined.organisation
    post = Post.objects.on(day).filter(person=founder).select_related("organisation").first()
    return post.organisation if post else None

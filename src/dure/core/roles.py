"""What a user is for the programme as a whole, as conditions that ``core`` can ask for.

Roles are rows of ``accounts``, which stands on ``core``: here they are reached through the
user alone, so that nothing is imported from above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, Q

if TYPE_CHECKING:
    from dure.accounts.models import User

OFFICER = "programme_officer"
AUDITOR = "auditor"
NOBODY = Q(pk__in=[])


def _holds(user: User, *kinds: str) -> Q:
    return Q(Exists(user.roles.held_by(user, *kinds)))  # type: ignore[arg-type]


def oversees(user: User) -> Q:
    """Programme officers and auditors, who read the house's own records."""
    return _holds(user, OFFICER, AUDITOR) if user.is_authenticated else NOBODY


def runs_the_programme(user: User) -> Q:
    """Programme officers; who is an auditor too changes nothing."""
    return _holds(user, OFFICER) & ~_holds(user, AUDITOR) if user.is_authenticated else NOBODY

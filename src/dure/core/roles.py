"""What a user is for the programme as a whole, as conditions that ``core`` can ask for.

Roles are rows of ``accounts``, which stands on ``core``: here they are reached through the
user alone, so that nothing is imported from above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

NOBODY = Q(pk__in=[])


def oversees(user: User | AnonymousUser) -> Q:
    """Programme officers and auditors, who read the house's own records."""
    return Q(user.roles.oversees(user)) if user.is_authenticated else NOBODY


def runs_the_programme(user: User | AnonymousUser) -> Q:
    """Programme officers; who is an auditor too changes nothing."""
    return Q(user.roles.directs(user)) if user.is_authenticated else NOBODY


def overseer(user: User) -> QuerySet[User]:
    """The user, as a set of one, where they are one of those; for a view that shows all or 404."""
    users: QuerySet[User] = get_user_model()._default_manager.all()
    return users.filter(oversees(user), pk=user.pk)

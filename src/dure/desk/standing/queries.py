from __future__ import annotations

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef

from dure.accounts.models import Role, User
from dure.community.models import Coordination
from dure.core.clock import today


def standing(user: User) -> frozenset[str]:
    """What the rail must know of somebody: "directs", "oversees", "coordinates". One query."""
    coordinated = Coordination.objects.on(today()).filter(user=OuterRef("pk"))
    found = (
        User.objects.filter(pk=user.pk)
        .values_list(
            ExpressionWrapper(Role.objects.directs(user), output_field=BooleanField()),
            Role.objects.oversees(user),
            Exists(coordinated),
        )
        .first()
    )
    names = ("directs", "oversees", "coordinates")
    return frozenset(name for name, holds in zip(names, found or (), strict=False) if holds)

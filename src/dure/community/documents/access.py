"""Who may read what a group keeps on file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from django.db.models import QuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User
    from dure.community.groups.access import GroupAccess

    from .models import Document


class DocumentAccess(QuerySet["Document"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Members of the group, its coordinators, programme officers, auditors."""
        groups = cast("GroupAccess", self.model.group.field.related_model._default_manager.all())
        return self.filter(group__in=groups.confided_to(user))

    def removable_by(self, user: User | AnonymousUser) -> Self:
        """Officers of the group, its coordinators, programme officers."""
        groups = cast("GroupAccess", self.model.group.field.related_model._default_manager.all())
        return self.filter(group__in=groups.editable_by(user))

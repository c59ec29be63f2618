"""Who may read what was done: docs/reference/roles.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.apps import apps
from django.db.models import Model, QuerySet

from dure.core.roles import overseer, oversees

if TYPE_CHECKING:
    from dure.accounts.models import User

    from .models import AuditEvent


class AuditAccess(QuerySet["AuditEvent"]):
    def visible_to(self, user: User) -> Self:
        """Everything, for programme officers and auditors. Others ask ``may_read`` of one thing."""
        return self.filter(oversees(user))

    def of(self, label: str, pk: int) -> Self:
        return self.filter(target=f"{label}:{pk}")

    def update(self, **_columns: Any) -> NoReturn:
        raise TypeError("Audit rows are only added.")

    def delete(self) -> NoReturn:
        raise TypeError("Audit rows are only added.")


def model_of(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def auditable(label: str, user: User) -> QuerySet[Model] | None:
    """Rows of that model whose history ``user`` may read; None where the model says nothing."""
    model = model_of(label)
    rows = model._default_manager.all() if model else None
    if rows is None or not hasattr(rows, "auditable_by"):
        return None
    found: QuerySet[Model] = rows.auditable_by(user)
    return found


def may_read(label: str, pk: int, user: User) -> bool:
    """Whether ``user`` may read what was done to that thing.

    Beside programme officers and auditors these are whom the thing's own set
    ``auditable_by`` names. It is looked up by the name in the address, because ``core``
    knows no app above it.
    """
    things = auditable(label, user)
    if things is not None and things.filter(pk=pk).exists():
        return True
    return overseer(user).exists()

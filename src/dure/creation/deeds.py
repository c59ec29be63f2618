"""What is done in ``creation``, in words for the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {"outcome.reported": _("Reported the outcome.")}
THINGS = {
    "creation.outcome": _("outcome"),
}

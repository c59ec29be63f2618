"""What is done in ``evidence``, in words for the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "observation.recorded": _("Recorded the figure."),
    "observation.corrected": _("Corrected the figure."),
    "observation.withdrawn": _("Withdrew the figure."),
    "industry.entered": _("Entered the industry."),
    "part.entered": _("Entered the part of an industry."),
    "source.entered": _("Entered the source."),
    "upload.received": _("Uploaded a file of figures."),
    "upload.written": _("Wrote the figures of the file."),
    "upload.undone": _("Took the figures of the file back."),
}
LABELS = {"before": _("before"), "after": _("after")}
THINGS = {
    "evidence.observation": _("figure"),
    "evidence.source": _("source"),
    "evidence.statisticalindustry": _("industry"),
    "evidence.statisticalpart": _("part"),
    "evidence.upload": _("upload"),
}

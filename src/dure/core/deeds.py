"""What is done in ``core``, in words for the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "job.retried": _("Queued a failed job again."),
    "job.dropped": _("Dropped a job."),
    "letter.posted": _("Wrote a letter."),
    "letter.erased": _("Erased the words and the address of a letter."),
    "file.stored": _("Uploaded a file."),
    "file.deleted": _("Deleted a file."),
    "file.content_removed": _("Removed the content of a file."),
}
LABELS = {
    "task": _("task"),
    "size": _("bytes"),
    "content_type": _("type"),
    "sha256": "",
}
THINGS = {
    "core.job": _("background job"),
    "core.letter": _("letter"),
    "core.file": _("file"),
}

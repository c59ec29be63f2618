from .audit.models import AuditEvent
from .files.models import File
from .mail.models import Letter
from .queue.models import Job, Rhythm, Worker
from .search.models import SearchGram, SearchName

__all__ = [
    "AuditEvent",
    "File",
    "Job",
    "Letter",
    "Rhythm",
    "SearchGram",
    "SearchName",
    "Worker",
]

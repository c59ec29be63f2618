from .audit.models import AuditEvent
from .search.models import SearchGram, SearchName

__all__ = ["AuditEvent", "SearchGram", "SearchName"]

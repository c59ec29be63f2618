from .statistics.models import (
    Coverage,
    Measure,
    Observation,
    Precision,
    SizeBand,
    Source,
    StatisticalIndustry,
    StatisticalPart,
    Unit,
)
from .uploads.models import Upload, UploadStatus

__all__ = [
    "Coverage",
    "Measure",
    "Observation",
    "Precision",
    "SizeBand",
    "Source",
    "StatisticalIndustry",
    "StatisticalPart",
    "Unit",
    "Upload",
    "UploadStatus",
]

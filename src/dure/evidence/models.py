from .statistics.models import (
    Coverage,
    Measure,
    Observation,
    SizeBand,
    Source,
    StatisticalIndustry,
    Unit,
)

__all__ = [
    "Coverage",
    "Measure",
    "Observation",
    "SizeBand",
    "Source",
    "StatisticalIndustry",
    "Unit",
]

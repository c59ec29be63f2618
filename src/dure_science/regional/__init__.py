"""Measures of regional economics: growth, shares, specialisation, concentration, inequality."""

from .concentration import Concentration, concentration, gini_of_concentration
from .growth import growth, yearly_growth
from .inequality import gini, mean_log_deviation, theil
from .specialisation import (
    gini_of_specialisation,
    hoover_specialisation,
    krugman,
    location_quotient,
    shares,
)

__all__ = [
    "Concentration",
    "concentration",
    "gini",
    "gini_of_concentration",
    "gini_of_specialisation",
    "growth",
    "hoover_specialisation",
    "krugman",
    "location_quotient",
    "mean_log_deviation",
    "shares",
    "theil",
    "yearly_growth",
]

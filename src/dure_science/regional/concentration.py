"""How much lies with few."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dure_science.arrays import vector

from .inequality import gini_of_points
from .specialisation import location_quotient, shares


@dataclass(frozen=True)
class Concentration:
    """Three readings of one sum of squares, and over how many parts it was taken."""

    hhi: float
    equivalent_number: float
    normalised: float
    n: int


def concentration(values: npt.ArrayLike) -> Concentration:
    r"""Herfindahl-Hirschman index, its equivalent number and its normalised form.

    Says how much lies with few: a complex whose jobs are all in one industry has 1.

    .. math:: H = \sum_i s_i^2, \qquad n^* = 1/H, \qquad H^* = \frac{H - 1/n}{1 - 1/n}

    Parameters
    ----------
    values : ndarray of shape (n,)
        Firms' sales, industries' jobs: any one unit. Non-negative.

    Returns
    -------
    Concentration
        ``hhi`` from 1/n to 1; ``equivalent_number``, as many equal parts would give the same;
        ``normalised`` from 0 to 1, without unit. ``n`` counts the parts given, the empty ones
        too. All ``nan`` where there is nothing; ``normalised`` is ``nan`` for one part.

    Raises
    ------
    ValueError
        If ``values`` has more than one dimension, or a value is negative or not finite.

    Notes
    -----
    Over what (industries? firms?) and over how many must be said beside it. Of shares that were
    rounded to 0.1 % it is exact to about 0.001.

    References
    ----------
    A. O. Hirschman, *National Power and the Structure of Foreign Trade*, University of California
    Press, 1945, appendix A; O. C. Herfindahl, *Concentration in the Steel Industry*, 1950;
    T. Wieland, "REAT: A Regional Economic Analysis Toolbox for R", *Region* 6 (2019), R1-R57,
    ``herf``.

    Examples
    --------
    >>> found = concentration([20, 50, 20, 10])
    >>> round(found.hhi, 4), round(found.equivalent_number, 4), round(found.normalised, 4)
    (0.34, 2.9412, 0.12)
    """
    array = vector(values, name="values")
    n = array.size
    hhi = float((shares(array) ** 2).sum()) if n else float("nan")
    normalised = (hhi - 1 / n) / (1 - 1 / n) if n > 1 else float("nan")
    return Concentration(hhi, 1 / hhi, normalised, n)


def gini_of_concentration(industry: npt.ArrayLike, regions: npt.ArrayLike) -> float:
    r"""Gini coefficient of an industry's spread over regions, ordered by their quotient.

    .. math:: G_i = \frac{2}{m^2 \bar C} \sum_{r=1}^{m} \lambda_r (C_r - \bar C),
       \qquad C_r = \frac{e_{ri} / \sum_q e_{qi}}{E_r / \sum_q E_q}

    Parameters
    ----------
    industry : ndarray of shape (m,)
        Jobs of the industry in each region. Non-negative.
    regions : ndarray of shape (m,)
        All jobs in each region. Above zero.

    Returns
    -------
    float
        0 where the industry lies as everything does, (m - 1)/m where it lies in one region; no
        unit. ``nan`` where the industry or a region has nothing.

    Raises
    ------
    ValueError
        If the shapes differ, or a value is negative or not finite.

    Notes
    -----
    The mirror of ``gini_of_specialisation``, REAT's ``gini.conc``.

    References
    ----------
    O. Farhauer and A. Kröll, *Standorttheorien*, 2nd ed., Springer Gabler, 2013, sec. 4.2.

    Examples
    --------
    >>> round(gini_of_concentration([1, 0], [1, 1]), 6)
    0.5
    """
    ours, whole = vector(industry, name="industry"), vector(regions, name="regions")
    return gini_of_points(np.asarray(location_quotient(ours, whole)))

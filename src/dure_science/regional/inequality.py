"""How unevenly something is spread."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dure_science.arrays import Floats, vector


def gini(values: npt.ArrayLike) -> float:
    r"""Gini coefficient: half the mean difference between two of them, over the mean.

    .. math:: G = \frac{\sum_i \sum_j |x_i - x_j|}{2 n^2 \bar x}

    Parameters
    ----------
    values : ndarray of shape (n,)
        Firms' sales, regions' jobs: any one unit. Non-negative.

    Returns
    -------
    float
        0 where all are the same, (n - 1)/n where one has all; no unit. ``nan`` where there is
        nothing.

    Raises
    ------
    ValueError
        If ``values`` has more than one dimension, or a value is negative or not finite.

    Notes
    -----
    Not corrected for small n (times n/(n - 1)); computed from the ranks, so sorting is its cost.

    References
    ----------
    C. Gini, *Variabilità e mutabilità*, 1912; A. Sen, *On Economic Inequality*, Oxford University
    Press, 1973, eq. 2.8.2.

    Examples
    --------
    >>> round(gini([20, 50, 20, 10]), 3)
    0.3
    """
    return gini_of_points(vector(values, name="values"))


def theil(values: npt.ArrayLike) -> float:
    r"""Theil's first measure, T: what is lost in evenness, in nats.

    .. math:: T = \frac1n \sum_i \frac{x_i}{\bar x} \ln \frac{x_i}{\bar x}, \qquad 0 \ln 0 = 0

    Parameters
    ----------
    values : ndarray of shape (n,)
        Any one unit. Non-negative.

    Returns
    -------
    float
        0 where all are the same, ln n where one has all; nats. ``nan`` where there is nothing.

    Raises
    ------
    ValueError
        If ``values`` has more than one dimension, or a value is negative or not finite.

    Notes
    -----
    A zero counts as zero, its limit; packages that drop zeros give less. REAT's ``theil`` is the
    other measure, here ``mean_log_deviation``.

    References
    ----------
    H. Theil, *Economics and Information Theory*, North-Holland, 1967, ch. 4.

    Examples
    --------
    >>> round(theil([10, 10, 10, 20, 50]), 7)
    0.2502012
    """
    array = vector(values, name="values")
    if not array.sum() > 0:
        return float("nan")
    relative = array[array > 0] / array.mean()
    return float((relative * np.log(relative)).sum() / array.size)


def mean_log_deviation(values: npt.ArrayLike) -> float:
    r"""Theil's second measure, L: how far the logarithms fall short of the mean's.

    Weighs the small ones more than ``theil`` does.

    .. math:: L = \frac1n \sum_i \ln \frac{\bar x}{x_i}

    Parameters
    ----------
    values : ndarray of shape (n,)
        Any one unit. Above zero.

    Returns
    -------
    float
        0 where all are the same, without upper bound; nats. ``nan`` where one is zero, or there is
        none.

    Raises
    ------
    ValueError
        If ``values`` has more than one dimension, or a value is negative or not finite.

    Notes
    -----
    What REAT's ``theil`` computes.

    References
    ----------
    H. Theil, *Economics and Information Theory*, North-Holland, 1967, ch. 4.

    Examples
    --------
    >>> round(mean_log_deviation([10, 10, 10, 20, 50]), 7)
    0.2326302
    """
    array = vector(values, name="values")
    if array.size == 0 or not array.all():
        return float("nan")
    return float(np.log(array.mean() / array).mean())


def gini_of_points(points: Floats) -> float:
    """The same of values that may be ``nan``: then it is not known."""
    n = points.size
    if n == 0 or not points.sum() > 0:
        return float("nan")
    ranks = np.arange(1, n + 1)
    return float(((2 * ranks - n - 1) * np.sort(points)).sum() / (n * points.sum()))

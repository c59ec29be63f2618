"""How much more, or less, than before."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dure_science.arrays import Floats, nonnegative, ratio, same_shape


def growth(before: npt.ArrayLike, after: npt.ArrayLike) -> Floats:
    r"""Relative growth from one year to another.

    Makes firms, won and persons comparable: how fast something grew, whatever it is counted in.

    .. math:: g_i = \frac{x_i' - x_i}{x_i}

    Parameters
    ----------
    before : ndarray of any shape
        Values of the earlier year, :math:`x`, in any unit. Non-negative.
    after : ndarray of the same shape
        Values of the later year, :math:`x'`, in the same unit. Non-negative.

    Returns
    -------
    ndarray of the same shape
        Growth, without unit: 0.1 is ten per cent more. ``nan`` where there was nothing before.

    Raises
    ------
    ValueError
        If the shapes differ, or a value is negative or not finite.

    Notes
    -----
    Over the whole period, not per year: see ``yearly_growth``.

    References
    ----------
    P.-A. Balland, *Economic Geography in R: Introduction to the EconGeo Package*, 2017,
    ``growth.mat``.

    Examples
    --------
    >>> growth([1018, 0], [1757, 12]).round(3)
    array([0.726,   nan])
    """
    earlier, later = nonnegative(before, name="before"), nonnegative(after, name="after")
    same_shape(earlier, later, names=("before", "after"))
    return ratio(later - earlier, earlier)


def yearly_growth(before: npt.ArrayLike, after: npt.ArrayLike, *, years: float) -> Floats:
    r"""Compound growth a year.

    Makes periods of different length comparable.

    .. math:: r_i = \left(\frac{x_i'}{x_i}\right)^{1/t} - 1

    Parameters
    ----------
    before, after : ndarray of one shape
        Values of the earlier and the later year, in any one unit. Non-negative.
    years : float
        How many years lie between them, :math:`t`. Above zero.

    Returns
    -------
    ndarray of the same shape
        Growth a year, without unit. ``nan`` where there was nothing before.

    Raises
    ------
    ValueError
        If ``years`` is not above zero, the shapes differ, or a value is negative or not finite.

    Notes
    -----
    A path between the two years that is not even leaves no trace in it.

    References
    ----------
    A. C. Chiang, *Fundamental Methods of Mathematical Economics*, 3rd ed., McGraw-Hill, 1984,
    sec. 10.2.

    Examples
    --------
    A hundred that becomes a hundred and twenty-one in two years grew by ten per cent in each.

    >>> yearly_growth([100], [121], years=2).round(3)
    array([0.1])
    """
    if not years > 0:
        raise ValueError(f"years must be above zero, got {years}")
    whole: Floats = np.power(1 + growth(before, after), 1 / years) - 1
    return whole

"""What a region has more of than others: regions in rows, industries in columns."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dure_science.arrays import Floats, nonnegative, ratio, same_shape, vector

from .inequality import gini_of_points


def shares(values: npt.ArrayLike) -> Floats:
    r"""Parts of the whole along the last axis.

    .. math:: s_{ri} = \frac{e_{ri}}{\sum_k e_{rk}}

    Parameters
    ----------
    values : ndarray of shape (..., n)
        Jobs, firms, won: any one unit. Non-negative.

    Returns
    -------
    ndarray of the same shape
        Shares, without unit; each row sums to 1. ``nan`` in a row where there is nothing.

    Raises
    ------
    ValueError
        If a value is negative or not finite.

    Notes
    -----
    Shares of rounded counts are exact; shares that were rounded before are not made so here.

    References
    ----------
    P. McCann, *Modern Urban and Regional Economics*, 2nd ed., Oxford University Press, 2013,
    ch. 3.

    Examples
    --------
    >>> shares([20, 50, 20, 10])
    array([0.2, 0.5, 0.2, 0.1])
    """
    array = np.atleast_1d(nonnegative(values, name="values"))
    return ratio(array, array.sum(axis=-1, keepdims=True))


def location_quotient(region: npt.ArrayLike, reference: npt.ArrayLike) -> Floats:
    r"""How much larger an industry's share is in a region than in a reference area.

    Above 1 the region has more of the industry than the reference; below 1, less.

    .. math:: LQ_{ri} = \frac{e_{ri} / \sum_k e_{rk}}{E_i / \sum_k E_k}

    Parameters
    ----------
    region : ndarray of shape (..., n)
        Jobs (or firms, or won) by industry in one region, or in several, a row each. Non-negative.
    reference : ndarray of shape (n,)
        The same of the reference area, the nation say, the regions included. Non-negative.

    Returns
    -------
    ndarray of the shape of ``region``
        Quotients, without unit. ``nan`` for a region with nothing at all, and for an industry
        that the reference does not have.

    Raises
    ------
    ValueError
        If the number of industries differs, or a value is negative or not finite.

    Notes
    -----
    Neither rounded nor cut to 0 and 1, as EconGeo's ``RCA`` does. A quotient is large wherever the
    industry is small in the reference, so it says nothing of size.

    References
    ----------
    P. S. Florence, *Report on the Location of Industry*, Political and Economic Planning, 1939;
    B. Balassa, "Trade Liberalisation and Revealed Comparative Advantage", *The Manchester School*
    33 (1965), 99-123, as quotient of shares.

    Examples
    --------
    >>> location_quotient([20, 80], [50, 50])
    array([0.4, 1.6])
    """
    ours, whole = shares(region), shares(vector(reference, name="reference"))
    if ours.shape[-1] != whole.shape[0]:
        raise ValueError(
            f"region has {ours.shape[-1]} industries, but reference has {whole.shape[0]}"
        )
    return ratio(ours, whole)


def krugman(region: npt.ArrayLike, reference: npt.ArrayLike) -> Floats:
    r"""Krugman's index of specialisation: how far two patterns of industries are apart.

    .. math:: K_r = \sum_i |s_{ri} - s_i|

    Parameters
    ----------
    region : ndarray of shape (..., n)
        Jobs by industry in one region or several, a row each. Non-negative.
    reference : ndarray of shape (n,)
        The same of another region, or of the nation. Non-negative.

    Returns
    -------
    ndarray of shape (...)
        0 where the patterns are the same, 2 where they have no industry in common; no unit.
        ``nan`` for a region, or against a reference, with nothing.

    Raises
    ------
    ValueError
        If the number of industries differs, or a value is negative or not finite.

    Notes
    -----
    The reference is what is given: the nation with the region in it, or the rest of the nation,
    give different numbers.

    References
    ----------
    P. Krugman, *Geography and Trade*, MIT Press, 1991, p. 75.

    Examples
    --------
    >>> krugman([[20, 10, 70, 0, 0], [0, 0, 0, 60, 40]], [0, 0, 0, 60, 40]).round(6)
    array([2., 0.])
    """
    ours, whole = shares(region), shares(vector(reference, name="reference"))
    if ours.shape[-1] != whole.shape[0]:
        raise ValueError(
            f"region has {ours.shape[-1]} industries, but reference has {whole.shape[0]}"
        )
    return np.asarray(np.abs(ours - whole).sum(axis=-1))


def hoover_specialisation(region: npt.ArrayLike, reference: npt.ArrayLike) -> Floats:
    r"""Hoover's coefficient of specialisation: the part that would have to change industry.

    .. math:: H_r = \tfrac12 \sum_i |s_{ri} - s_i|

    Parameters
    ----------
    region, reference
        As for ``krugman``.

    Returns
    -------
    ndarray of shape (...)
        0 where the patterns are the same, 1 where they have nothing in common; no unit.
        ``nan`` as for ``krugman``.

    Raises
    ------
    ValueError
        As for ``krugman``.

    Notes
    -----
    Half of ``krugman``.

    References
    ----------
    E. M. Hoover, "The Measurement of Industrial Localization", *Review of Economics and
    Statistics* 18 (1936), 162-171.

    Examples
    --------
    >>> hoover_specialisation([[100, 0, 0, 0, 0]], [20, 20, 20, 20, 20]).round(6)
    array([0.8])
    """
    return krugman(region, reference) / 2


def gini_of_specialisation(region: npt.ArrayLike, reference: npt.ArrayLike) -> float:
    r"""Gini coefficient of the Lorenz curve of a region's industries, ordered by their quotient.

    .. math:: G_r = \frac{2}{n^2 \bar R} \sum_{i=1}^{n} \lambda_i (R_i - \bar R),
       \qquad R_i = LQ_{ri}

    where :math:`\lambda_i` is the rank of :math:`R_i`, the least first.

    Parameters
    ----------
    region : ndarray of shape (n,)
        Jobs by industry in the region. Non-negative.
    reference : ndarray of shape (n,)
        The same of the reference area. Above zero.

    Returns
    -------
    float
        0 where every quotient is the same, (n - 1)/n where one industry is all; no unit.
        ``nan`` where the region has nothing or the reference lacks an industry.

    Raises
    ------
    ValueError
        If the shapes differ, or a value is negative or not finite.

    Notes
    -----
    The variant of REAT's ``gini.spec`` and Farhauer and Kröll. Others of the same name (EconGeo's)
    differ.

    References
    ----------
    O. Farhauer and A. Kröll, *Standorttheorien*, 2nd ed., Springer Gabler, 2013, sec. 4.2.

    Examples
    --------
    >>> round(gini_of_specialisation([1, 0], [1, 1]), 6)
    0.5
    """
    ours, whole = vector(region, name="region"), vector(reference, name="reference")
    same_shape(ours, whole, names=("region", "reference"))
    return gini_of_points(location_quotient(ours, whole))

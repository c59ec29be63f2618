"""Checks on what comes in, so that the body of a measure is its formula."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def finite(values: npt.ArrayLike, *, name: str) -> Floats:
    """A fresh float array of finite values."""
    array = np.array(values, dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds a value that is not finite")
    return array


def nonnegative(values: npt.ArrayLike, *, name: str) -> Floats:
    """The same, of at least zero."""
    array = finite(values, name=name)
    if (array < 0).any():
        raise ValueError(f"{name} must not be negative; its least value is {array.min()}")
    return array


def vector(values: npt.ArrayLike, *, name: str) -> Floats:
    """Non-negative values in one row."""
    array = nonnegative(values, name=name)
    if array.ndim != 1:
        raise ValueError(f"{name} must have one dimension, got shape {array.shape}")
    return array


def same_shape(one: Floats, other: Floats, *, names: tuple[str, str]) -> None:
    """Two arrays that speak of the same things."""
    if one.shape != other.shape:
        raise ValueError(f"{names[0]} has shape {one.shape}, but {names[1]} has {other.shape}")


def ratio(above: Floats, below: Floats) -> Floats:
    """Element by element; ``nan`` where there is nothing below."""
    above, below = np.broadcast_arrays(above, below)
    found: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)
    return found

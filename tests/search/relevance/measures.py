"""How good a ranked answer is, from the grades of what was found in order and of all that was judged. Pure.

Grades: 3 just right, 2 fits, 1 of some use, 0 not; what nobody judged counts as 0. Järvelin and Kekäläinen, "Cumulated gain-based
evaluation of IR techniques" (2002), with the gain 2^grade − 1.
"""

from collections.abc import Sequence
from math import log2

FITS = 2
"""The lowest grade that recall asks for."""


def ndcg(found: Sequence[int], judged: Sequence[int], depth: int) -> float:
    """Normalised discounted cumulative gain of the first `depth`: 1 where they could stand no better, 0 where nothing is of use.

    `found` are the grades of the answer in its order, `judged` those of everything that was judged. Raises `ValueError` where
    nothing was judged to be of use, since no order is then better than another.
    """
    best = _gain(sorted(judged, reverse=True), depth)
    if not best:
        raise ValueError("nothing was judged to be of use")
    return _gain(found, depth) / best


def recall(found: Sequence[int], judged: Sequence[int], depth: int) -> float:
    """The share of what fits that stands among the first `depth`, of as much as can stand there; 1 where nothing fits."""
    fitting = min(depth, sum(grade >= FITS for grade in judged))
    return sum(grade >= FITS for grade in found[:depth]) / fitting if fitting else 1.0


def mean(values: Sequence[float]) -> float:
    """The plain mean; raises `ZeroDivisionError` of nothing."""
    return sum(values) / len(values)


def _gain(grades: Sequence[int], depth: int) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:depth]))

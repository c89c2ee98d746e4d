"""Offers for the same children where little was found: what fits age, grade, access and cost, nearest to what was asked else.

Needs are never given up here: an offer that does not surely fit the asked age, access or price is no way on for a family that
asked for it; what was excluded stays excluded, and an offer limited to another group is left out.
"""

import numpy as np
from numpy.typing import NDArray

from search.columns import Bools
from search.nearness import distances_m
from search.question import Question
from search.ranking import rank_keys
from search.relaxing import Around

MOST_NEAREST = 5
NEEDS = frozenset({"age", "age_min", "grade", "grade_min", "access", "cost", "max_price", "exclude_category", "group"})
STEP_M = 1_000
"""Offers within the same kilometre count as equally near."""
FARTHEST_M = 1_000_000.0

Rows = NDArray[np.int64]


def nearest_rows(question: Question, found: Bools, around: Around) -> Rows:
    """At most five rows that fit the needs and were not found, best first.

    With a place (point, district, school) by distance in steps of a kilometre, then by how much else of what was asked they have;
    without one by that alone. Equal ones stand in the asked order.
    """
    masks = {**question.lasting, **question.dated}
    fitting = question.live & ~found
    for name in NEEDS & masks.keys():
        fitting &= masks[name] if name != "group" else masks[name] | (question.columns.group == 0)
    rows: Rows = np.flatnonzero(fitting)
    if not len(rows):
        return rows
    keys = _kilometres(question, rows, around) << 8
    for name in masks.keys() - NEEDS:
        keys += ~masks[name][rows]
    last = min(MOST_NEAREST, len(rows)) - 1
    close = keys <= np.partition(keys, last)[last]
    rows, keys = rows[close], keys[close]
    best: Rows = rows[np.lexsort((rank_keys(question, rows), keys))[:MOST_NEAREST]]
    return best


def _kilometres(question: Question, rows: Rows, around: Around) -> Rows:
    """How far each row is from what was asked: 0 within the asked district or school, the same for all where no place was asked."""
    metres = question.distances[rows] if question.distances is not None else _from_asked_areas(question, rows, around)
    if metres is None:
        return np.zeros(len(rows), dtype=np.int64)
    steps: Rows = np.nan_to_num(metres, nan=FARTHEST_M).astype(np.int64) // STEP_M
    for name in ("district", "school"):
        if name in question.lasting:
            steps[question.lasting[name][rows]] = 0
    return steps


def _from_asked_areas(question: Question, rows: Rows, around: Around) -> NDArray[np.float32] | None:
    asked = question.asked
    if not asked.district and not asked.school:
        return None
    centres = around().centres
    wanted = [("district", slug) for slug in asked.district] + [("school", slug) for slug in asked.school]
    lat, lon = question.columns.lat[rows], question.columns.lon[rows]
    each = [distances_m(lat, lon, centres[place]) for place in wanted if place in centres]
    if not each:
        return np.full(len(rows), FARTHEST_M, dtype=np.float32)
    least: NDArray[np.float32] = np.min(each, axis=0)
    return least

"""The order of what was found. Equal ranks stand in order of id, so that pages never overlap.

Relevance: how many of the asked ages are taken (two children: offers for both first); text score in coarse steps; how closely the
ages fit; how soon it starts; whether it is confirmed; how near it is; then the fine text score. All of it is packed into one
whole number a row, so that one partial sort finds a page.
"""

import numpy as np
from numpy.typing import NDArray

from search.ages import covers
from search.filters import Sort
from search.question import Question
from search.windows import NEVER

TEXT_STEPS = 20
FINE_STEPS = 4_095
FARTHEST_M = 50_000
NEAR_STEP_M = 250
LAST_DAYS = 1_023
WIDEST_YEARS = 127

Keys = NDArray[np.int64]


def page_of(keys: Keys, start: int, end: int) -> NDArray[np.int64]:
    """The places `start` to `end` of the keys in ascending order, equal ones in their own order."""
    end = min(end, len(keys))
    if start >= end:
        return np.empty(0, dtype=np.int64)
    if end < len(keys):
        bound = np.partition(keys, end - 1)[end - 1]
        below = np.flatnonzero(keys < bound)
        tied = np.flatnonzero(keys == bound)[: end - len(below)]
        chosen = np.sort(np.concatenate([below, tied]))
    else:
        chosen = np.arange(len(keys))
    return chosen[np.argsort(keys[chosen], kind="stable")][start:end]


def rank_keys(question: Question, rows: NDArray[np.int64]) -> Keys:
    """One number for each found row, lower first, by the asked order."""
    sort = question.asked.sort or default_sort(question)
    if sort is Sort.DISTANCE and question.distances is not None:
        return _metres(question, rows)
    if sort is Sort.START:
        first: Keys = question.moment.slots.first[rows]
        return first
    if sort is Sort.CONFIRMED:
        newest: Keys = -question.columns.confirmed_on[rows].astype(np.int64)
        return newest
    return _relevance(question, rows)


def default_sort(question: Question) -> Sort:
    """By distance where a place was asked for without words, else by relevance."""
    return Sort.DISTANCE if question.distances is not None and question.scores is None else Sort.RELEVANCE


def _relevance(question: Question, rows: NDArray[np.int64]) -> Keys:
    """From the weightiest: ages taken (6 bits), text (5), closeness (7), start (10), confirmed (1), distance (8), fine text (12)."""
    key = _ages_missed(question, rows) << 5 | _text_steps(question, rows, TEXT_STEPS)
    key = key << 7 | _years_apart(question, rows)
    key = key << 10 | _days_until(question, rows)
    key = key << 1 | ~question.confirmed()[rows]
    key = key << 8 | np.minimum(_metres(question, rows), FARTHEST_M) // NEAR_STEP_M
    packed: Keys = key << 12 | _text_steps(question, rows, FINE_STEPS)
    return packed


def _ages_missed(question: Question, rows: NDArray[np.int64]) -> Keys:
    missed = np.zeros(len(rows), dtype=np.int64)
    for age in question.asked.ages:
        missed += ~covers(question.moment.comparable.age, age)[rows]
    return missed


def _text_steps(question: Question, rows: NDArray[np.int64], steps: int) -> Keys:
    if question.scores is None or not len(rows):
        return np.zeros(len(rows), dtype=np.int64)
    scores = question.scores[rows]
    top = float(scores.max()) or 1.0
    below: Keys = steps - np.rint(scores / top * steps).astype(np.int64)
    return below


def _years_apart(question: Question, rows: NDArray[np.int64]) -> Keys:
    """The width of the span of ages, where an age is asked for: 6–9 fits an eight-year-old more closely than 0–18."""
    if not question.asked.ages:
        return np.zeros(len(rows), dtype=np.int64)
    spans = question.moment.comparable.age
    width = spans.high[rows].astype(np.int64) - spans.low[rows]
    apart: Keys = np.where(spans.known[rows], np.clip(width, 0, WIDEST_YEARS), WIDEST_YEARS)
    return apart


def _days_until(question: Question, rows: NDArray[np.int64]) -> Keys:
    first = question.moment.slots.first[rows]
    days = first // 1440 - question.moment.window.first.toordinal()
    until: Keys = np.where(first == NEVER, LAST_DAYS, np.clip(days, 0, LAST_DAYS - 1))
    return until


def _metres(question: Question, rows: NDArray[np.int64]) -> Keys:
    if question.distances is None:
        return np.zeros(len(rows), dtype=np.int64)
    return np.nan_to_num(question.distances[rows], nan=float(2**40)).astype(np.int64)

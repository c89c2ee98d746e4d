"""The order of what was found. Equal ranks stand in order of id, so that pages never overlap.

Relevance, from the weightiest: how many of the asked ages are taken (two children: offers for both first) and how many of the asked
categories an offer has; whether it is made for the asked holiday; whether it is something to take part in, where no subject was asked;
whether the asked category is its main one; text score in coarse steps; how closely the ages or grades fit; how soon it starts; whether it
is confirmed; how near it is; then the fine text score. All of it is packed into one whole number a row, so that one partial sort finds
a page. What each part is worth is measured on judged searches: tests/search/relevance.
"""

import numpy as np
from numpy.typing import NDArray

from catalog.terms import Kind
from search.ages import covers
from search.columns import code_of
from search.filters import Sort
from search.question import Question
from search.windows import NEVER, Window

TEXT_STEPS = 20
FINE_STEPS = 4_095
FARTHEST_M = 50_000
NEAR_STEP_M = 250
LAST_DAYS = 1_023
WIDEST_YEARS = 127
MOST_MISSED = 7
MINUTES_A_DAY = 1_440
YEARS_OF_STEPS = (3, 5, 8, 12, 18, 30, 100)
"""Years beyond what was asked at which a span counts as one step looser."""

SERVICES = (code_of(Kind.HELP), code_of(Kind.EQUIPMENT))

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
    """The parts named above, each in so many bits that the next cannot reach into it, 59 in all."""
    key = _ages_missed(question, rows) << 3 | _categories_missed(question, rows)
    key = key << 1 | _not_made_for(question, rows)
    key = key << 1 | _services(question, rows)
    key = key << 1 | _beside_the_subject(question, rows)
    key = key << 5 | _text_steps(question, rows, TEXT_STEPS)
    key = key << 3 | _looseness(question, rows)
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


def _categories_missed(question: Question, rows: NDArray[np.int64]) -> Keys:
    """How many of the asked categories each row has not, bounded."""
    wanted = question.asked.category
    if len(wanted) < 2:
        return np.zeros(len(rows), dtype=np.int64)
    missed = len(wanted) - question.columns.category.how_many(wanted, question.columns.size)[rows]
    return np.minimum(missed, MOST_MISSED)


def _not_made_for(question: Question, rows: NDArray[np.int64]) -> Keys:
    """1 for what meets before or after an asked holiday too: a weekly club is no holiday offer."""
    window = question.moment.window
    if question.moment.holiday is None or window.last is None:
        return np.zeros(len(rows), dtype=np.int64)
    columns = question.columns
    ever = question.generation.slots(Window(question.names.today, None, asked=False))
    made = (ever.first[rows] >= window.first.toordinal() * MINUTES_A_DAY) & (columns.last_day[rows] <= window.last.toordinal())
    made |= columns.kind[rows] == code_of(Kind.HOLIDAY)
    return (~made).astype(np.int64)


def _services(question: Question, rows: NDArray[np.int64]) -> Keys:
    """1 for help and loans where nobody said what about: who asks what a child of nine can do looks for something to take part in."""
    asked = question.asked
    if asked.kind or asked.category or asked.organisation or question.scores is not None:
        return np.zeros(len(rows), dtype=np.int64)
    kinds = question.columns.kind[rows]
    return np.isin(kinds, SERVICES).astype(np.int64)


def _beside_the_subject(question: Question, rows: NDArray[np.int64]) -> Keys:
    """1 where an asked category is not the first that the publisher named."""
    if not question.asked.category:
        return np.zeros(len(rows), dtype=np.int64)
    first = question.columns.subject.having(question.asked.category, question.columns.size)
    return (~first[rows]).astype(np.int64)


def _text_steps(question: Question, rows: NDArray[np.int64], steps: int) -> Keys:
    if question.scores is None or not len(rows):
        return np.zeros(len(rows), dtype=np.int64)
    scores = question.scores[rows]
    top = float(scores.max()) or 1.0
    below: Keys = steps - np.rint(scores / top * steps).astype(np.int64)
    return below


def _looseness(question: Question, rows: NDArray[np.int64]) -> Keys:
    """How much wider the offer's span is than what was asked: 6–9 fits an eight-year-old more closely than 0–18. In steps, 0 to 7."""
    loose = np.zeros(len(rows), dtype=np.int64)
    asked, moment = question.asked, question.moment.comparable
    for spans, values, low, high in (
        (moment.age, asked.ages, asked.age_min, asked.age_max),
        (moment.grade, asked.grades, asked.grade_min, asked.grade_max),
    ):
        if values or low is not None or high is not None:
            least, most = min(values, default=low), max(values, default=high)
            below = np.maximum(least - spans.low[rows].astype(np.int64), 0) if least is not None else 0
            above = np.maximum(spans.high[rows].astype(np.int64) - most, 0) if most is not None else 0
            years = np.where(spans.known[rows], below + above, WIDEST_YEARS)
            loose = np.maximum(loose, np.searchsorted(YEARS_OF_STEPS, years, side="right"))
    return loose


def _days_until(question: Question, rows: NDArray[np.int64]) -> Keys:
    first = question.moment.slots.first[rows]
    days = first // MINUTES_A_DAY - question.moment.window.first.toordinal()
    until: Keys = np.where(first == NEVER, LAST_DAYS, np.clip(days, 0, LAST_DAYS - 1))
    return until


def _metres(question: Question, rows: NDArray[np.int64]) -> Keys:
    if question.distances is None:
        return np.zeros(len(rows), dtype=np.int64)
    return np.nan_to_num(question.distances[rows], nan=float(2**40)).astype(np.int64)

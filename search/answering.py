"""From a question to its answer, on one generation; the same for an index and for the database standing in for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from catalog.values import Point
from search.facets import facets_of
from search.filters import NOT_CONSTRAINTS, OfferFilter
from search.question import Question
from search.ranking import page_of, rank_keys
from search.results import Change, Hit, Notice, Relaxation, Results

FEW = 5
"""Below so many hits the answer also says what leaving out one parameter would find."""

MOST_TO_ASK = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a search: what it asks for, where its place lies, and the words that only help to rank."""

    asked: OfferFilter
    point: Point | None = None
    liked: str = ""


def answer(question: Question, *extra: Notice, with_facets: bool = True) -> Results:
    """One page of the answer with facets, and ways on where little was found. `extra` are notices that the caller adds."""
    asked = question.asked
    matching = question.matching()
    rows = np.flatnonzero(matching)
    pages = max(1, -(-len(rows) // asked.per_page))
    page = min(asked.page, pages)
    order = page_of(rank_keys(question, rows), (page - 1) * asked.per_page, page * asked.per_page)
    to_ask = np.flatnonzero(question.to_ask())
    return Results(
        total=len(rows),
        hits=_hits(question, rows[order]),
        page=page,
        per_page=asked.per_page,
        facets=facets_of(question) if with_facets else {},
        relaxations=_relaxations(question, len(rows)) if len(rows) < FEW else (),
        notices=(*_notices(question, beyond=asked.page > pages), *extra),
        ask=tuple(question.columns.ids[to_ask[:MOST_TO_ASK]].tolist()),
        ask_total=len(to_ask),
        generation=question.generation.name,
    )


def answer_best(questions: Sequence[Question], *extra: Notice, with_facets: bool = True) -> Results:
    """The answer to the first of several readings that finds anything; to the first of all where none does.

    `Results.reading` tells which one it was; where it is not the first, a notice says so. Raises `IndexError` without a question.
    """
    found = next((n for n, question in enumerate(questions) if question.matching().any()), 0)
    told = (Notice.OTHER_READING, *extra) if found else extra
    return replace(answer(questions[found], *told, with_facets=with_facets), reading=found)


def all_ids(question: Question, limit: int) -> tuple[int, ...]:
    """The ids of everything found, at most `limit`, in the asked order: for maps, calendars and feeds."""
    rows: NDArray[np.int64] = np.flatnonzero(question.matching())
    order = page_of(rank_keys(question, rows), 0, limit)
    return tuple(question.columns.ids[rows[order]].tolist())


def _hits(question: Question, rows: NDArray[np.int64]) -> tuple[Hit, ...]:
    ages = question.moment.comparable
    about = np.zeros(len(rows), dtype=np.bool_)
    if not question.dated.keys().isdisjoint({"age", "age_min"}):
        about |= ages.age_about[rows]
    if not question.dated.keys().isdisjoint({"grade", "grade_min"}):
        about |= ages.grade_about[rows]
    scores = np.zeros(len(rows)) if question.scores is None else question.scores[rows].astype(np.float64).round(4)
    metres = np.full(len(rows), np.nan) if question.distances is None else question.distances[rows]
    columns = (question.columns.ids[rows].tolist(), scores.tolist(), metres.tolist(), about.tolist())
    return tuple(Hit(offer_id, score, None if m != m else round(m), by) for offer_id, score, m, by in zip(*columns, strict=True))  # noqa: PLR0124  only NaN differs from itself


def _relaxations(question: Question, total: int) -> tuple[Relaxation, ...]:
    """Every parameter whose absence would find more, best first."""
    asked = question.asked
    names = dict.fromkeys(name for name, _ in asked.to_params() if name == "q" or name not in NOT_CONSTRAINTS)
    looser = {name: asked.without(name) for name in names}
    found = (Relaxation(name, int(np.count_nonzero(question.reasked(one).matching())), Change.WITHOUT, one) for name, one in looser.items())
    return tuple(sorted((one for one in found if one.count > total), key=lambda one: -one.count))


def _notices(question: Question, *, beyond: bool) -> tuple[Notice, ...]:
    told = {
        Notice.SHORTENED: question.asked.shortened,
        Notice.SMALL_WORDS: bool(question.asked.q) and question.text is None,
        Notice.ANY_WORD: question.text is not None and question.text.any_word,
        Notice.PLACE_UNKNOWN: question.asked.near is not None and question.point is None,
        Notice.LAST_PAGE: beyond,
    }
    return tuple(notice for notice, holds in told.items() if holds)

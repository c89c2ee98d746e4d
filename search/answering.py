"""From a question to its answer, on one generation; the same for an index and for the database standing in for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from catalog.values import Point
from search.facets import facets_of
from search.filters import OfferFilter
from search.kindred import nearest_rows
from search.neighbourhood import Neighbourhood
from search.question import Question
from search.ranking import page_of, rank_keys
from search.relaxing import FEW, Around, neighbours_unknown, relaxations
from search.results import Hit, Meant, Notice, Results
from search.spelling import better_spelled, respelled

MOST_TO_ASK = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a search: what it asks for, where its place lies, and the words that only help to rank."""

    asked: OfferFilter
    point: Point | None = None
    liked: str = ""


def answer(question: Question, *extra: Notice, around: Around = Neighbourhood, with_facets: bool = True) -> Results:
    """One page of the answer with facets, and ways on where little was found. `extra` are notices that the caller adds.

    Words that no offer has are put right first, unless they are asked for literally. `around` tells what lies beside what.
    """
    better = better_spelled(question)
    if not better:
        return _found(question, extra, around, with_facets)
    if question.asked.literal:
        return replace(_found(question, extra, around, with_facets), did_you_mean=_meant(question, better))
    corrected = respelled(question, better[0])
    found = _found(corrected, (Notice.CORRECTED, *extra), around, with_facets)
    return replace(found, corrected=better[0], did_you_mean=_meant(question, better[1:]))


def _found(question: Question, extra: Sequence[Notice], around: Around, with_facets: bool) -> Results:
    asked = question.asked
    matching = question.matching()
    rows = np.flatnonzero(matching)
    pages = max(1, -(-len(rows) // asked.per_page))
    page = min(asked.page, pages)
    order = page_of(rank_keys(question, rows), (page - 1) * asked.per_page, page * asked.per_page)
    to_ask = np.flatnonzero(question.to_ask())
    few = len(rows) < FEW
    unsure = (Notice.NEIGHBOURS_UNKNOWN,) if few and neighbours_unknown(question, around) else ()
    return Results(
        total=len(rows),
        hits=_hits(question, rows[order]),
        page=page,
        per_page=asked.per_page,
        facets=facets_of(question) if with_facets else {},
        relaxations=relaxations(question, len(rows), around) if few else (),
        nearest=_hits(question, nearest_rows(question, matching, around)) if few else (),
        notices=(*_notices(question, beyond=asked.page > pages), *unsure, *extra),
        ask=tuple(question.columns.ids[to_ask[:MOST_TO_ASK]].tolist()),
        ask_total=len(to_ask),
        generation=question.generation.name,
    )


def _meant(question: Question, better: Sequence[str]) -> tuple[Meant, ...]:
    """Those of the words that find something, with how much."""
    counted = (Meant(words, count_of(respelled(question, words))) for words in better)
    return tuple(one for one in counted if one.count)


def count_of(question: Question) -> int:
    """How many offers are found, its words as they stand."""
    return int(np.count_nonzero(question.matching()))


def as_searched(question: Question) -> Question:
    """The question that is answered: the same, or with words put right that no offer has."""
    better = () if question.asked.literal else better_spelled(question)
    return respelled(question, better[0]) if better else question


def answer_best(questions: Sequence[Question], *extra: Notice, around: Around = Neighbourhood, with_facets: bool = True) -> Results:
    """The answer to the first of several readings that finds anything; to the first of all where none does.

    `Results.reading` tells which one it was; where it is not the first, a notice says so. Raises `IndexError` without a question.
    """
    found = next((n for n, question in enumerate(questions) if question.matching().any()), 0)
    told = (Notice.OTHER_READING, *extra) if found else extra
    return replace(answer(questions[found], *told, around=around, with_facets=with_facets), reading=found)


def all_ids(question: Question, limit: int) -> tuple[int, ...]:
    """The ids of everything found, at most `limit`, in the asked order: for maps, calendars and feeds."""
    searched = as_searched(question)
    rows: NDArray[np.int64] = np.flatnonzero(searched.matching())
    order = page_of(rank_keys(searched, rows), 0, limit)
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


def _notices(question: Question, *, beyond: bool) -> tuple[Notice, ...]:
    told = {
        Notice.SHORTENED: question.asked.shortened,
        Notice.SMALL_WORDS: bool(question.asked.q) and question.text is None,
        Notice.ANY_WORD: question.text is not None and question.text.any_word,
        Notice.PLACE_UNKNOWN: question.asked.near is not None and question.point is None,
        Notice.LAST_PAGE: beyond,
    }
    return tuple(notice for notice, holds in told.items() if holds)

"""Facets: for each axis the values one may choose next, with what choosing each would find.

Rule: a facet is counted with every other constraint applied and its own left out; `access` (where all terms must hold) keeps the
terms already chosen. Each value is a legal value of the parameter of the facet's name. Closed lists come whole, with zeros; open
lists hold what is found or chosen. Labels and order for people are the pages' business.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from catalog.terms import AccessTerm, Audience, Booking, Cost, Group, Kind, OrganiserKind, TimeOfDay, Weekday
from catalog.values import MAX_GRADE
from search.ages import Comparable
from search.columns import Bools, Columns, Pairs, Small, Spans, bit_of, code_of
from search.parameters import UNKNOWN
from search.question import Question
from search.windows import slot_mask

FACET_AGES = range(19)
FACET_GRADES = range(1, MAX_GRADE + 1)


class FacetValue(msgspec.Struct, frozen=True):
    """One value of a facet: a legal value of its parameter, how many offers it would find, and whether it is asked for."""

    value: str
    count: int
    selected: bool = False


class Facet(Protocol):
    """One axis that is counted."""

    @property
    def name(self) -> str:
        """The parameter it is a facet of."""

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """Its values with their counts."""


@dataclass(frozen=True, slots=True)
class WordFacet:
    """A closed list of which each offer has one word or none."""

    name: str
    words: type[StrEnum]
    column: Callable[[Columns], Small]

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """Every word of the list."""
        found = np.bincount(self.column(question.columns)[question.matching(self.name)], minlength=len(self.words) + 1)
        return _values(question, self.name, {word.value: int(found[code_of(word)]) for word in self.words})


@dataclass(frozen=True, slots=True)
class BitFacet:
    """A closed list of which each offer may have several words."""

    name: str
    words: type[StrEnum]
    column: Callable[[Columns], NDArray[np.unsignedinteger]]
    left_out: tuple[str, ...]

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """Every word of the list."""
        held = self.column(question.columns)[question.matching(*self.left_out)]
        return _values(question, self.name, {word.value: _count((held & bit_of(word)) != 0) for word in self.words})


@dataclass(frozen=True, slots=True)
class PairFacet:
    """An open list of which each offer may have several values; with `unknown` also the offers that have none."""

    name: str
    pairs: Callable[[Columns], Pairs]
    or_unknown: bool = False
    always: Callable[[Question], Iterable[str]] = lambda _: ()

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """What is found or asked for, and what must always be shown."""
        pairs, base = self.pairs(question.columns), question.matching(self.name)
        counts = {value: count for value, count in pairs.counts(base).items() if count}
        shown = dict.fromkeys([*self.always(question), *counts, *question.asked.texts(self.name)])
        ordered = {value: counts.get(value, 0) for value in sorted(shown) if value != UNKNOWN}
        if self.or_unknown:
            ordered[UNKNOWN] = _count(base & pairs.having_none(question.columns.size))
        return _values(question, self.name, ordered)


@dataclass(frozen=True, slots=True)
class SpanFacet:
    """Single years or grades that a span may cover, and the offers that state none."""

    name: str
    listed: range
    spans: Callable[[Comparable], Spans]

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """Every listed year or grade, others that are asked for, and `unknown`."""
        spans, base = self.spans(question.moment.comparable), question.matching(self.name)
        low, high = spans.low[base & spans.known].astype(np.int64), spans.high[base & spans.known].astype(np.int64)
        starts = np.bincount(low[low <= high], minlength=257)
        ends = np.bincount(high[low <= high] + 1, minlength=257)
        covering = np.cumsum(starts[:257] - ends[:257])
        asked = {int(value) for value in question.asked.texts(self.name) if value != UNKNOWN}
        counts = {str(value): int(covering[value]) for value in sorted(asked.union(self.listed))}
        return _values(question, self.name, {**counts, UNKNOWN: _count(base & ~spans.known)})


@dataclass(frozen=True, slots=True)
class WeekdayFacet:
    """Days of the week on which something is held at the asked time, within the asked days."""

    name: str = "weekday"

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """Every weekday."""
        base, times = _held(question), question.asked.time
        return _values(question, self.name, {day.value: _count((base & slot_mask([day], times)) != 0) for day in Weekday})


@dataclass(frozen=True, slots=True)
class TimeFacet:
    """Parts of the day at which something is held on the asked weekdays, within the asked days."""

    name: str = "time"

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """Every part of the day."""
        base, days = _held(question), question.asked.weekday
        return _values(question, self.name, {time.value: _count((base & slot_mask(days, [time])) != 0) for time in TimeOfDay})


@dataclass(frozen=True, slots=True)
class PeriodFacet:
    """The next school holiday of each kind in which something is held. Ages, grades and confirmations are taken as they count in each."""

    name: str = "period"

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """Every coming holiday by its slug; the asked one is selected by whichever word it was asked."""
        names, asked = question.names, question.asked.period
        selected = names.period(asked) if asked else None
        listed = dict.fromkeys([*names.calendar.upcoming(names.today), *([selected] if selected else [])])
        return tuple(FacetValue(one.slug, _count(question.matching_in(one)), one == selected) for one in listed)


@dataclass(frozen=True, slots=True)
class ConfirmedFacet:
    """Offers that somebody has confirmed."""

    name: str = "confirmed"

    def values(self, question: Question) -> tuple[FacetValue, ...]:
        """The one value `true`."""
        return _values(question, self.name, {"true": _count(question.matching("confirmed") & question.confirmed())})


FACETS: tuple[Facet, ...] = (
    WordFacet("cost", Cost, lambda columns: columns.cost),
    SpanFacet("age", FACET_AGES, lambda comparable: comparable.age),
    SpanFacet("grade", FACET_GRADES, lambda comparable: comparable.grade),
    BitFacet("audience", Audience, lambda columns: columns.audience, left_out=("audience",)),
    PairFacet("district", lambda columns: columns.district, or_unknown=True, always=lambda question: question.names.districts),
    PairFacet("school", lambda columns: columns.school, or_unknown=True),
    BitFacet("access", AccessTerm, lambda columns: columns.access, left_out=()),
    PairFacet("category", lambda columns: columns.category),
    WordFacet("kind", Kind, lambda columns: columns.kind),
    PeriodFacet(),
    WeekdayFacet(),
    TimeFacet(),
    BitFacet("organiser", OrganiserKind, lambda columns: columns.organiser, left_out=("organiser",)),
    PairFacet("organisation", lambda columns: columns.organisation),
    PairFacet("language", lambda columns: columns.language),
    WordFacet("group", Group, lambda columns: columns.group),
    WordFacet("booking", Booking, lambda columns: columns.booking),
    ConfirmedFacet(),
)
"""Every facet, in the order of the parameters."""


def facets_of(question: Question) -> Mapping[str, tuple[FacetValue, ...]]:
    """All facets of a search by name."""
    return {facet.name: facet.values(question) for facet in FACETS}


def _held(question: Question) -> NDArray[np.uint32]:
    """The slots of each row that matches but for its time."""
    return question.moment.slots.bits[question.matching("when")]


def _values(question: Question, name: str, counts: Mapping[str, int]) -> tuple[FacetValue, ...]:
    selected = set(question.asked.texts(name))
    return tuple(FacetValue(value, count, value in selected) for value, count in counts.items())


def _count(mask: Bools) -> int:
    return int(np.count_nonzero(mask))

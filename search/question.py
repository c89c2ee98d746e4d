"""A search made ready to be answered: what was asked, put in the terms of one generation's columns.

Each constraint becomes one boolean column under the name by which it can be left out again: a facet's counts leave out its own,
a relaxation leaves out one. What is unknown satisfies nothing but the word `unknown`.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from catalog.terms import AccessTerm
from catalog.values import DateSpan, Point
from search.ages import Comparable, covers, overlaps
from search.columns import Bools, Columns, Pairs, bit_of, code_of
from search.filters import OfferFilter
from search.generation import Generation
from search.names import Names
from search.nearness import distances_m
from search.parameters import UNKNOWN
from search.query import query_from
from search.scoring import TextMatch
from search.windows import Slots, Window, slot_mask

WHEN = ("period", "from", "to", "weekday", "time")
"""Parameters that must hold on one and the same meeting."""


class Question:
    """One search over one generation on one day. Made for a single answer and dropped."""

    def __init__(self, generation: Generation, asked: OfferFilter, names: Names, point: Point | None) -> None:
        self.generation = generation
        self.asked = asked
        self.names = names
        self.columns: Columns = generation.columns
        self.live: Bools = generation.live(names.today)
        self.window: Window = _window(asked, names)
        self.comparable: Comparable = generation.comparable(names.calendar, self.window.first)
        self.point = point if point is not None else asked.near if isinstance(asked.near, Point) else None
        self.distances: NDArray[np.float32] | None = None
        if self.point is not None:
            self.distances = distances_m(self.columns.lat, self.columns.lon, self.point)
        self.text: TextMatch | None = self._text()
        self.masks: dict[str, Bools] = self._masks()

    def slots_without(self, *left_out: str) -> tuple[Slots, int]:
        """The slots within the asked days and the mask of those asked for, some of the parameters of time left out."""
        return self._slots(_without(self.asked, left_out))

    def when_of(self, asked: OfferFilter) -> Bools | None:
        """Which rows surely meet when a search asks; None where it asks nothing of time."""
        if not any(asked.texts(name) for name in WHEN):
            return None
        slots, mask = self._slots(asked)
        return slots.at(mask)

    def _slots(self, asked: OfferFilter) -> tuple[Slots, int]:
        return self.generation.slots(_window(asked, self.names)), slot_mask(asked.weekday, asked.time)

    def matching(self, *left_out: str) -> Bools:
        """The live rows that satisfy every constraint but those left out."""
        found = self.live.copy()
        for name, mask in self.masks.items():
            if name not in left_out:
                found &= mask
        return found

    def reasked(self, asked: OfferFilter) -> "Question":
        """Another search on the same generation, day and place."""
        return Question(self.generation, asked, self.names, self.point if asked.near is not None else None)

    def to_ask(self) -> Bools:
        """Rows that would match but for what nobody has told: an access fact, or whether a meeting in a holiday is held."""
        found = np.zeros(self.columns.size, dtype=np.bool_)
        if self.asked.access:
            wanted = _bits(self.asked.access)
            not_denied = (self.columns.access | ~self.columns.access_known) & wanted == wanted
            found |= self.matching("access") & not_denied
        if self.window.asked:
            unsure = self.generation.slots(self.window, sure=False)
            found |= self.matching("when") & unsure.at(self.slots_without()[1])
        return found & ~self.matching()

    def _text(self) -> TextMatch | None:
        query = query_from(self.asked.q)
        return self.generation.scorer.match(query, self.live) if query.words else None

    def _masks(self) -> dict[str, Bools]:
        makers: dict[str, Callable[[], Bools | None]] = {
            "q": lambda: self.text.rows if self.text else None,
            "age": self._age,
            "age_min": self._age_span,
            "grade": self._grade,
            "grade_min": self._grade_span,
            "max_price": self._max_price,
            "near": self._near,
            "access": self._access,
            "exclude_category": self._excluded,
            "when": lambda: self.when_of(self.asked),
            "confirmed": self._confirmed,
            **self._listed(),
        }
        return {name: mask for name, make in makers.items() if (mask := make()) is not None}

    def _listed(self) -> dict[str, Callable[[], Bools | None]]:
        asked, columns = self.asked, self.columns
        return {
            "cost": lambda: _one_of(columns.cost, [code_of(word) for word in asked.cost]),
            "kind": lambda: _one_of(columns.kind, [code_of(word) for word in asked.kind]),
            "group": lambda: _one_of(columns.group, [code_of(word) for word in asked.group]),
            "booking": lambda: _one_of(columns.booking, [code_of(word) for word in asked.booking]),
            "audience": lambda: _any_bit(columns.audience, [bit_of(word) for word in asked.audience]),
            "organiser": lambda: _any_bit(columns.organiser, [bit_of(word) for word in asked.organiser]),
            "district": lambda: self._paired(columns.district, asked.district),
            "school": lambda: self._paired(columns.school, asked.school),
            "category": lambda: self._paired(columns.category, asked.category),
            "organisation": lambda: self._paired(columns.organisation, asked.organisation),
            "language": lambda: self._paired(columns.language, asked.language),
        }

    def _paired(self, pairs: Pairs, wanted: tuple[str, ...]) -> Bools | None:
        if not wanted:
            return None
        found = pairs.having(wanted, self.columns.size)
        return found | pairs.having_none(self.columns.size) if UNKNOWN in wanted else found

    def _age(self) -> Bools | None:
        return self._covered(self.asked.ages, "age", unknown=self.asked.age_unknown)

    def _grade(self) -> Bools | None:
        return self._covered(self.asked.grades, "grade", unknown=self.asked.grade_unknown)

    def _covered(self, values: tuple[int, ...], axis: str, *, unknown: bool) -> Bools | None:
        if not values and not unknown:
            return None
        spans = self.comparable.age if axis == "age" else self.comparable.grade
        found = np.zeros(self.columns.size, dtype=np.bool_)
        for value in values:
            found |= covers(spans, value)
        return found | ~spans.known if unknown else found

    def _age_span(self) -> Bools | None:
        if self.asked.age_min is None and self.asked.age_max is None:
            return None
        return overlaps(self.comparable.age, self.asked.age_min, self.asked.age_max)

    def _grade_span(self) -> Bools | None:
        if self.asked.grade_min is None and self.asked.grade_max is None:
            return None
        return overlaps(self.comparable.grade, self.asked.grade_min, self.asked.grade_max)

    def _max_price(self) -> Bools | None:
        if self.asked.max_price_ore is None:
            return None
        return (self.columns.price_ore >= 0) & (self.columns.price_ore <= self.asked.max_price_ore)

    def _near(self) -> Bools | None:
        if self.distances is None or self.asked.radius_m is None:
            return None
        return self.distances <= self.asked.radius_m

    def _access(self) -> Bools | None:
        wanted = _bits(self.asked.access)
        return (self.columns.access & wanted) == wanted if wanted else None

    def _excluded(self) -> Bools | None:
        if not self.asked.exclude_category:
            return None
        return ~self.columns.category.having(self.asked.exclude_category, self.columns.size)

    def _confirmed(self) -> Bools | None:
        return self.confirmed() if self.asked.confirmed else None

    def confirmed(self) -> Bools:
        """Which rows somebody has confirmed: for the asked holiday, else in general and not too long ago."""
        if self.asked.period:
            return self.columns.confirmed_period.having([self.names.period(self.asked.period).slug], self.columns.size)
        found: Bools = self.columns.confirmed_until >= self.names.today.toordinal()
        return found


def _without(asked: OfferFilter, left_out: tuple[str, ...]) -> OfferFilter:
    return replace(asked, weekday=() if "weekday" in left_out else asked.weekday, time=() if "time" in left_out else asked.time)


def _window(asked: OfferFilter, names: Names) -> Window:
    """The days that period, from and to allow together, from today on; it may be empty, with its last day before its first."""
    span: DateSpan | None = names.period(asked.period).span if asked.period else None
    firsts = [day for day in (span and span.first, asked.from_day) if day]
    lasts = [day for day in (span and span.last, asked.to_day) if day]
    return Window(max([names.today, *firsts]), min(lasts, default=None), asked=bool(firsts or lasts))


def _bits(terms: tuple[AccessTerm, ...]) -> np.uint32:
    return np.uint32(sum(bit_of(term) for term in terms))


def _one_of(column: NDArray[np.int8], codes: list[int]) -> Bools | None:
    if not codes:
        return None
    found: Bools = column == codes[0]
    for code in codes[1:]:
        found = found | (column == code)
    return found


def _any_bit(column: NDArray[np.uint8], bits: list[int]) -> Bools | None:
    return (column & np.uint8(sum(bits))) != 0 if bits else None

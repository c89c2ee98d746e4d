"""A search made ready to be answered: what was asked, put in the terms of one generation's columns.

Each constraint becomes one boolean column under the name by which it can be left out again: a facet's counts leave out its own,
a relaxation leaves out one. What is unknown satisfies nothing but the word `unknown`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from catalog.terms import AccessTerm
from catalog.values import DateSpan, Point
from search.ages import Comparable, covers, overlaps
from search.columns import Bools, Columns, Pairs, bit_of, code_of
from search.filters import PARAMETERS, OfferFilter
from search.generation import Generation
from search.names import Names
from search.nearness import distances_m
from search.parameters import UNKNOWN
from search.query import query_from
from search.scoring import TextMatch
from search.windows import Slots, Window, slot_mask

DATED = frozenset({"age", "age_min", "grade", "grade_min", "confirmed", "when"})
"""Constraints that mean something else on other days: ages by grades, confirmations by holiday, meetings."""

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{name: (field,) for name, (field, _) in PARAMETERS.items()},
        "age_min": ("age_min", "age_max"),
        "grade_min": ("grade_min", "grade_max"),
        "near": ("near", "radius_m"),
        "when": ("weekday", "time"),
    }
)
"""What of a filter each constraint is made of (beside the asked days)."""


class Question:
    """One search over one generation on one day. Made for a single answer and dropped.

    `like` is a search of the same generation, day and place, of which everything that is asked alike is taken over.
    """

    def __init__(
        self, generation: Generation, asked: OfferFilter, names: Names, point: Point | None, *, like: "Question | None" = None
    ) -> None:
        self.generation = generation
        self.asked = asked
        self.names = names
        self.columns: Columns = generation.columns
        self.live: Bools = generation.live(names.today)
        self.window: Window = _window(names.period(asked.period).span if asked.period else None, asked, names)
        self.comparable: Comparable = generation.comparable(names.calendar, self.window.first)
        self.point = point if point is not None else asked.near if isinstance(asked.near, Point) else None
        self.distances: NDArray[np.float32] | None = self._distances(like)
        self.text: TextMatch | None = like.text if like is not None and like.asked.q == asked.q else self._text()
        self.masks: dict[str, Bools] = self._masks(like)

    @property
    def slots(self) -> Slots:
        """The weekdays and times at which rows surely meet within the asked days."""
        return self.generation.slots(self.window)

    def when_in(self, window: Window) -> Bools:
        """Which rows surely meet within a window, on the asked weekdays at the asked times."""
        return self.generation.slots(window).at(slot_mask(self.asked.weekday, self.asked.time))

    def window_of(self, period: str) -> Window:
        """The days asked about, were this the asked period."""
        return _window(self.names.period(period).span, self.asked, self.names)

    def matching(self, *left_out: str) -> Bools:
        """The live rows that satisfy every constraint but those left out."""
        found = self.live.copy()
        for name, mask in self.masks.items():
            if name not in left_out:
                found &= mask
        return found

    def reasked(self, asked: OfferFilter) -> "Question":
        """Another search on the same generation, day and place."""
        return Question(self.generation, asked, self.names, self.point if asked.near is not None else None, like=self)

    def to_ask(self) -> Bools:
        """Rows that would match but for what nobody has told: an access fact, or whether a meeting in a holiday is held."""
        found = np.zeros(self.columns.size, dtype=np.bool_)
        if self.asked.access:
            wanted = _bits(self.asked.access)
            not_denied = (self.columns.access | ~self.columns.access_known) & wanted == wanted
            found |= self.matching("access") & not_denied
        if self.window.asked:
            unsure = self.generation.slots(self.window, sure=False)
            found |= self.matching("when") & unsure.at(slot_mask(self.asked.weekday, self.asked.time))
        return found & ~self.matching()

    def _text(self) -> TextMatch | None:
        query = query_from(self.asked.q)
        return self.generation.scorer.match(query, self.live) if query.words else None

    def _distances(self, like: "Question | None") -> NDArray[np.float32] | None:
        if self.point is None:
            return None
        if like is not None and like.point == self.point:
            return like.distances
        return distances_m(self.columns.lat, self.columns.lon, self.point)

    def _masks(self, like: "Question | None") -> dict[str, Bools]:
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
            "when": self._when,
            "confirmed": self._confirmed,
            **self._listed(),
        }
        kept = {} if like is None else {name: like.masks.get(name) for name in makers if self._alike(name, like)}
        made = {name: kept[name] if name in kept else make() for name, make in makers.items()}
        return {name: mask for name, mask in made.items() if mask is not None}

    def _alike(self, name: str, like: "Question") -> bool:
        """Whether a constraint means the same in both searches; those that hang on the asked days only where these are equal."""
        if name in DATED and (self.window != like.window or self.asked.period != like.asked.period):
            return False
        one, other = self.asked, like.asked
        return all(getattr(one, field) == getattr(other, field) for field in FIELDS[name])

    def _when(self) -> Bools | None:
        if not self.window.asked and not self.asked.weekday and not self.asked.time:
            return None
        return self.when_in(self.window)

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


def _window(span: DateSpan | None, asked: OfferFilter, names: Names) -> Window:
    """The days that period, from and to allow together, from today on; it may be empty, with its last day before its first."""
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

"""A search made ready to be answered: what was asked, put in the terms of one generation's columns.

Each constraint is a boolean column under its own name: a facet's counts leave out its own, a relaxation leaves out one.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from catalog.school_year import Holiday
from catalog.values import Point
from search.columns import Bools, Columns
from search.constraints import Moment, access_bits, confirmed, dated, lasting
from search.filters import OfferFilter
from search.generation import Generation
from search.names import Names
from search.nearness import distances_m
from search.postings import Weights
from search.query import query_from
from search.scoring import TextMatch
from search.windows import Window, slot_mask


class Question:
    """One search over one generation on one day. Made for a single answer and dropped.

    `liked` are words that no offer must have: those that it has count for its rank.
    """

    def __init__(self, generation: Generation, asked: OfferFilter, names: Names, point: Point | None = None, liked: str = "") -> None:
        self.generation = generation
        self.asked = asked
        self.names = names
        self.liked = liked
        self.columns: Columns = generation.columns
        self.live: Bools = generation.live(names.today)
        self.moment: Moment = self.moment_in(names.period(asked.period) if asked.period else None)
        self.point = point if point is not None else asked.near if isinstance(asked.near, Point) else None
        self.dated: dict[str, Bools] = dict(dated(self.columns, asked, self.moment, names.today))

    @cached_property
    def distances(self) -> NDArray[np.float32] | None:
        """Metres from the asked point to each row, where one was asked for."""
        return None if self.point is None else distances_m(self.columns.lat, self.columns.lon, self.point)

    @cached_property
    def text(self) -> TextMatch | None:
        """The rows that answer the asked words, where any were asked."""
        query = query_from(self.asked.q)
        return self.generation.scorer.match(query, self.live) if query.words else None

    @cached_property
    def liking(self) -> Weights | None:
        """How well each row answers the liked words, where there are any."""
        query = query_from(self.liked)
        return self.generation.scorer.scores(query) if query.words else None

    @cached_property
    def scores(self) -> Weights | None:
        """How well each row answers the asked and the liked words together; None where neither has a word to find."""
        if self.text is None:
            return self.liking
        return self.text.scores if self.liking is None else self.text.scores + self.liking

    @cached_property
    def lasting(self) -> dict[str, Bools]:
        """The constraints that hang on no day, the asked words among them."""
        found = dict(lasting(self.columns, self.asked, self.distances))
        return found if self.text is None else {**found, "q": self.text.rows}

    def matching(self, *left_out: str) -> Bools:
        """The live rows that satisfy every constraint but those left out."""
        found = self._steady if self.lasting.keys().isdisjoint(left_out) else self._all_of(self.live, self.lasting, left_out)
        return self._all_of(found, self.dated, left_out)

    def matching_in(self, holiday: Holiday) -> Bools:
        """The live rows that would be found, were this holiday the asked one: ages and confirmations as they count then."""
        return self._all_of(self._steady, dict(dated(self.columns, self.asked, self.moment_in(holiday), self.names.today)), ())

    def moment_in(self, holiday: Holiday | None) -> Moment:
        """The days that a holiday, from and to allow together, from today on, and what offers are on them.

        The span may be empty, with its last day before its first.
        """
        firsts = [day for day in (holiday and holiday.first, self.asked.from_day) if day]
        lasts = [day for day in (holiday and holiday.last, self.asked.to_day) if day]
        window = Window(max([self.names.today, *firsts]), min(lasts, default=None), asked=bool(firsts or lasts))
        ages = self.generation.comparable(self.names.calendar, window.first)
        return Moment(window, ages, self.generation.slots(window), holiday.slug if holiday else None)

    def confirmed(self) -> Bools:
        """Which rows somebody has confirmed: for the asked holiday, else in general and not too long ago."""
        return confirmed(self.columns, self.moment, self.names.today)

    def reasked(self, asked: OfferFilter) -> "Question":
        """Another search on the same generation, day and place, with the same liked words; what is the same is not worked out again."""
        other = Question(self.generation, asked, self.names, self.point if asked.near is not None else None, self.liked)
        other.liking = self.liking
        if asked.q == self.asked.q:
            other.text = self.text
        if other.point == self.point:
            other.distances = self.distances
        return other

    def to_ask(self) -> Bools:
        """Rows that would match but for what nobody has told: an access fact, or whether a meeting in a holiday is held."""
        found = np.zeros(self.columns.size, dtype=np.bool_)
        if self.asked.access:
            wanted = access_bits(self.asked.access)
            found |= self.matching("access") & ((self.columns.access | ~self.columns.access_known) & wanted == wanted)
        if self.moment.window.asked:
            unsure = self.generation.slots(self.moment.window, sure=False)
            found |= self.matching("when") & unsure.at(slot_mask(self.asked.weekday, self.asked.time))
        return found & ~self.matching() if found.any() else found

    @cached_property
    def _steady(self) -> Bools:
        """The live rows that satisfy every lasting constraint."""
        return self._all_of(self.live, self.lasting, ())

    @staticmethod
    def _all_of(base: Bools, masks: dict[str, Bools], left_out: tuple[str, ...]) -> Bools:
        found = base.copy()
        for name, mask in masks.items():
            if name not in left_out:
                found &= mask
        return found

"""The documents of one index generation as typed columns: what filters and facets read instead of documents.

Immutable and shared by threads; a new generation makes new columns. Rows are in the order of offer ids, so that equal ranks are
stable by id. Small types throughout: about 60 bytes a row, and 12 a dated meeting.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from catalog.terms import AccessState, AccessTerm, Audience, Booking, Cost, Group, Kind, OrganiserKind
from catalog.values import MAX_AGE, MAX_GRADE
from search.concepts import Concepts
from search.documents import OfferDocument
from search.meetings import NO_MINUTE, days_of, minutes_of, sure_of

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]
Small = NDArray[np.int8]

NO_DAY = 2**31 - 1
"""Stands for a day that never comes: no last day, never stale."""

PARTS_OF_DAY = (12 * 60, 17 * 60)
"""Minutes at which morning and afternoon end (`TimeOfDay.at_minute`)."""

FEW_ROWS = 8
"""One row in so many or fewer are few: picking them costs less than looking at all."""

SLOTS_PER_DAY = 4
"""Morning, afternoon, evening, and no time stated."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A many-valued axis as (row, code) pairs in row order, each once; `codes[slug]` is the code of a value.

    The pairs of row n are those from `starts[n]` to before `starts[n + 1]`.
    """

    rows: Ints
    values: Ints
    starts: Ints
    names: tuple[str, ...]
    codes: dict[str, int]

    def having(self, wanted: Iterable[str], size: int) -> Bools:
        """Which rows have any of the values."""
        chosen = np.zeros(len(self.names) + 1, dtype=np.bool_)
        chosen[[self.codes[name] for name in wanted if name in self.codes]] = True
        found = np.zeros(size, dtype=np.bool_)
        found[self.rows[chosen[self.values]]] = True
        return found

    def how_many(self, wanted: Iterable[str], size: int) -> NDArray[np.int64]:
        """How many of the values each row has."""
        chosen = np.zeros(len(self.names) + 1, dtype=np.bool_)
        chosen[[self.codes[name] for name in wanted if name in self.codes]] = True
        return np.bincount(self.rows[chosen[self.values]], minlength=size)

    def having_none(self, size: int) -> Bools:
        """Which rows have no value at all."""
        found: Bools = self.starts[1:] == self.starts[:size]
        return found

    def counts(self, base: Bools) -> dict[str, int]:
        """How many rows of the base have each value."""
        found = np.bincount(self._values_of(base), minlength=len(self.names))
        return dict(zip(self.names, found.tolist(), strict=True))

    def _values_of(self, base: Bools) -> Ints:
        """The values of the rows of the base: picked row by row where these are few, else sifted from all."""
        rows = np.flatnonzero(base)
        if len(rows) * FEW_ROWS > len(base):
            return self.values[base[self.rows]]
        starts = self.starts[rows]
        counts = self.starts[rows + 1] - starts
        before = np.cumsum(counts) - counts
        return self.values[np.repeat(starts - before, counts) + np.arange(int(counts.sum()), dtype=np.int32)]


@dataclass(frozen=True, slots=True)
class Spans:
    """A span of years or grades a row, an unknown end opened to the widest; meaningless where not `known`."""

    low: Small
    high: Small
    known: Bools


@dataclass(frozen=True, slots=True)
class Meetings:
    """Dated meetings sorted by day and time, all sure ones or all that nobody is sure of. `slot` is weekday × 4 + part of the day."""

    row: Ints
    day: Ints
    minute: NDArray[np.int16]
    slot: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Columns:
    """One value a row on every axis; -1 (ages, price) and 0 (grades, codes) stand for unknown, `NO_DAY` for no day.

    `category` holds all of an offer's categories with everything broader, `subject` the first of them likewise.
    """

    ids: NDArray[np.int64]
    versions: Ints
    age: Spans
    grade: Spans
    grades_start: Bools
    kind: Small
    cost: Small
    booking: Small
    group: Small
    price_ore: Ints
    audience: NDArray[np.uint8]
    organiser: NDArray[np.uint8]
    access: NDArray[np.uint32]
    access_known: NDArray[np.uint32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    last_day: Ints
    stale_from: Ints
    confirmed_on: Ints
    confirmed_until: Ints
    category: Pairs
    subject: Pairs
    district: Pairs
    school: Pairs
    organisation: Pairs
    language: Pairs
    confirmed_period: Pairs
    meetings: Meetings
    unsure: Meetings

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.ids)

    def nbytes(self) -> int:
        """The memory that the arrays take, in bytes."""
        return array_bytes(self)


def columns_from(documents: Sequence[OfferDocument], concepts: Concepts) -> Columns:
    """The columns of documents in order of id; categories are rolled up to everything broader."""
    docs = sorted(documents, key=lambda document: document.id)
    closures: dict[str, frozenset[str]] = {slug: concepts.closure(slug) for slug in {s for doc in docs for s in doc.categories}}
    return Columns(
        ids=np.array([doc.id for doc in docs], dtype=np.int64),
        versions=np.array([doc.version for doc in docs], dtype=np.int32),
        age=_spans([(doc.age_min, doc.age_max) for doc in docs], 0, MAX_AGE),
        grade=_spans([(doc.grade_min, doc.grade_max) for doc in docs], 1, MAX_GRADE),
        grades_start=np.array([doc.grades_start for doc in docs], dtype=np.bool_),
        kind=_coded(docs, Kind, lambda doc: doc.kind),
        cost=_coded(docs, Cost, lambda doc: doc.cost),
        booking=_coded(docs, Booking, lambda doc: doc.booking),
        group=_coded(docs, Group, lambda doc: doc.group),
        price_ore=np.array([_price(doc) for doc in docs], dtype=np.int32),
        audience=_bits(docs, Audience, lambda doc: doc.audience).astype(np.uint8),
        organiser=_bits(docs, OrganiserKind, lambda doc: doc.organisers).astype(np.uint8),
        access=_bits(docs, AccessTerm, lambda doc: [term for term, state in doc.access if state == AccessState.YES]),
        access_known=_bits(docs, AccessTerm, lambda doc: [term for term, _ in doc.access]),
        lat=np.array([doc.point.lat if doc.point else np.nan for doc in docs], dtype=np.float64),
        lon=np.array([doc.point.lon if doc.point else np.nan for doc in docs], dtype=np.float64),
        last_day=_days(docs, lambda doc: doc.last_day, NO_DAY),
        stale_from=_days(docs, lambda doc: doc.stale_from, NO_DAY),
        confirmed_on=_days(docs, lambda doc: doc.confirmed_on, 0),
        confirmed_until=_days(docs, lambda doc: doc.confirmed_until, 0),
        category=_pairs([sorted(set().union(*(closures[slug] for slug in doc.categories))) for doc in docs]),
        subject=_pairs([sorted(closures[doc.categories[0]]) if doc.categories else () for doc in docs]),
        district=_pairs([doc.districts for doc in docs]),
        school=_pairs([doc.schools for doc in docs]),
        organisation=_pairs([doc.organisations for doc in docs]),
        language=_pairs([doc.languages for doc in docs]),
        confirmed_period=_pairs([doc.confirmed_periods for doc in docs]),
        meetings=_meetings(docs, sure=True),
        unsure=_meetings(docs, sure=False),
    )


def code_of(word: StrEnum) -> int:
    """The code of a word in its column, from 1; 0 stands for none."""
    return _places(type(word))[word] + 1


def bit_of(word: StrEnum) -> int:
    """The bit of a word in its column."""
    return 1 << _places(type(word))[word]


def array_bytes(value: object) -> int:
    """The memory in bytes of an array, or of the arrays in a dataclass all the way down; other values count as nothing."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if is_dataclass(value):
        return sum(array_bytes(getattr(value, field.name)) for field in fields(value))
    return 0


@cache
def _places(words: type[StrEnum]) -> dict[str, int]:
    """The place of each word in its list; kept by list, since equal words of two lists are one key."""
    return {word.value: place for place, word in enumerate(words)}


def _spans(ends: Sequence[tuple[int | None, int | None]], least: int, most: int) -> Spans:
    return Spans(
        low=np.array([least if low is None else low for low, _ in ends], dtype=np.int8),
        high=np.array([most if high is None else high for _, high in ends], dtype=np.int8),
        known=np.array([low is not None or high is not None for low, high in ends], dtype=np.bool_),
    )


def _price(doc: OfferDocument) -> int:
    if doc.cost == Cost.FREE:
        return 0
    return -1 if doc.price_ore is None else doc.price_ore


def _coded(docs: Sequence[OfferDocument], words: type[StrEnum], of: Callable[[OfferDocument], str | None]) -> Small:
    codes: dict[str | None, int] = {None: 0, **{word.value: code_of(word) for word in words}}
    return np.array([codes[of(doc)] for doc in docs], dtype=np.int8)


def _bits(docs: Sequence[OfferDocument], words: type[StrEnum], of: Callable[[OfferDocument], Iterable[str]]) -> NDArray[np.uint32]:
    bits = {word.value: bit_of(word) for word in words}
    return np.array([sum(bits[word] for word in of(doc)) for doc in docs], dtype=np.uint32)


def _days(docs: Sequence[OfferDocument], of: Callable[[OfferDocument], date | None], absent: int) -> Ints:
    return np.array([day.toordinal() if (day := of(doc)) else absent for doc in docs], dtype=np.int32)


def _pairs(values: Sequence[Sequence[str]]) -> Pairs:
    names = tuple(sorted({name for row in values for name in row}))
    codes = {name: code for code, name in enumerate(names)}
    counts = np.array([len(row) for row in values], dtype=np.int32)
    rows = np.repeat(np.arange(len(values), dtype=np.int32), counts)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return Pairs(rows, np.array([codes[name] for row in values for name in row], dtype=np.int32), starts, names, codes)


def _meetings(docs: Sequence[OfferDocument], *, sure: bool) -> Meetings:
    every = np.frombuffer(b"".join(doc.meetings for doc in docs), dtype="<u4")
    rows = np.repeat(np.arange(len(docs), dtype=np.int32), [len(doc.meetings) // 4 for doc in docs])
    chosen = sure_of(every) == sure
    order = np.argsort(every[chosen], kind="stable")
    numbers = every[chosen][order]
    days, minutes = days_of(numbers), minutes_of(numbers)
    part = np.where(minutes == NO_MINUTE, SLOTS_PER_DAY - 1, np.searchsorted(PARTS_OF_DAY, minutes, side="right"))
    return Meetings(rows[chosen][order], days, minutes, ((days - 1) % 7 * SLOTS_PER_DAY + part).astype(np.uint8))

"""What is asked: one frozen object, read from the parameters of an address and written back exactly.

Every link of the search page (facet, chip, page, sort) is made from it. It holds what was asked and nothing about the
answer; `near` may still be the name of a place, which the caller turns into a point.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from catalog.errors import InvalidValue
from catalog.terms import AccessTerm, Audience, Booking, Cost, Group, Kind, OrganiserKind, TimeOfDay, Weekday
from catalog.text import clean_line
from catalog.values import MAX_AGE, MAX_GRADE, Point
from search.names import Names
from search.parameters import (
    UNKNOWN,
    One,
    Parameter,
    PeriodWord,
    Slugs,
    day,
    flag,
    kroner,
    languages,
    number,
    numbers,
    one_word,
    place,
    readable,
    words,
)

MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 24
MAX_PAIRS = 1_000
MAX_PAGE = 10_000
MAX_PER_PAGE = 100
MAX_RADIUS_M = 200_000


class Sort(StrEnum):
    """The order of results."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    START = "start"
    CONFIRMED = "confirmed"


class View(StrEnum):
    """How results are shown."""

    LIST = "list"
    MAP = "map"
    CALENDAR = "calendar"
    PRINT = "print"


class Language(StrEnum):
    """Languages of the pages."""

    NB = "nb"
    NN = "nn"
    EN = "en"


def bounded_query(text: str) -> str:
    """The query on one line in NFC, cut to `MAX_QUERY_LENGTH` characters and `MAX_QUERY_WORDS` words."""
    line = clean_line(text[: 4 * MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH]
    return " ".join(line.split(" ")[:MAX_QUERY_WORDS]).strip()


PARAMETERS: Mapping[str, tuple[str, Parameter]] = MappingProxyType(
    {
        "q": ("q", One(lambda _, text: bounded_query(text), str)),
        "age": ("age", numbers(0, MAX_AGE)),
        "age_min": ("age_min", number(0, MAX_AGE)),
        "age_max": ("age_max", number(0, MAX_AGE)),
        "grade": ("grade", numbers(1, MAX_GRADE)),
        "grade_min": ("grade_min", number(1, MAX_GRADE)),
        "grade_max": ("grade_max", number(1, MAX_GRADE)),
        "audience": ("audience", words(Audience)),
        "cost": ("cost", words(Cost)),
        "max_price": ("max_price_ore", kroner()),
        "district": ("district", Slugs("districts", or_unknown=True)),
        "school": ("school", Slugs("schools", or_unknown=True)),
        "near": ("near", place()),
        "radius": ("radius_m", number(1, MAX_RADIUS_M)),
        "access": ("access", words(AccessTerm)),
        "category": ("category", Slugs("categories")),
        "exclude_category": ("exclude_category", Slugs("categories")),
        "kind": ("kind", words(Kind)),
        "period": ("period", PeriodWord()),
        "from": ("from_day", day()),
        "to": ("to_day", day()),
        "weekday": ("weekday", words(Weekday)),
        "time": ("time", words(TimeOfDay)),
        "organiser": ("organiser", words(OrganiserKind)),
        "organisation": ("organisation", Slugs("organisations")),
        "language": ("language", languages()),
        "group": ("group", words(Group)),
        "booking": ("booking", words(Booking)),
        "confirmed": ("confirmed", flag()),
        "sort": ("sort", one_word(Sort)),
        "page": ("page", number(1, MAX_PAGE)),
        "per_page": ("per_page", number(1, MAX_PER_PAGE)),
        "view": ("view", one_word(View)),
        "literal": ("literal", flag()),
        "lang": ("lang", one_word(Language)),
    }
)
"""Each parameter of an address, in canonical order: the filter's field, and how its value is read and written."""

NOT_CONSTRAINTS = frozenset({"q", "sort", "page", "per_page", "view", "literal", "lang"})
"""Parameters that ask for words or for a way of showing, and narrow nothing themselves."""


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """One search. Empty and None ask nothing; `sort` None leaves the order to the engine.

    Any value within a field will do (all of them for `access`), every field must hold. `age` and `grade` may hold the word
    `unknown`, which asks for offers that do not say. `radius_m` in metres counts with `near` only; `max_price_ore` in øre.
    `shortened` tells that the query was cut; it is no part of what is asked.
    """

    q: str = ""
    age: tuple[int | str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    grade: tuple[int | str, ...] = ()
    grade_min: int | None = None
    grade_max: int | None = None
    audience: tuple[Audience, ...] = ()
    cost: tuple[Cost, ...] = ()
    max_price_ore: int | None = None
    district: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    near: Point | str | None = None
    radius_m: int | None = None
    access: tuple[AccessTerm, ...] = ()
    category: tuple[str, ...] = ()
    exclude_category: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    period: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    weekday: tuple[Weekday, ...] = ()
    time: tuple[TimeOfDay, ...] = ()
    organiser: tuple[OrganiserKind, ...] = ()
    organisation: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    group: tuple[Group, ...] = ()
    booking: tuple[Booking, ...] = ()
    confirmed: bool = False
    sort: Sort | None = None
    page: int = 1
    per_page: int = 25
    view: View = View.LIST
    literal: bool = False
    lang: Language | None = None
    shortened: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        _in_order("age_min", self.age_min, self.age_max)
        _in_order("grade_min", self.grade_min, self.grade_max)
        _in_order("from", self.from_day, self.to_day)

    @classmethod
    def from_params(cls, pairs: Iterable[tuple[str, str]], *, strict: bool, names: Names | None = None) -> "OfferFilter":
        """The filter that the (name, value) pairs of an address ask for; empty values ask nothing.

        Bad values raise `InvalidValue` with the parameter's name. Unknown parameters raise it when `strict` (the API) and are
        ignored otherwise (pages). Slugs and periods are checked where `names` are given.
        """
        given = _grouped(pairs, strict=strict)
        values: dict[str, Any] = {PARAMETERS[name][0]: PARAMETERS[name][1].read(name, texts, names) for name, texts in given.items()}
        if "near" not in values:
            values.pop("radius_m", None)
        return cls(**values, shortened=_is_cut(given.get("q", [""])[0], values.get("q", "")))

    def to_params(self) -> tuple[tuple[str, str], ...]:
        """The pairs of an address in canonical order; `from_params` of them is this filter again."""
        return tuple((name, text) for name in PARAMETERS for text in self.texts(name))

    def constraints(self) -> tuple[tuple[str, str], ...]:
        """Those pairs that narrow the answer, the query left out: what chips show, one each."""
        return tuple(pair for pair in self.to_params() if pair[0] not in NOT_CONSTRAINTS)

    def toggled(self, name: str, value: str) -> "OfferFilter":
        """This search on its first page with the value taken away where it was asked, else added (or put in place of another)."""
        texts = self.texts(name)
        if value in texts:
            return self.without(name, value)
        return self._with_texts(name, [*texts, value] if _parameter(name).several else [value])

    def without(self, name: str, value: str | None = None) -> "OfferFilter":
        """This search on its first page without a parameter, or without one value of it. A radius goes with its place."""
        kept = [text for text in self.texts(name) if value not in {None, text}]
        left = self._with_texts(name, kept)
        return replace(left, radius_m=None) if name == "near" and not kept else left

    def with_page(self, page: int) -> "OfferFilter":
        """The same search on another page."""
        return replace(self, page=page)

    def asks(self, name: str, value: str) -> bool:
        """Whether the value is asked for."""
        return value in self.texts(name)

    @property
    def ages(self) -> tuple[int, ...]:
        """The ages asked for, in years."""
        return tuple(age for age in self.age if isinstance(age, int))

    @property
    def grades(self) -> tuple[int, ...]:
        """The grades asked for."""
        return tuple(grade for grade in self.grade if isinstance(grade, int))

    @property
    def age_unknown(self) -> bool:
        """Whether offers that state no age are asked for."""
        return UNKNOWN in self.age

    @property
    def grade_unknown(self) -> bool:
        """Whether offers that state no grade are asked for."""
        return UNKNOWN in self.grade

    def texts(self, name: str) -> list[str]:
        """The values of one parameter as they are written in an address."""
        parameter = _parameter(name)
        value = getattr(self, PARAMETERS[name][0])
        return [] if value == _DEFAULTS[PARAMETERS[name][0]] else parameter.write(value)

    def _with_texts(self, name: str, texts: list[str]) -> "OfferFilter":
        attribute, parameter = PARAMETERS[name]
        changes: dict[str, Any] = {"page": 1, attribute: parameter.read(name, texts, None) if texts else _DEFAULTS[attribute]}
        return replace(self, **changes)


_DEFAULTS: Mapping[str, object] = MappingProxyType({f.name: f.default for f in fields(OfferFilter)})


def _parameter(name: str) -> Parameter:
    if name not in PARAMETERS:
        raise InvalidValue(name, name, "there is no such parameter")
    return PARAMETERS[name][1]


def _grouped(pairs: Iterable[tuple[str, str]], *, strict: bool) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for count, (name, text) in enumerate(pairs):
        if count >= MAX_PAIRS:
            raise InvalidValue("parameters", f"more than {MAX_PAIRS}", "too many parameters")
        if name not in PARAMETERS:
            if strict:
                raise InvalidValue(ascii(name[:40]).strip("'"), text, f"there is no such parameter; there are {', '.join(PARAMETERS)}")
            continue
        if readable(name, text).strip():
            given.setdefault(name, []).append(text)
    return given


def _is_cut(given: str, query: str) -> bool:
    return len(given) > 4 * MAX_QUERY_LENGTH or clean_line(given) != query


def _in_order(name: str, low: int | date | None, high: int | date | None) -> None:
    if low is not None and high is not None and low > high:  # type: ignore[operator]  # both ends are of one type
        raise InvalidValue(name, low, f"lies after {high}")

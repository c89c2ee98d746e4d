"""Values of the domain: frozen, compared by content, each holding its own rule. None in a bound means unknown, never "all"."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from catalog.errors import InvalidValue
from catalog.terms import Cost, PriceUnit

MAX_AGE = 120
MAX_GRADE = 13
MAX_PRICE_ORE = 100_000_000


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Ages in whole years that may take part, both ends included; either end may be unknown.

    `min_months` and `max_months` are for babies only (0–35) and refine the years that they lie in.
    """

    min: int | None = None
    max: int | None = None
    min_months: int | None = None
    max_months: int | None = None

    def __post_init__(self) -> None:
        for bound in (self.min, self.max):
            if bound is not None and not 0 <= bound <= MAX_AGE:
                raise InvalidValue("age", bound, f"an age is 0 to {MAX_AGE} years")
        for months in (self.min_months, self.max_months):
            if months is not None and not 0 <= months <= 47:
                raise InvalidValue("age", months, "months are for children under four years")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise InvalidValue("age", f"{self.min}–{self.max}", "the lowest age is above the highest")

    @property
    def known(self) -> bool:
        """Whether anything at all is known of the ages."""
        return self.min is not None or self.max is not None


@dataclass(frozen=True, slots=True)
class GradeRange:
    """School grades 1–13 (8 is the first of ungdomsskole, 11 of videregående), both ends included; either may be unknown."""

    min: int | None = None
    max: int | None = None

    def __post_init__(self) -> None:
        for bound in (self.min, self.max):
            if bound is not None and not 1 <= bound <= MAX_GRADE:
                raise InvalidValue("grade", bound, f"a grade is 1 to {MAX_GRADE}")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise InvalidValue("grade", f"{self.min}–{self.max}", "the lowest grade is above the highest")

    @property
    def known(self) -> bool:
        """Whether anything at all is known of the grades."""
        return self.min is not None or self.max is not None


@dataclass(frozen=True, slots=True)
class Price:
    """What one has to pay to take part, required membership included.

    `amount_ore` is in øre (1/100 of `currency`) and is the least that a newcomer pays; None when unknown. `note` keeps the
    words it came from where they say more. `FREE` always has amount 0; an amount above 0 is always `PAID`.
    """

    cost: Cost = Cost.UNKNOWN
    amount_ore: int | None = None
    currency: str = "NOK"
    unit: PriceUnit | None = None
    note: str | None = None
    membership_ore: int | None = None

    def __post_init__(self) -> None:
        for ore in (self.amount_ore, self.membership_ore):
            if ore is not None and not 0 <= ore <= MAX_PRICE_ORE:
                raise InvalidValue("price", ore, "a price is 0 to 1,000,000 kroner")
        if self.cost is Cost.FREE and self.amount_ore:
            raise InvalidValue("price", self.amount_ore, "free has no amount")
        if self.cost is Cost.UNKNOWN and self.amount_ore is not None:
            raise InvalidValue("price", self.amount_ore, "an amount makes the cost known")


UNKNOWN_AGES = AgeRange()
UNKNOWN_GRADES = GradeRange()
FREE = Price(Cost.FREE, 0)
UNKNOWN_PRICE = Price()


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise InvalidValue("dates", f"{self.first}–{self.last}", "the first day is after the last")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: "DateSpan") -> bool:
        """Whether the two spans share a day."""
        return self.first <= other.last and other.first <= self.last

    def days(self) -> list[date]:
        """Every day of the span, in order."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Point:
    """A place in WGS84 degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lat) and math.isfinite(self.lon) and -90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise InvalidValue("point", f"{self.lat}, {self.lon}", "not a latitude and longitude in degrees")

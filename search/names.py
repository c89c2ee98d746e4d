"""The words that are legal in a search of one municipality: its districts, schools, organisations, categories and holidays.

A value, made once for a request or a generation; the rule here is only which word is legal and what is nearest to one that
is not. Labels for people are the pages' business.
"""

from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import process

from catalog.errors import InvalidValue
from catalog.terms import HolidayKind
from catalog.values import DateSpan

SUGGESTED = 5
LEAST_LIKENESS = 60
PERIOD_KINDS = (HolidayKind.SUMMER, HolidayKind.AUTUMN, HolidayKind.WINTER, HolidayKind.EASTER, HolidayKind.CHRISTMAS)


@dataclass(frozen=True, slots=True)
class Period:
    """A holiday of the municipality's school calendar: `slug` is kind and year (`autumn-2026`)."""

    slug: str
    kind: HolidayKind
    span: DateSpan


@dataclass(frozen=True, slots=True)
class Names:
    """The legal words of one municipality on a day. `periods` are in the order of their first days."""

    today: date
    districts: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = field(default=())

    def require(self, listed: str, parameter: str, slug: str) -> None:
        """Raises `InvalidValue` for a slug that the list has not, naming the nearest that it has."""
        legal = {
            "districts": self.districts,
            "schools": self.schools,
            "organisations": self.organisations,
            "categories": self.categories,
        }[listed]
        if slug not in legal:
            raise InvalidValue(parameter, slug, f"not known in this municipality{_nearest(slug, legal)}")

    def period(self, word: str) -> Period:
        """The holiday that a word means: by slug, or the running or next one of a kind; else raises `InvalidValue`."""
        for period in self.periods:
            if period.slug == word or (period.kind == word and period.span.last >= self.today):
                return period
        coming = self.coming()
        if not coming:
            raise InvalidValue("period", word, "there is no school calendar yet")
        legal = ", ".join([*dict.fromkeys(period.kind for period in coming), *(period.slug for period in coming)])
        raise InvalidValue("period", word, f"not in the school calendar; there are {legal}")

    def coming(self) -> tuple[Period, ...]:
        """The holidays that run or are to come."""
        return tuple(period for period in self.periods if period.span.last >= self.today)


def _nearest(slug: str, legal: frozenset[str]) -> str:
    close = process.extract(slug[:80], sorted(legal), limit=SUGGESTED, score_cutoff=LEAST_LIKENESS)
    return f"; near it: {', '.join(found for found, _, _ in close)}" if close else ""

"""The words that are legal in a search of one municipality: its districts, schools, organisations, categories and holidays.

A value, made once for a request or a generation; the rule here is only which word is legal and what is nearest to one that
is not. Labels for people are the pages' business.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import process

from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.model import Municipality
from catalog.school_year import LONG_HOLIDAYS, Holiday, SchoolCalendar
from catalog.store.municipalities import school_calendar
from catalog.store.places import called_here

SUGGESTED = 5
LEAST_LIKENESS = 60


@dataclass(frozen=True, slots=True)
class Names:
    """The legal words of one municipality on a day.

    `called` maps `district`, `school` or `organisation` and a slug to the name as written, of what is in force or active on the day.
    """

    today: date
    calendar: SchoolCalendar
    districts: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    called: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)

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

    def period(self, word: str) -> Holiday:
        """The holiday that a word means: by slug, or the running or next one of a kind; else raises `InvalidValue`."""
        found = self.calendar.resolve(word, self.today)
        if found is not None and found.kind in LONG_HOLIDAYS:
            return found
        legal = self.calendar.upcoming(self.today)
        if not legal:
            raise InvalidValue("period", word, "there is no school calendar yet")
        words = [*(holiday.kind.value for holiday in legal), *(holiday.slug for holiday in legal)]
        raise InvalidValue("period", word, f"not in the school calendar; there are {', '.join(words)}")


def names_of(session: Session, municipality: Municipality, categories: frozenset[str], today: date) -> Names:
    """The legal words of a municipality as the database has them now."""
    rows = called_here(session, municipality.id, on=today)
    districts, schools, organisations = (
        frozenset(row.slug for row in rows if row.kind == kind) for kind in ("district", "school", "organisation")
    )
    called = {(row.kind, row.slug): row.name for row in rows if row.now}
    return Names(today, school_calendar(municipality), districts, schools, organisations, categories, called)


def _nearest(slug: str, legal: frozenset[str]) -> str:
    close = process.extract(slug[:80], sorted(legal), limit=SUGGESTED, score_cutoff=LEAST_LIKENESS)
    return f"; near it: {', '.join(found for found, _, _ in close)}" if close else ""

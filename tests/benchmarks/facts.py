"""What every contender is given of a generated offer: the forms of its texts, and its values on each axis that is filtered or counted.

Ages and grades are as Krets compares them on the day, so that all contenders filter and count the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from catalog.terms import AccessState, TimeOfDay, Weekday
from search.ages import Comparable
from search.analysis import tokens
from search.columns import Spans
from search.concepts import Concepts
from search.documents import IndexedOffer, OfferDocument
from search.meetings import days_of, minutes_of
from search.schema import Text

CONCEPTS = Concepts({"football": ("sport",), "handball": ("sport",)})
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facts:
    """One offer. `texts` are its forms by text, one after another; `low` to `high` its ages, empty where unknown.

    `values` holds all its values by facet, as words; the facets of one value are those of `SINGLE`.
    """

    id: int
    texts: Mapping[Text, str]
    low: int
    high: int
    values: Mapping[str, tuple[str, ...]]


SINGLE = ("cost", "kind", "booking", "girls_or_boys", "run_by", "district")
SEVERAL = ("age", "grade", "audience", "access", "category", "organisation", "language", "weekday", "time")
NO_AGES = (1, 0)


def facts(made: Sequence[IndexedOffer], on_the_day: Comparable) -> Iterator[Facts]:
    """The facts of offers in order of their ids, which is the order of the comparable rows."""
    for row, offer in enumerate(made):
        low, high = _span(on_the_day.age, row) or NO_AGES
        texts = {text: " ".join(form for form, _ in tokens(held)) for text, held in offer.texts.items()}
        yield Facts(offer.document.id, texts, low, high, _values(offer.document, _span(on_the_day.grade, row), (low, high)))


def held_forms(all_facts: Sequence[Facts]) -> frozenset[str]:
    """Every form that some offer has."""
    return frozenset(form for one in all_facts for text in one.texts.values() for form in text.split())


def _span(spans: Spans, row: int) -> tuple[int, int] | None:
    return (int(spans.low[row]), int(spans.high[row])) if spans.known[row] else None


def _values(document: OfferDocument, grades: tuple[int, int] | None, ages: tuple[int, int]) -> dict[str, tuple[str, ...]]:
    meetings = np.frombuffer(document.meetings, dtype="<u4")
    first, minute = date.fromordinal(int(days_of(meetings)[0])), int(minutes_of(meetings)[0])
    return {
        "cost": (document.cost,),
        "kind": (document.kind or UNKNOWN,),
        "booking": (document.booking,),
        "girls_or_boys": (document.group or UNKNOWN,),
        "run_by": document.organisers,
        "district": document.districts or (UNKNOWN,),
        "age": _years(ages),
        "grade": _years(grades or NO_AGES),
        "audience": document.audience,
        "access": tuple(term for term, state in document.access if state == AccessState.YES),
        "category": tuple(sorted(set().union(*(CONCEPTS.closure(slug) for slug in document.categories)))),
        "organisation": document.organisations,
        "language": document.languages,
        "weekday": (list(Weekday)[first.weekday()].value,),
        "time": (TimeOfDay.at_minute(minute).value,),
    }


def _years(span: tuple[int, int]) -> tuple[str, ...]:
    return tuple(map(str, range(span[0], span[1] + 1))) or (UNKNOWN,)

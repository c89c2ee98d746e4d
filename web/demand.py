"""What of a search is counted as demand: the door for whoever answers one. Bots and suggestions are the caller's to leave out."""

from collections.abc import Iterable

from catalog.demand import MOST_HITS, Asked, cells_of, month_of
from catalog.values import MAX_AGE, MAX_GRADE
from search.filters import OfferFilter
from search.names import Names
from web.context import Krets


def record_search(krets: Krets, municipality_id: int, sought: OfferFilter, names: Names, hits: int) -> None:
    """Counts a search that found nothing or little, see `catalog.demand`; further pages and a search for nothing do not count."""
    if hits <= MOST_HITS and sought.page == 1 and (sought.q or sought.constraints()):
        krets.demand.add(municipality_id, cells_of(asked_in(sought, names), hits, month_of(krets.clock.now())))


def asked_in(sought: OfferFilter, names: Names) -> Asked:
    """What of a filter is counted; slugs that are not legal here are left out, whatever the address said."""
    return Asked(
        districts=tuple(names.districts.intersection(sought.district)),
        schools=tuple(names.schools.intersection(sought.school)),
        categories=tuple(names.categories.intersection(sought.category)),
        ages=(*sought.ages, *_span(sought.age_min, sought.age_max, 0, MAX_AGE)),
        grades=(*sought.grades, *_span(sought.grade_min, sought.grade_max, 1, MAX_GRADE)),
    )


def _span(lowest: int | None, highest: int | None, first: int, last: int) -> Iterable[int]:
    if lowest is None and highest is None:
        return ()
    return range(first if lowest is None else lowest, (last if highest is None else highest) + 1)

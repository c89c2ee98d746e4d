"""Demand, looked at: counters of a month, never one of fewer than five searches, nor anything from which one could be reckoned.

Rules. There are no totals: whatever is shown is a part of its own, so that nothing is had by taking one from another, neither
across districts, bands and categories nor across months. What is under the floor is put together, first over the age bands of a
district, then over the districts of a category, and shown as soon as five or more are together, unless the number would give away
each part of it. The month that still runs is shown in steps of five, so that two looks on two days tell nothing of one search.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from catalog.age_bands import AgeBand
from catalog.database import Session
from catalog.model import SchoolDistrict, SearchDemand
from catalog.terms import Found

FLOOR = 5
OTHERS = "others"
"""In place of a band or district: those that have fewer than five searches each, together."""


@dataclass(frozen=True, slots=True)
class Demand:
    """How often a month's searches for one thing found nothing, or one to four hits.

    `category`, `district` and `band` may be `any` (none was named); `district` and `band` also `others`. `searches` None: fewer
    than five, or fewer than five in each of the others. `so_far` where the month still runs: at least so many.
    """

    month: str
    found: Found
    category: str
    district: str
    band: str
    searches: int | None
    so_far: bool = False


Counts = Mapping[tuple[str, str], int]
"""Searches by district and band."""


def demand(session: Session, municipality_id: int, months: tuple[str, str], *, running: str) -> tuple[Demand, ...]:
    """The demand of the months from one to another, both included (`2026-09`), by month, most searched for first.

    `running` is the present month. One search that named several values stands in several counters.
    """
    tables: dict[tuple[str, Found, str], dict[tuple[str, str], int]] = defaultdict(dict)
    query = select(SearchDemand).where(SearchDemand.municipality_id == municipality_id, SearchDemand.month.between(*months))
    for row in session.scalars(query):
        tables[row.month, row.found, row.category][row.district, row.band] = row.searches
    mine = SchoolDistrict.municipality_id == municipality_id
    places = 1 + (session.scalar(select(func.count(SchoolDistrict.slug.distinct())).where(mine)) or 0)
    found = [
        Demand(month, hits, category, district, band, _in_steps(number) if month == running else number, month == running)
        for (month, hits, category), counts in tables.items()
        for district, band, number in shown(counts, places, len(AgeBand))
    ]
    return tuple(sorted(found, key=_order))


def shown(counts: Counts, places: int, bands: int) -> Iterator[tuple[str, str, int | None]]:
    """What may be shown of one category's counts: district, band and number, of so many possible places and bands."""
    lefts: list[int] = []
    settled = 0
    for district in sorted({district for district, _ in counts}):
        mine = {band: number for (place, band), number in counts.items() if place == district}
        enough = {band: number for band, number in mine.items() if number >= FLOOR}
        yield from ((district, band, number) for band, number in enough.items())
        left = sum(mine.values()) - sum(enough.values())
        if _hides_its_parts(left, bands - len(enough)):
            yield district, OTHERS, left
            settled += 1
        elif left:
            lefts.append(left)
        elif len(enough) == bands:
            settled += 1
    if lefts:
        left = sum(lefts)
        yield OTHERS, OTHERS, left if _hides_its_parts(left, max(places - settled, len(lefts))) else None


def _hides_its_parts(number: int, parts: int) -> bool:
    """Whether so many together, of parts that have at most four each, leave open how many any one of them has."""
    return FLOOR <= number < (FLOOR - 1) * parts


def _in_steps(number: int | None) -> int | None:
    return None if number is None else number // FLOOR * FLOOR


def _order(one: Demand) -> tuple[object, ...]:
    return (one.month, -(one.searches or 0), one.found, one.category, one.district, one.band)

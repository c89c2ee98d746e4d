"""Demand: what families searched for and hardly found, as counters. No text, address, person or session, no time finer than a month.

Whoever answers a search calls, once, for the first page of what a person asked (bots and suggestions do not count):

    web.demand.record_search(krets, municipality_id, sought, names, hits)

with `sought` the filter that was searched with, what the words said included (`Answer.sought`), `names` the legal words and `hits`
the total. It takes microseconds, never raises for the database's sake, and writes later. What was counted is read by
`catalog.store.demand`, which shows nothing of fewer than five searches.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from catalog.age_bands import AgeBand, age_bands
from catalog.clock import oslo_day
from catalog.database import Database, Session
from catalog.errors import DatabaseUnavailable
from catalog.model import Municipality, School, SchoolDistrict, SearchDemand
from catalog.terms import Found

ANY = "any"
"""In place of a district's or category's slug: none was asked for."""
MOST_HITS = 4
"""A search with more hits found enough and is not counted."""
MOST_VALUES = 3
"""Who names more districts, schools, categories or age bands than this asks for none in particular."""
MONTHS_KEPT = 24


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search was about: slugs that exist, ages in years, grades. Whatever else it asked is not kept."""

    districts: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One counter. `school` stands in for a district that is found out when the counter is stored, and is not stored itself."""

    month: str
    category: str
    district: str
    band: AgeBand
    found: Found
    school: str = ""


def cells_of(asked: Asked, hits: int, month: str) -> tuple[Cell, ...]:
    """The counters that a search adds one to: one for each mixture of the values it named; none where it found enough.

    A school counts as its district where no district is named. At most `MOST_VALUES` to the third power.
    """
    if hits > MOST_HITS:
        return ()
    found = Found.FEW if hits else Found.NOTHING
    districts, schools = _few(asked.districts), () if asked.districts else _few(asked.schools)
    places = [*((slug, "") for slug in districts), *((ANY, slug) for slug in schools)] or [(ANY, "")]
    bands = _few(age_bands(asked.ages, asked.grades)) or (AgeBand.ANY,)
    mixtures = product(_few(asked.categories) or (ANY,), places, bands)
    return tuple(Cell(month, category, district, band, found, school) for category, (district, school), band in mixtures)


def _few(values: Iterable[str]) -> tuple[Any, ...]:
    """The values in order, each once; none where they are many."""
    distinct = tuple(sorted(set(values)))
    return distinct if len(distinct) <= MOST_VALUES else ()


def month_of(now: datetime) -> str:
    """The month in Norway at an instant, as `2026-11`."""
    return f"{oslo_day(now):%Y-%m}"


def months_before(month: str, number: int) -> str:
    """The month so many months before another."""
    months = int(month[:4]) * 12 + int(month[5:]) - 1 - number
    return f"{months // 12:04}-{months % 12 + 1:02}"


def record(database: Database, municipality_id: int, counts: Mapping[Cell, int]) -> None:
    """Adds to the counters of a municipality, all or none; of one that is gone meanwhile nothing is kept.

    Any number of threads and processes may do it at once. Raises `DatabaseUnavailable` where the database is away or only read.
    """
    try:
        with database.transaction() as session:
            if session.get(Municipality, municipality_id) is not None and counts:
                session.execute(*_additions(session, municipality_id, counts))
    except DBAPIError as error:
        raise DatabaseUnavailable(f"searches cannot be counted ({type(error.orig).__name__})") from error


def _additions(session: Session, municipality_id: int, counts: Mapping[Cell, int]) -> tuple[Any, list[dict[str, Any]]]:
    """The statement and its rows, in the order of their keys, so that two who write at once never wait for each other in a circle."""
    table: Table = SearchDemand.__table__  # type: ignore[assignment]  # declared as the wider FromClause
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(table)
    adding = insert.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={"searches": table.c.searches + insert.excluded.searches}
    )
    return adding, [
        {
            "municipality_id": municipality_id,
            "month": cell.month,
            "category": cell.category,
            "district": cell.district,
            "band": cell.band,
            "found": cell.found,
            "searches": number,
        }
        for cell, number in sorted(_with_districts(session, municipality_id, counts).items())
    ]


def _with_districts(session: Session, municipality_id: int, counts: Mapping[Cell, int]) -> Counter[Cell]:
    """The counts with the district of a school in the school's place; `any` where nobody knows it."""
    named = {cell.school for cell in counts if cell.school}
    query = select(School.slug, SchoolDistrict.slug).join(School.district).where(School.municipality_id == municipality_id)
    rows = session.execute(query.where(School.slug.in_(named))) if named else ()
    known = {row[0]: row[1] for row in rows}
    stored: Counter[Cell] = Counter()
    for cell, number in counts.items():
        stored[replace(cell, district=known.get(cell.school, cell.district), school="")] += number
    return stored


def forget_demand(session: Session, *, now: datetime) -> int:
    """Drops the counters of months older than `MONTHS_KEPT`; returns how many."""
    old = delete(SearchDemand).where(SearchDemand.month < months_before(month_of(now), MONTHS_KEPT))
    return session.execute(old).rowcount  # type: ignore[attr-defined,no-any-return]  # a cursor result

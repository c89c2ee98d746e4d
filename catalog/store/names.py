"""What a municipality's districts, schools, organisations and places are called: the names that words of a search may mean.

Read-only. Hidden venues (homes) and places beyond the border are nobody's landmark and are left out, as in geocoding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Integer, String, bindparam, cast, func, literal, select, union_all

from catalog.database import Session
from catalog.geo.addresses import parse_address
from catalog.model import Address, Municipality, Organisation, School, SchoolDistrict, SchoolHoliday, Venue
from catalog.terms import Level


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a slug and the names that it goes by, the first its own."""

    slug: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamesHere:
    """The names of one municipality. `places` are schools with a point, venues, towns and named places; `streets` lack house numbers."""

    municipality: str = ""
    districts: tuple[Named, ...] = ()
    schools: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()
    streets: tuple[str, ...] = ()
    postcodes: frozenset[str] = frozenset()


def names_here(session: Session, municipality_id: int) -> NamesHere:
    """All names of a municipality, each list in the order of ids."""
    districts = _named(session, SchoolDistrict, (SchoolDistrict.municipality_id == municipality_id, SchoolDistrict.level == Level.PRIMARY))
    venues = (Venue.municipality_id == municipality_id, Venue.hidden.is_(False), Venue.outside.is_(False), Venue.lat.is_not(None))
    here = (Address.municipality_id == municipality_id,)
    named, numbered = (*here, Address.number.is_(None)), (*here, Address.number.is_not(None))
    placed = (School.municipality_id == municipality_id, School.lat.is_not(None))
    addresses = _texts(session, [(School.address, placed), (Venue.address, venues)])
    towns = _texts(session, [(School.city, placed), (Venue.city, venues)])
    return NamesHere(
        municipality=session.scalar(select(Municipality.name).where(Municipality.id == municipality_id)) or "",
        districts=districts,
        schools=_named(session, School, (School.municipality_id == municipality_id,)),
        organisations=_named(session, Organisation, (Organisation.municipality_id == municipality_id,)),
        places=(
            *(place.names for place in _named(session, School, placed)),
            *(place.names for place in _named(session, Venue, venues)),
            *((town,) for town in towns),
            *((place,) for place in _texts(session, [(Address.street, named)])),
        ),
        streets=(*_texts(session, [(Address.street, numbered)]), *_streets(addresses)),
        postcodes=frozenset(_texts(session, [(Address.postcode, here), (School.postcode, placed), (Venue.postcode, venues)])),
    )


def names_mark(session: Session, municipality_id: int) -> tuple[tuple[int, int, int], ...]:
    """How many names there are, the last id, and how long they are together: one cheap statement that tells most changes.

    A name that gives way to another of the same length goes unseen: who keeps names reads them anew from time to time.
    """
    rows = sorted(session.execute(_marking(), {"here": municipality_id}), key=lambda row: int(row[0]))
    return tuple((int(row[1]), int(row[2] or 0), int(row[3] or 0)) for row in rows)


@lru_cache(maxsize=1)
def _marking() -> CompoundSelect[int, int, int, int]:
    """The statement of `names_mark`, put together once, since that takes longer than running it."""
    here = bindparam("here", type_=Integer)
    counted = []
    tables: tuple[type[SchoolDistrict | School | Organisation | Venue], ...] = (SchoolDistrict, School, Organisation, Venue)
    for number, table in enumerate(tables):
        length = func.length(table.name) + func.length(cast(table.aliases, String)) + func.length(table.slug)
        columns = (literal(number), func.count(), func.max(table.id), func.sum(length))
        counted.append(select(*columns).where(table.municipality_id == here))
    days = func.length(cast(SchoolHoliday.first, String)) + func.length(SchoolHoliday.slug)
    holidays = (literal(len(tables)), func.count(), func.max(SchoolHoliday.id), func.sum(days))
    counted.append(select(*holidays).where(SchoolHoliday.municipality_id == here))
    counted.append(select(literal(len(tables) + 1), literal(0), func.max(Address.id), literal(0)))
    return union_all(*counted)


def _named(
    session: Session,
    table: type[SchoolDistrict | School | Organisation | Venue],
    conditions: Iterable[ColumnElement[bool]],
) -> tuple[Named, ...]:
    rows = session.execute(select(table.slug, table.name, table.aliases).where(*conditions).order_by(table.id))
    found: dict[str, tuple[str, ...]] = {}
    for slug, name, aliases in rows:
        found[slug] = (*found.get(slug, ()), name, *aliases)
    return tuple(Named(slug, tuple(dict.fromkeys(names))) for slug, names in found.items())


def _texts(session: Session, asked: list[tuple[Any, Iterable[ColumnElement[bool]]]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for column, conditions in asked:
        found.update(dict.fromkeys(text for text in session.scalars(select(column).where(*conditions).distinct().order_by(column)) if text))
    return tuple(found)


def _streets(addresses: Iterable[str]) -> tuple[str, ...]:
    """The streets of addresses that have a house number."""
    parsed = map(parse_address, addresses)
    return tuple(dict.fromkeys(address.street for address in parsed if address.street and address.number is not None))

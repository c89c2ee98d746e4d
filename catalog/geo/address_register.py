"""Addresses with points from a register's CSV (Kartverket's matrikkel extract, or any table with the same column names).

Columns: `adressenavn;nummer;bokstav;postnummer;poststed` with `Nord;Øst;EPSG-kode` or `lat;lon`, `kommunenummer` when the file
spans several municipalities. A row without a house number is a named place. Loading replaces what the same source gave before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert

from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.geo.addresses import address_key
from catalog.geo.projection import to_wgs84
from catalog.geo.tables import Row, read_table
from catalog.model import Address, Municipality
from catalog.values import Point

_BATCH = 2_000
_MOST_PROBLEMS = 50


@dataclass(slots=True)
class AddressReport:
    """How many addresses were stored, how many belong to other municipalities, and the first rows that were refused."""

    loaded: int = 0
    elsewhere: int = 0
    refused: int = 0
    problems: list[str] = field(default_factory=list)


def load_addresses(session: Session, municipality: Municipality, path: Path, source: str) -> AddressReport:
    """Stores the file's addresses of the municipality within the caller's transaction, in place of the source's earlier ones.

    Raises InvalidValue, and stores nothing, when no row of the file can be read.
    """
    report = AddressReport()
    numbers = {municipality.number, *(known.number for known in municipality.numbers)}
    session.execute(delete(Address).where(Address.municipality_id == municipality.id, Address.source == source))
    batch: list[dict[str, Any]] = []
    for values in _rows(path, numbers, report):
        batch.append({"municipality_id": municipality.id, "source": source, **values})
        if len(batch) >= _BATCH:
            session.execute(insert(Address), batch)
            batch = []
    if batch:
        session.execute(insert(Address), batch)
    if not report.loaded and report.problems:
        raise InvalidValue("addresses", path.name, f"no row can be read; {report.problems[0]}")
    return report


def _rows(path: Path, numbers: set[str], report: AddressReport) -> Iterator[dict[str, Any]]:
    for row in read_table(path):
        number = row.text("kommunenummer")
        if number and number.zfill(4) not in numbers:
            report.elsewhere += 1
            continue
        try:
            values = _values(row)
        except InvalidValue as error:
            report.refused += 1
            if len(report.problems) < _MOST_PROBLEMS:
                report.problems.append(f"row {row.line}: {error}")
            continue
        report.loaded += 1
        yield values


def _values(row: Row) -> dict[str, Any]:
    street = row.text("adressenavn", "street")
    if street is None:
        raise InvalidValue("adressenavn", "", "is missing")
    house, letter, postcode = row.number("nummer", "number"), row.text("bokstav", "letter"), row.text("postnummer", "postcode")
    number = int(house) if house else None
    point = _point(row)
    return {
        "key": address_key(street, number, letter),
        "street": street,
        "number": number,
        "letter": letter.upper()[:2] if letter else None,
        "postcode": postcode.zfill(4)[:4] if postcode else None,
        "city": row.text("poststed", "city"),
        "lat": point.lat,
        "lon": point.lon,
    }


def _point(row: Row) -> Point:
    stated = row.point()
    if stated:
        return stated
    north, east = row.number("nord", "y"), row.number("øst", "oest", "east", "x")
    if north is None or east is None:
        raise InvalidValue("point", row.text("adressenavn"), "has neither lat and lon nor Nord and Øst")
    crs = row.text("EPSG-kode", "epsg")
    if crs is None:
        raise InvalidValue("EPSG-kode", "", "is missing, so the coordinates mean nothing")
    return to_wgs84(east, north, crs)

"""Known venues from a table: `name, address, postcode, city, lat, lon, quality, aliases` (aliases apart by semicolons).

The table fills and corrects what it said before; a point that somebody else stated is left alone. A row that cannot be meant
costs itself only.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from catalog.audit import SYSTEM, Subject, record_event
from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.geo.tables import Row, read_table
from catalog.model import Municipality, Venue
from catalog.terms import PointQuality
from catalog.text import free_slug, name_key


@dataclass(slots=True)
class VenueReport:
    """How many rows were new, changed or as before, and one line for each that was refused."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)


def load_venues(session: Session, municipality: Municipality, path: Path, source: str, now: datetime) -> VenueReport:
    """Stores the table's venues within the caller's transaction; the same table again changes nothing."""
    stored = list(session.scalars(select(Venue).where(Venue.municipality_id == municipality.id).order_by(Venue.id)))
    by_name = {venue.name_key: venue for venue in reversed(stored)}
    taken = {venue.slug for venue in stored}
    report = VenueReport()
    for row in read_table(path):
        try:
            values = _values(row, source)
        except InvalidValue as error:
            report.problems.append(f"row {row.line}: {error}")
            continue
        venue = by_name.get(str(values["name_key"]))
        if venue is None:
            venue = Venue(municipality_id=municipality.id, slug=free_slug(str(values["name"]), taken), **values)
            taken.add(venue.slug)
            by_name[venue.name_key] = venue
            session.add(venue)
            report.created += 1
        elif _update(session, venue, values, now):
            report.updated += 1
        else:
            report.unchanged += 1
    session.flush()
    return report


def _values(row: Row, source: str) -> dict[str, object]:
    name = row.text("name", "navn")
    if name is None:
        raise InvalidValue("name", "", "is missing")
    quality = row.text("quality", "kvalitet")
    if quality and quality not in set(PointQuality):
        raise InvalidValue("quality", quality, f"is none of {', '.join(PointQuality)}")
    stated: dict[str, object | None] = {
        "name": name,
        "name_key": name_key(name),
        "aliases": [alias.strip() for alias in (row.text("aliases") or "").split(";") if alias.strip()],
        "address": row.text("address", "adresse"),
        "postcode": row.text("postcode", "postnummer"),
        "city": row.text("city", "poststed"),
        "transport": row.text("transport"),
    }
    point = row.point()
    if point:
        stated |= {
            "lat": point.lat,
            "lon": point.lon,
            "point_quality": PointQuality(quality or PointQuality.EXACT),
            "point_source": source,
        }
    return {field: value for field, value in stated.items() if value is not None}


def _update(session: Session, venue: Venue, values: dict[str, object], now: datetime) -> bool:
    if venue.lat is not None and venue.point_source != values.get("point_source"):
        values = {field: value for field, value in values.items() if field not in {"lat", "lon", "point_quality", "point_source"}}
    changed = {field: (getattr(venue, field), value) for field, value in values.items() if getattr(venue, field) != value}
    for name, (_, value) in changed.items():
        setattr(venue, name, value)
    if changed:
        record_event(session, SYSTEM, "update", Subject("venue", venue.id, venue.municipality_id), now, changed)
    return bool(changed)

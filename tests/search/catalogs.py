"""Catalogs for the tests of search: a municipality with offers in a database, made row by row as intake would leave them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from catalog.changes import record_changes
from catalog.clock import OSLO, Clock
from catalog.database import Database, Session
from catalog.model import (
    Municipality,
    Occurrence,
    Offer,
    OfferAccess,
    OfferCategory,
    Organisation,
    School,
    SchoolDistrict,
    SchoolHoliday,
    Venue,
    VenueAccess,
    VenueDistrict,
)
from catalog.terms import AccessState, AccessTerm, HolidayKind, Level, OrganiserKind
from search.concepts import Concepts
from search.engine import SearchEngine
from search.filters import OfferFilter
from search.indexes import Indexes
from search.names import Names, names_of
from search.results import Results
from search.sync import Syncing

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
CONCEPTS = Concepts(
    broader={"football": ("sport",), "water": ("sport",), "swimming": ("water",), "choir": ("music",), "music": ("culture",)},
    words={
        "football": "Fotball\nFootball\nballspill\nknøttefotball",
        "sport": "Idrett",
        "swimming": "Svømming",
        "choir": "Kor",
        "music": "Musikk",
    },
)
CATEGORIES = frozenset({"football", "sport", "water", "swimming", "choir", "music", "culture"})


@dataclass(slots=True)
class Lier:
    """One municipality, its database, its index, and the way to change and search it."""

    database: Database
    indexes: Indexes
    syncing: Syncing
    engine: SearchEngine
    id: int
    districts: dict[str, int]
    organisations: dict[str, int]

    def add(self, title: str, *, meetings: Iterable[datetime] = (), **fields: Any) -> int:  # noqa: ANN401  columns of every type
        """A published offer, and its change in the outbox. Takes columns of Offer, and `categories`, `access`, `organisation`."""
        categories, access = fields.pop("categories", ()), fields.pop("access", {})
        organisation = fields.pop("organisation", None)
        with self.database.transaction() as session:
            offer = Offer(municipality_id=self.id, title=title, slug="s", created_at=NOW, updated_at=NOW, **fields)
            offer.organisation_id = self.organisations[organisation] if organisation else None
            offer.categories = [OfferCategory(slug=slug, position=n) for n, slug in enumerate(categories)]
            offer.access = [OfferAccess(term=term, state=state, said_by="x", said_on=TODAY) for term, state in access.items()]
            offer.occurrences = [Occurrence(starts_at=start, ends_at=start + timedelta(hours=1)) for start in meetings]
            session.add(offer)
            session.flush()
            record_changes(session, self.id, [offer.id], NOW)
            return offer.id

    def change(self, offer_id: int, **fields: object) -> None:
        """Another version of an offer, and its change in the outbox."""
        with self.database.transaction() as session:
            offer = session.get_one(Offer, offer_id)
            for name, value in fields.items():
                setattr(offer, name, value)
            offer.version += 1
            record_changes(session, self.id, [offer_id], NOW)

    def venue(self, name: str, *, district: str | None = None, **fields: Any) -> int:  # noqa: ANN401  columns of every type
        """A venue, perhaps in a district, with access facts (`access`)."""
        access = fields.pop("access", {})
        with self.database.transaction() as session:
            venue = Venue(municipality_id=self.id, slug=name.lower(), name=name, name_key=name.lower(), **fields)
            if district:
                venue.districts = [VenueDistrict(level=Level.PRIMARY, district_id=self.districts[district])]
            venue.access = [VenueAccess(term=term, state=state, said_by="x", said_on=TODAY) for term, state in access.items()]
            session.add(venue)
            session.flush()
            return venue.id

    def names(self, today: date = TODAY) -> Names:
        """The legal words as the database has them."""
        with self.database.reading() as session:
            return names_of(session, session.get_one(Municipality, self.id), CATEGORIES, today)

    def search(self, today: date = TODAY, **params: str | int | list[str]) -> Results:
        """What a search finds; parameters by name, `from_` for `from`."""
        return self.answer(params, today)

    def answer(self, params: Mapping[str, str | int | list[str]], today: date = TODAY) -> Results:
        """What a search finds; parameters as a mapping."""
        pairs = [(name.rstrip("_"), str(v)) for name, value in params.items() for v in (value if isinstance(value, list) else [value])]
        names = self.names(today)
        return self.engine.search(self.id, OfferFilter.from_params(pairs, strict=True, names=names), names)

    def ids(self, today: date = TODAY, **params: str | int | list[str]) -> list[int]:
        """The ids that a search finds, in order."""
        return list(self.search(today, **params).ids)


def lier(database: Database, folder: Path, clock: Clock) -> Lier:
    """A municipality with three districts, a school, two organisations and a school calendar; its index is not made yet."""
    with database.transaction() as session:
        municipality_id, districts, organisations = _rows(session)
    indexes = Indexes(folder, CONCEPTS)
    syncing = Syncing(database, indexes, clock)
    return Lier(database, indexes, syncing, SearchEngine(indexes, database), municipality_id, districts, organisations)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by Oslo's clocks."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=OSLO)


def _rows(session: Session) -> tuple[int, dict[str, int], dict[str, int]]:
    municipality = Municipality(number="3312", name="Lier", slug="lier")
    municipality.holidays = [
        SchoolHoliday(kind=HolidayKind.CHRISTMAS, slug="christmas-2026", first=date(2026, 12, 21), last=date(2027, 1, 3)),
        SchoolHoliday(kind=HolidayKind.WINTER, slug="winter-2027", first=date(2027, 2, 22), last=date(2027, 2, 28)),
        SchoolHoliday(kind=HolidayKind.SUMMER, slug="summer-2027", first=date(2027, 6, 26), last=date(2027, 8, 22)),
    ]
    session.add(municipality)
    session.flush()
    mid = municipality.id
    districts = [
        SchoolDistrict(municipality_id=mid, level=Level.PRIMARY, slug=slug, name=slug.title(), source="x", valid_from=date(2020, 1, 1))
        for slug in ("hallingstad", "tranby", "egge")
    ]
    organisations = [
        Organisation(municipality_id=mid, slug="tranby-il", name="Tranby Idrettslag", name_key="tranbyil", kind=OrganiserKind.VOLUNTARY),
        Organisation(municipality_id=mid, slug="lier-kulturskole", name="Lier kulturskole", name_key="lk", kind=OrganiserKind.MUNICIPAL),
    ]
    session.add_all([*districts, *organisations])
    session.flush()
    session.add(School(municipality_id=mid, slug="hallingstad-skole", name="Hallingstad skole", district_id=districts[0].id, source="x"))
    return mid, {one.slug: one.id for one in districts}, {one.slug: one.id for one in organisations}


YES = {AccessTerm.STEP_FREE_ENTRANCE: AccessState.YES}

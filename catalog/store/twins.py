"""Offers that other sources brought and that a new record may be the same as; what is compared is in `importers.match`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Exists, Select, exists, func, or_, select

from catalog.database import Session
from catalog.model import ImportRecord, Occurrence, Offer, Organisation, Series, Source, Venue
from catalog.terms import Group, Status

CHUNK = 400
Key = TypeVar("Key")
ALIVE = (Status.PUBLISHED, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What tells one offer from another, without its meetings; names as the keys that spellings share."""

    offer_id: int
    title: str
    url: str | None
    organisation_number: str | None
    organisation_key: str | None
    venue_key: str | None
    age_min: int | None
    age_max: int | None
    group: Group | None
    organisation_name: str | None = None
    venue_name: str | None = None
    address: str | None = None
    lat: float | None = None
    lon: float | None = None
    grade_min: int | None = None
    grade_max: int | None = None
    email: str | None = None
    phone: str | None = None
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """What the records of one batch say: by any of these a candidate is found."""

    urls: frozenset[str]
    organisation_numbers: frozenset[str]
    organisation_keys: frozenset[str]


def candidates(session: Session, municipality_id: int, source_id: int, sought: Sought) -> list[Candidate]:
    """Living offers of the municipality that this source does not list itself, and that share an address or an organiser."""
    found: dict[int, Candidate] = {}
    if not _others_exist(session, source_id):
        return []
    query = _living(municipality_id).where(or_(Offer.source_id.is_(None), Offer.source_id != source_id), ~_listed_by(source_id))
    columns = ((func.lower(Offer.url), sought.urls), (Organisation.number, sought.organisation_numbers))
    for column, values in (*columns, (Organisation.name_key, sought.organisation_keys)):
        for chunk in _chunks(values):
            for row in session.execute(query.where(column.in_(chunk))):
                found[row[0]] = Candidate(*row)
    return [found[offer_id] for offer_id in sorted(found)]


def living(session: Session, municipality_id: int, *, source_id: int, own: bool) -> Iterator[Candidate]:
    """Living offers of the municipality, streamed by id: those that the source lists (`own`), or those that it does not."""
    listed = _listed_by(source_id)
    query = _living(municipality_id).where(listed if own else ~listed).order_by(Offer.id)
    for row in session.execute(query, execution_options={"yield_per": 1000}):
        yield Candidate(*row)


def living_by_id(session: Session, municipality_id: int, offer_ids: Collection[int]) -> Iterator[Candidate]:
    """Those of these offers that are living."""
    for chunk in _chunks(offer_ids):
        for row in session.execute(_living(municipality_id).where(Offer.id.in_(chunk))):
            yield Candidate(*row)


def changed_offers(session: Session, source_id: int, since_run: int) -> set[int]:
    """The offers whose records of this source came or changed in a run after the given one."""
    query = select(ImportRecord.offer_id).where(
        ImportRecord.source_id == source_id, ImportRecord.changed_run_id > since_run, ImportRecord.retired_at.is_(None)
    )
    return {offer_id for offer_id in session.scalars(query.execution_options(yield_per=1000)) if offer_id is not None}


def ids_of_others(session: Session, municipality_id: int, source_id: int, claimed: Mapping[str, str]) -> dict[str, str]:
    """Which of these record ids another source of the municipality has for an offer of the very organisation number that is
    `claimed` with it, and the name of that source."""
    others = [
        source for source in session.scalars(select(Source.id).where(Source.municipality_id == municipality_id)) if source != source_id
    ]
    found: dict[str, str] = {}
    for chunk in _chunks(claimed if others else ()):
        query = (
            select(ImportRecord.record_id, Organisation.number, Source.name)
            .join(Offer, Offer.id == ImportRecord.offer_id)
            .join(Organisation, Organisation.id == Offer.organisation_id)
            .join(Source, Source.id == ImportRecord.source_id)
            .where(ImportRecord.source_id.in_(others), ImportRecord.record_id.in_(chunk))
        )
        found.update({record: name for record, number, name in session.execute(query) if number == claimed[record]})
    return found


def series_of(session: Session, offer_ids: Collection[int]) -> dict[int, list[Series]]:
    """The series of offers, by offer."""
    grouped: dict[int, list[Series]] = {}
    for chunk in _chunks(offer_ids):
        for row in session.scalars(select(Series).where(Series.offer_id.in_(chunk))):
            grouped.setdefault(row.offer_id, []).append(row)
    return grouped


def dated_starts_of(session: Session, offer_ids: Collection[int], *, after: datetime) -> dict[int, frozenset[datetime]]:
    """When the meetings that a publisher dated begin after an instant, by offer."""
    grouped: dict[int, set[datetime]] = {}
    for chunk in _chunks(offer_ids):
        query = select(Occurrence.offer_id, Occurrence.starts_at).where(
            Occurrence.offer_id.in_(chunk), Occurrence.dated, Occurrence.starts_at >= after
        )
        for offer_id, starts_at in session.execute(query):
            grouped.setdefault(offer_id, set()).add(starts_at)
    return {offer_id: frozenset(starts) for offer_id, starts in grouped.items()}


def _others_exist(session: Session, source_id: int) -> bool:
    """Whether there is any offer that another source or a person brought; each question is answered by the index alone."""
    sides = (Offer.source_id.is_(None), Offer.source_id < source_id, Offer.source_id > source_id)
    return any(session.scalar(select(Offer.id).where(side).limit(1)) is not None for side in sides)


def _listed_by(source_id: int) -> Exists:
    return exists().where(ImportRecord.offer_id == Offer.id, ImportRecord.source_id == source_id)


def _living(municipality_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Offer.id,
            Offer.title,
            Offer.url,
            Organisation.number,
            Organisation.name_key,
            Venue.name_key,
            Offer.age_min,
            Offer.age_max,
            Offer.group,
            Organisation.name,
            Venue.name,
            Venue.address,
            Venue.lat,
            Venue.lon,
            Offer.grade_min,
            Offer.grade_max,
            Offer.email,
            Offer.phone,
            Offer.first_day,
        )
        .outerjoin(Organisation, Organisation.id == Offer.organisation_id)
        .outerjoin(Venue, Venue.id == Offer.venue_id)
        .where(Offer.municipality_id == municipality_id, Offer.merged_into_id.is_(None), Offer.status.in_(ALIVE))
    )


def _chunks(values: Iterable[Key]) -> list[list[Key]]:
    ordered = list(values)
    return [ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK)]

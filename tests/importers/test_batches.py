"""A batch of hundreds leaves the very catalog that one record at a time leaves, on both databases, whatever comes day after day."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalog.audit import SYSTEM
from catalog.database import Database, Session
from catalog.drafts import AccessFact, OccurrenceDraft, OfferDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.intake import Intake
from catalog.model import ImportRun, Municipality, Offer, Source
from catalog.model.base import Record
from catalog.school_year import SchoolCalendar
from catalog.store import sources
from catalog.terms import AccessState, AccessTerm
from catalog.values import FREE, UNKNOWN_PRICE, AgeRange, Point
from importers.drafting import Refusal
from importers.errors import RecordRejected
from importers.journal import Tally
from importers.listing import Arrival
from importers.normalise import Prepared
from importers.upsert import Scope, Upsert

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
OWN_IDS_MATTER = {"offer", "organisation", "venue", "municipality", "source"}
IN_ORDER = {"audit_event", "change", "import_item"}


@dataclass(frozen=True)
class Day:
    """What one source lists on one day; the title that staff then give to the oldest offer, and whether the newest is merged into it."""

    source: int
    listed: tuple[Prepared, ...]
    title_by_staff: str | None = None
    merged: bool = False


def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | values


organisers = st.builds(
    OrganisationDraft,
    name=st.sampled_from(["Lag A", "lag a", "Lag B"]),
    number=maybe(st.sampled_from(["974760673", "971032081"])),
    email=maybe(st.just("a@example.org")),
)
venues = st.builds(
    VenueDraft,
    name=st.sampled_from(["Hallen", "HALLEN", "Salen"]),
    address=maybe(st.sampled_from(["Vegen 1", "Vegen 2"])),
    point=maybe(st.sampled_from([Point(59.7, 10.2), Point(59.9, 10.4)])),
    register_id=maybe(st.just("H1")),
    access=st.sampled_from([{}, {AccessTerm.STEP_FREE_ENTRANCE: AccessFact(AccessState.YES)}]),
)
rules = st.builds(
    SeriesDraft,
    rrule=st.sampled_from(["FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;COUNT=3"]),
    first=st.sampled_from([date(2026, 11, 23), date(2026, 12, 1)]),
    last=st.just(date(2027, 1, 10)),
    start=st.sampled_from([None, time(17)]),
)
meetings = st.builds(OccurrenceDraft, start=st.sampled_from([NOW + timedelta(days=day) for day in (1, 2, 3)]))
drafts = st.builds(
    OfferDraft,
    title=st.sampled_from(["Fotball", "Kor", "Kor 2"]),
    summary=maybe(st.just("Kort")),
    categories=st.sampled_from([(), ("football",), ("choir", "football")]),
    organisation=maybe(organisers),
    co_organisers=st.lists(organisers, max_size=2).map(tuple),
    venue=maybe(venues),
    ages=st.sampled_from([AgeRange(), AgeRange(6, 9)]),
    price=st.sampled_from([UNKNOWN_PRICE, FREE]),
    access=st.sampled_from([{}, {term: AccessFact(AccessState.YES, "ja") for term in list(AccessTerm)[:2]}]),
    url=maybe(st.sampled_from(["https://example.org/kor", "https://example.org/fotball"])),
    series=st.lists(rules, max_size=2).map(tuple),
    occurrences=st.lists(meetings, max_size=2).map(tuple),
    cancelled=st.booleans(),
    confirmed_on=maybe(st.just(date(2026, 11, 1))),
    open_to_districts=st.sampled_from([(), ("Ukjent krets",)]),
)


@st.composite
def arrivals(draw: st.DrawFn, key: str) -> Prepared:
    """A record of one of the three kinds: a draft, one that cannot be read, one that is passed over."""
    arrival = Arrival(key, f"row {key}", draw(st.sampled_from(["1", "2", "3"])), "{}")
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return Prepared(arrival, None, problem=RecordRejected("price", "?", "not a price"))
    if kind == 1:
        return Prepared(arrival, None, skipped=Refusal("state", "gone", "withdrawn"))
    return Prepared(arrival, None, draw(drafts))


@st.composite
def days(draw: st.DrawFn) -> list[Day]:
    """A few days of two sources."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        keys = draw(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1))
        listed = tuple(draw(arrivals(key)) for key in keys)
        found.append(Day(draw(st.integers(0, 1)), listed, draw(st.sampled_from([None, None, "Navn av ansatt"])), draw(st.booleans())))
    return found


class _UndoneError(Exception):
    """Ends a transaction that is to leave nothing."""


def outcome(database: Database, course: Sequence[Day], size: int) -> dict[str, list[object]]:
    """Everything that is in the database after these days, stored `size` records at a time; nothing stays."""
    found: dict[str, list[object]] = {}
    with contextlib.suppress(_UndoneError), database.transaction() as session:
        _number_from_one(session)
        place = Municipality(number="3312", name="Lier", slug="lier")
        session.add(place)
        session.flush()
        ids = [_source(session, place.id), _source(session, place.id)]
        for number, day in enumerate(course):
            _live(session, place, ids[day.source], day, NOW + timedelta(days=number), size)
        session.flush()
        found = _everything(session)
        raise _UndoneError
    return found


def _source(session: Session, place: int) -> int:
    row = Source(municipality_id=place, name="Kilde", format="small", location="", options={})
    session.add(row)
    session.flush()
    return row.id


def _live(session: Session, place: Municipality, source: int, day: Day, now: datetime, size: int) -> None:
    run = ImportRun(source_id=source, started_at=now, counts={}, facts={})
    session.add(run)
    session.flush()
    scope = Scope(place.id, source, run.id, now, may_retire=True)
    for start in range(0, len(day.listed), size):
        batch = day.listed[start : start + size]
        known = sources.listed(session, source, [one.arrival.key for one in batch])
        Upsert(session, scope, Tally(), [replace(one, known=known.get(one.arrival.key)) for one in batch]).store()
        session.flush()
        session.expunge_all()  # each batch is a transaction of its own, with a session of its own
    _by_staff(session, place.id, day, now)
    session.flush()
    session.expunge_all()


def _by_staff(session: Session, place_id: int, day: Day, now: datetime) -> None:
    offers = session.scalars(select(Offer).order_by(Offer.id)).all()
    if day.title_by_staff and offers:
        intake = Intake(session, session.get_one(Municipality, place_id), actor=SYSTEM, now=now, calendar=SchoolCalendar(()))
        intake.receive(OfferDraft(day.title_by_staff), offer_id=offers[0].id)
    if day.merged and len(offers) > 1:
        offers[-1].merged_into_id = offers[0].id


def _number_from_one(session: Session) -> None:
    """PostgreSQL does not take numbers back with what was undone."""
    if session.get_bind().dialect.name == "postgresql":
        for table in Record.metadata.sorted_tables:
            key = next(iter(table.primary_key.columns)).name
            counter = session.scalar(text("SELECT pg_get_serial_sequence(:name, :key)"), {"name": table.name, "key": key})
            if counter:
                session.execute(text("SELECT setval(:counter, 1, false)"), {"counter": counter})


def _everything(session: Session) -> dict[str, list[object]]:
    """Every row of every table; offers by their order instead of their ids, of which a batch may leave some out."""
    order = {offer_id: number for number, offer_id in enumerate(session.scalars(select(Offer.id).order_by(Offer.id)))}
    found: dict[str, list[object]] = {}
    for table in Record.metadata.sorted_tables:
        rows = session.execute(select(table).order_by(*table.primary_key.columns)).mappings()
        told = [_told(table.name, dict(row), order) for row in rows]
        found[table.name] = list(told) if table.name in IN_ORDER else sorted(told, key=repr)
    return found


def _told(table: str, row: dict[str, object], order: dict[int, int]) -> list[tuple[str, object]]:
    if table not in OWN_IDS_MATTER:
        row.pop("id", None)
        row.pop("seq", None)
    of_offers = {"offer_id", "other_id", "merged_into_id"}  # the columns that name an offer
    named = {"id"} if table == "offer" else of_offers | ({"object_id"} if row.get("object_type") == "offer" else set())
    return sorted((name, order.get(value, value) if name in named and isinstance(value, int) else value) for name, value in row.items())


@given(course=days())
@settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
def test_a_batch_leaves_what_one_record_at_a_time_leaves(database: Database, course: list[Day]) -> None:
    together = outcome(database, course, 500)
    assert together["offer"] or all(one.draft is None for day in course for one in day.listed)
    apart = outcome(database, course, 1)
    for table, rows in apart.items():
        assert together[table] == rows, table


def test_one_row_that_the_database_refuses_undoes_its_whole_batch(database: Database) -> None:
    good, bad = Arrival("a", "row 1", "1", "{}"), Arrival("b", "row 2", "1", "{}")
    too_large = Day(0, (Prepared(good, None, OfferDraft("Kor")), Prepared(bad, None, OfferDraft("Kor", capacity=2**70))))
    with pytest.raises((DBAPIError, OverflowError)):
        outcome(database, [too_large], 500)
    with database.reading() as session:
        assert session.scalars(select(Offer)).all() == []

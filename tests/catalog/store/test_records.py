"""Which offers the records of a batch stand for, and what it leaves behind."""

from sqlalchemy import select

from catalog.clock import FixedClock
from catalog.database import Database, Session
from catalog.model import ImportItem, ImportRecord, ImportRun, Municipality, Offer, Source
from catalog.store.records import add_items, add_records, surviving_offers


def add_offer(session: Session, place: int, clock: FixedClock, merged_into_id: int | None = None) -> int:
    at = clock.now()
    offer = Offer(municipality_id=place, title="Kor", slug="kor", created_at=at, updated_at=at, merged_into_id=merged_into_id)
    session.add(offer)
    session.flush()
    return offer.id


def add_place(session: Session) -> int:
    place = Municipality(number="3312", name="Lier", slug="lier")
    session.add(place)
    session.flush()
    return place.id


def test_the_offers_that_survive_merges_are_found_and_a_ring_ends(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        place = add_place(session)
        last = add_offer(session, place, clock)
        middle = add_offer(session, place, clock, merged_into_id=last)
        first = add_offer(session, place, clock, merged_into_id=middle)
        assert surviving_offers(session, [first, last, 999]) == {first: last, last: last}
        session.get_one(Offer, last).merged_into_id = first
        session.flush()
        assert surviving_offers(session, [first]) == {}
        assert surviving_offers(session, []) == {}


def test_records_and_items_stay_in_their_order(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        source = Source(municipality_id=add_place(session), name="a", format="csv", location="a", options={})
        session.add(source)
        session.flush()
        run = ImportRun(source_id=source.id, started_at=clock.now(), counts={}, facts={})
        session.add(run)
        session.flush()
        told = {
            "source_id": source.id,
            "content_hash": "1",
            "raw": "{}",
            "outcome": "created",
            "first_run_id": run.id,
            "changed_run_id": run.id,
        }
        add_records(session, [{"record_id": key} | told for key in "ba"])
        add_items(session, [{"run_id": run.id, "record_id": key, "outcome": "created", "changes": {}} for key in "ba"])
        add_items(session, [])
    with database.reading() as session:
        assert list(session.scalars(select(ImportRecord.record_id).order_by(ImportRecord.id))) == ["b", "a"]
        assert list(session.scalars(select(ImportItem.record_id).order_by(ImportItem.id))) == ["b", "a"]
        assert [row.absent_runs for row in session.scalars(select(ImportRecord))] == [0, 0]

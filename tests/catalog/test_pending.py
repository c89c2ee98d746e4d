"""Rows that wait: ids that nobody else gets, owners before what they own, each table in the order in which its rows came."""

import pytest
from sqlalchemy import select

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import Municipality, Offer, Series
from catalog.model.base import Record
from catalog.pending import PendingRows, insert_rows
from catalog.terms import Status


def offer_row(place: int, offer_id: int, clock: FixedClock) -> dict[str, object]:
    times = {"created_at": clock.now(), "updated_at": clock.now()}
    return {"id": offer_id, "municipality_id": place, "title": f"Tilbud {offer_id}", "slug": "tilbud", "status": Status.PUBLISHED, **times}


def a_place(database: Database) -> int:
    with database.transaction() as session:
        place = Municipality(number="3312", name="Lier", slug="lier")
        session.add(place)
        session.flush()
        return place.id


def test_what_belongs_to_an_offer_may_come_before_it(database: Database, clock: FixedClock) -> None:
    place = a_place(database)
    with database.transaction() as session:
        pending = PendingRows(session)
        ids = [pending.new_offer_id() for _ in range(30)]
        for offer_id in ids:
            for rule in ("FREQ=WEEKLY", "FREQ=DAILY"):
                pending.add(Series, {"offer_id": offer_id, "rrule": rule, "first": clock.now().date()})
            pending.add(Offer, offer_row(place, offer_id, clock))
        pending.write()
        pending.write()
    with database.reading() as session:
        assert list(session.scalars(select(Offer.id).order_by(Offer.id))) == sorted(set(ids)) == ids
        assert list(session.scalars(select(Series.rrule).order_by(Series.id))) == ["FREQ=WEEKLY", "FREQ=DAILY"] * 30


def test_ids_go_on_after_those_of_others(database: Database, clock: FixedClock) -> None:
    place = a_place(database)
    with database.transaction() as session:
        pending = PendingRows(session)
        pending.expect(3)
        pending.add(Offer, offer_row(place, pending.new_offer_id(), clock))
        pending.write()
        session.add(Offer(municipality_id=place, title="Annet", slug="annet", created_at=clock.now(), updated_at=clock.now()))
        session.flush()
        for _ in range(3):
            pending.add(Offer, offer_row(place, pending.new_offer_id(), clock))
        pending.write()
    with database.reading() as session:
        assert len(set(session.scalars(select(Offer.id)))) == 5


def test_expecting_takes_the_ids_once(database: Database) -> None:
    a_place(database)
    with database.transaction() as session:
        pending = PendingRows(session)
        pending.expect(2)
        first = pending.new_offer_id()
        pending.expect(1)
        assert [pending.new_offer_id() for _ in range(2)] == [first + 1, first + 2]


def test_what_has_no_table_holds_no_rows(sqlite: Database) -> None:
    class Untabled(Record):
        __abstract__ = True
        __table__ = select(Offer).subquery()

    with sqlite.transaction() as session, pytest.raises(TypeError, match="no table"):
        insert_rows(session, Untabled, [{}])

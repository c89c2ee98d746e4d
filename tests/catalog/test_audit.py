"""The journal of who did what: names, values before and after, and no row for what did not happen."""

import pytest
from sqlalchemy import select

from catalog.audit import SYSTEM, Subject, feed_actor, record_event
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import AuditEvent, Municipality
from catalog.terms import Author


@pytest.mark.parametrize(("source", "name"), [(3, "feed:3"), (None, "feed")])
def test_a_feed_is_named_by_its_source_and_is_the_weakest_author(source: int | None, name: str) -> None:
    actor = feed_actor(source)
    assert (actor.author, actor.name) == (Author.FEED, name)


def test_the_system_acts_as_staff() -> None:
    assert SYSTEM.author is Author.STAFF


def test_an_event_keeps_each_field_before_and_after(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        session.add(Municipality(id=1, number="3312", name="Lier", slug="lier"))
        session.flush()
        values = {"title": ("Før", "Etter"), "ages": (None, [6, 9])}
        record_event(session, feed_actor(3), "update", Subject("offer", 12, 1), clock.now(), values)
    with database.reading() as session:
        event = session.scalars(select(AuditEvent)).one()
        assert (event.actor, event.action, event.object_type, event.object_id, event.municipality_id) == (
            "feed:3",
            "update",
            "offer",
            12,
            1,
        )
        assert (event.before, event.after) == ({"title": "Før", "ages": None}, {"title": "Etter", "ages": [6, 9]})
        assert event.at == clock.now()


def test_an_event_goes_with_its_transaction(database: Database, clock: FixedClock) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        record_event(session, SYSTEM, "create", Subject("source", 1, None), clock.now())
        session.flush()
        raise RuntimeError
    with database.reading() as session:
        assert session.scalars(select(AuditEvent)).all() == []

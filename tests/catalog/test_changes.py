"""The outbox: one row an offer, in the order of commits, whoever began first."""

import time
from datetime import timedelta
from threading import Event, Thread

from sqlalchemy import func, select, text

from catalog.changes import newest_change, prune_changes, record_changes
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import Change
from catalog.store.indexing import changes_after
from tests.factories.places import found_place

LOOK_FOR_S = 10


def founded(database: Database, clock: FixedClock, slug: str = "lier", number: str = "3312") -> int:
    with database.transaction() as session:
        return found_place(session, clock.now(), slug=slug, number=number).id


def record(database: Database, clock: FixedClock, place: int, *offers: int) -> None:
    with database.transaction() as session:
        record_changes(session, place, offers, clock.now())


def drained(database: Database, place: int, after: int = 0) -> list[tuple[int, int]]:
    with database.reading() as session:
        return changes_after(session, place, after, limit=100)


def test_an_offer_that_is_named_twice_gets_one_row(database: Database, clock: FixedClock) -> None:
    place = founded(database, clock)
    record(database, clock, place, 7, 8, 7)
    assert [offer for _, offer in drained(database, place)] == [7, 8]


def test_nothing_changed_is_no_row(database: Database, clock: FixedClock) -> None:
    place = founded(database, clock)
    record(database, clock, place)
    with database.reading() as session:
        assert newest_change(session, place) == 0
        assert session.scalar(select(func.count()).select_from(Change)) == 0


def test_the_newest_change_is_the_municipalitys_own(database: Database, clock: FixedClock) -> None:
    lier, other = founded(database, clock), founded(database, clock, "lorenskog", "3222")
    record(database, clock, lier, 1)
    record(database, clock, other, 2)
    with database.reading() as session:
        assert newest_change(session, lier) < newest_change(session, other)


def test_a_change_is_not_seen_before_its_transaction_ends_well(database: Database, clock: FixedClock) -> None:
    place = founded(database, clock)
    with database.transaction() as session:
        record_changes(session, place, [1], clock.now())
        session.rollback()
    assert drained(database, place) == []


def test_pruning_drops_old_rows_but_never_the_newest_of_a_place(database: Database, clock: FixedClock) -> None:
    lier, other = founded(database, clock), founded(database, clock, "lorenskog", "3222")
    record(database, clock, lier, 1, 2, 3)
    record(database, clock, other, 4)
    clock.instant += timedelta(days=31)
    with database.transaction() as session:
        assert prune_changes(session, clock.now() - timedelta(days=30)) == 2
        assert prune_changes(session, clock.now() - timedelta(days=30)) == 0
    assert [offer for _, offer in drained(database, lier)] == [3]
    assert [offer for _, offer in drained(database, other)] == [4]


def test_a_number_is_never_given_twice_even_when_its_row_is_gone(database: Database, clock: FixedClock) -> None:
    place = founded(database, clock)
    record(database, clock, place, 1)
    (last,) = drained(database, place)
    with database.transaction() as session:
        session.execute(text("DELETE FROM change"))
    record(database, clock, place, 2)
    assert drained(database, place)[0][0] > last[0]


def test_a_reader_that_remembers_its_last_number_misses_nothing_of_two_writers(postgres: Database, clock: FixedClock) -> None:
    """The second writer would take a higher number and commit first; the lock makes it wait, so numbers come in order."""
    place = founded(postgres, clock)
    may_commit, has_number = Event(), Event()

    def slow() -> None:
        with postgres.transaction() as session:
            record_changes(session, place, [1], clock.now())
            has_number.set()
            may_commit.wait(LOOK_FOR_S)

    first, second = Thread(target=slow), Thread(target=record, args=(postgres, clock, place, 2))
    first.start()
    assert has_number.wait(LOOK_FOR_S)
    second.start()
    wait_for_a_waiting_lock(postgres)
    seen = drained(postgres, place)
    may_commit.set()
    for thread in (first, second):
        thread.join(LOOK_FOR_S)
    last = seen[-1][0] if seen else 0
    assert [offer for _, offer in [*seen, *drained(postgres, place, last)]] == [1, 2]


def wait_for_a_waiting_lock(database: Database) -> None:
    """Returns when somebody waits for the advisory lock."""
    until = time.monotonic() + LOOK_FOR_S
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    while time.monotonic() < until:
        with database.reading() as session:
            if session.scalar(waiting):
                return
    raise AssertionError("the second writer did not wait for the first")

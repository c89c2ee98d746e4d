"""Leases: one holder at a time, the old one is fenced off, and no clock or crash blocks for ever."""

from datetime import timedelta

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.leases import Held, LeaseHeld, StaleLease, acquire, check, release, renew
from catalog.model import Lease

TTL = timedelta(minutes=1)


def take(database: Database, clock: FixedClock, holder: str, *, dead: str = "") -> Held:
    with database.transaction() as session:
        return acquire(session, "jobs", holder, now=clock.now(), ttl=TTL, is_dead=lambda name: name == dead)


def test_a_held_lease_is_not_given_to_another(database: Database, clock: FixedClock) -> None:
    assert take(database, clock, "a") == Held("jobs", "a", 1)
    with pytest.raises(LeaseHeld, match="held by a until 2026-11-22 11:01"):
        take(database, clock, "b")


def test_the_same_holder_may_take_it_again_and_keeps_its_epoch(database: Database, clock: FixedClock) -> None:
    assert take(database, clock, "a") == take(database, clock, "a")


def test_a_lease_that_ran_out_is_taken_over_with_a_higher_epoch(database: Database, clock: FixedClock) -> None:
    take(database, clock, "a")
    clock.instant += TTL
    assert take(database, clock, "b") == Held("jobs", "b", 2)


def test_a_dead_holders_lease_is_taken_over_at_once(database: Database, clock: FixedClock) -> None:
    take(database, clock, "a")
    assert take(database, clock, "b", dead="a").epoch == 2


def test_the_old_holder_is_refused_in_its_own_transaction(database: Database, clock: FixedClock) -> None:
    old = take(database, clock, "a")
    clock.instant += TTL
    new = take(database, clock, "b")
    with database.transaction() as session:
        check(session, new)
    for act in (check, lambda session, held: renew(session, held, now=clock.now(), ttl=TTL)):
        with pytest.raises(StaleLease), database.transaction() as session:
            act(session, old)


def test_a_renewed_lease_is_held_for_longer(database: Database, clock: FixedClock) -> None:
    held = take(database, clock, "a")
    clock.instant += TTL / 2
    with database.transaction() as session:
        renew(session, held, now=clock.now(), ttl=TTL)
    clock.instant += TTL / 2
    with pytest.raises(LeaseHeld):
        take(database, clock, "b")


def test_a_released_lease_is_free_and_still_fences_off_the_old_holder(database: Database, clock: FixedClock) -> None:
    old = take(database, clock, "a")
    with database.transaction() as session:
        release(session, old, now=clock.now())
    assert take(database, clock, "b").epoch == 2
    with database.transaction() as session:
        release(session, old, now=clock.now())
        assert session.get_one(Lease, "jobs").holder == "b"


def test_a_lease_from_a_clock_that_was_a_year_ahead_does_not_block(database: Database, clock: FixedClock) -> None:
    right = clock.instant
    clock.instant += timedelta(days=365)
    take(database, clock, "a")
    clock.instant = right
    assert take(database, clock, "b").epoch == 2


def test_nothing_of_a_transaction_under_a_stale_lease_is_kept(database: Database, clock: FixedClock) -> None:
    old = take(database, clock, "a")
    take(database, clock, "b", dead="a")
    with pytest.raises(StaleLease), database.transaction() as session:
        session.add(Lease(name="written", holder="a", epoch=1, expires_at=clock.now()))
        check(session, old)
    with database.reading() as session:
        assert session.get(Lease, "written") is None

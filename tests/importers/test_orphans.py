"""Runs that nobody is at any more are closed, those that somebody is at are not, and a feed that brings its reader down backs off."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.leases import StaleLease, acquire, check
from catalog.model import ImportRun
from catalog.store import sources
from importers import holders
from importers.journal import LEASE_TTL, settles_nothing
from importers.orphans import CUT_OFF_TWICE, STUCK, Orphans
from tests.importers.small_feed import Town, numbered

TTL = timedelta(minutes=5)


def cut_off(town: Town, source: int, holder: str = "other-machine:1:1:x") -> None:
    """Leaves what a process leaves behind that dies in the middle of a run."""
    with town.database.transaction() as session:
        acquire(session, f"source:{source}", holder, now=town.clock.now(), ttl=TTL)
        session.add(ImportRun(source_id=source, started_at=town.clock.now(), counts={}, facts={}))


def close_left(town: Town, *, except_for: tuple[int, ...] = ()) -> list[int]:
    return Orphans(town.database, town.clock, lambda _: None, settles_nothing).close_left(except_for=except_for)


def outcomes(town: Town) -> list[tuple[str, str | None]]:
    with town.database.reading() as session:
        return [(row.outcome, row.reason) for row in session.scalars(select(ImportRun).order_by(ImportRun.id))]


def test_a_run_whose_holder_is_alive_is_let_alone_until_its_lease_runs_out(town: Town) -> None:
    source = town.source()
    cut_off(town, source)
    assert close_left(town) == []
    town.clock.instant += TTL
    assert close_left(town, except_for=(source,)) == []
    assert close_left(town) == [source]
    assert outcomes(town) == [("interrupted", "its process ended before the run did")]
    assert close_left(town) == []


def test_a_run_of_a_process_that_is_gone_is_closed_at_once_and_the_source_is_free(town: Town) -> None:
    source = town.source()
    cut_off(town, source, holders.new_holder())
    assert close_left(town) == [source]
    assert town.imported(source, numbered([1])).outcome == "complete"
    assert town.read(sources.source, source).failures == 0


def test_a_repetition_that_is_cut_off_too_counts_as_failed(town: Town) -> None:
    source = town.source()
    for _ in range(2):
        cut_off(town, source, holders.new_holder())
        close_left(town)
    assert outcomes(town)[1] == ("failed", CUT_OFF_TWICE)
    assert town.read(sources.source, source).failures == 1


def test_a_stuck_run_is_closed_as_failed_and_loses_its_lease(town: Town) -> None:
    source, holder = town.source(), holders.new_holder()
    holders.begin(holder)
    try:
        with town.database.transaction() as session:
            held = acquire(session, f"source:{source}", holder, now=town.clock.now(), ttl=LEASE_TTL)
            session.add(ImportRun(source_id=source, started_at=town.clock.now(), counts={}, facts={}))
        assert close_left(town) == []
        Orphans(town.database, town.clock, lambda _: None, settles_nothing).close_stuck(source)
    finally:
        holders.end(holder)
    assert outcomes(town) == [("failed", STUCK)]
    with pytest.raises(StaleLease), town.database.transaction() as session:
        check(session, held)


def test_who_does_not_lead_closes_nothing(town: Town) -> None:
    source = town.source()
    cut_off(town, source, holders.new_holder())

    def refuse(_session: object) -> None:
        raise StaleLease("jobs")

    with pytest.raises(StaleLease):
        Orphans(town.database, town.clock, refuse, settles_nothing).close_left(except_for=())
    assert outcomes(town) == [("running", None)]

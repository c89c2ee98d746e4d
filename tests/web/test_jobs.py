"""The background jobs: one process leads, another takes over, and who has lost the lead writes nothing."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.age_bands import AgeBand
from catalog.audit import SYSTEM
from catalog.changes import newest_change
from catalog.clock import FixedClock
from catalog.demand import Cell, record
from catalog.drafts import OfferDraft, SeriesDraft
from catalog.leases import StaleLease
from catalog.model import Change, ImportRun, Lease, Occurrence, SearchDemand, Source
from catalog.sourcing import SourceDraft, add_source
from catalog.store.municipalities import municipality
from catalog.terms import Found
from tests.factories.installations import fill, installation, municipality_id
from web.context import Krets
from web.jobs import OUTBOX_KEPT, Jobs, Leadership, keep_up
from web.leading import LEASE, LEASE_TTL

LOOK_FOR_S = 20
FOOTBALL = OfferDraft("Fotball", series=(SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), None, clock_time(17)),))


@pytest.fixture
def krets(tmp_path: Path, clock: FixedClock) -> Iterator[Krets]:
    with installation(tmp_path, clock) as opened:
        fill(opened, [FOOTBALL])
        yield opened


def test_of_two_processes_one_leads_and_the_other_is_idle(krets: Krets) -> None:
    first, second = Leadership(krets, "first"), Leadership(krets, "second")
    assert first.lead()
    assert not second.lead()
    assert second.held is None
    assert first.lead(), "it keeps what it has"


def test_the_other_takes_over_when_the_lease_ran_out_and_the_first_notices(krets: Krets, clock: FixedClock) -> None:
    first, second = Leadership(krets, "first"), Leadership(krets, "second")
    first.lead()
    clock.instant += LEASE_TTL
    assert second.lead()
    assert not first.lead()
    assert first.held is None


def test_the_lead_is_given_up_at_once(krets: Krets) -> None:
    first, second = Leadership(krets, "first"), Leadership(krets, "second")
    first.lead()
    first.give_up()
    assert second.lead()
    first.give_up()
    assert second.lead()


def test_who_has_lost_the_lead_writes_nothing(krets: Krets, clock: FixedClock) -> None:
    first, second = Leadership(krets, "first"), Leadership(krets, "second")
    first.lead()
    fence = first.fence()
    clock.instant += LEASE_TTL
    second.lead()
    clock.instant += timedelta(days=60)
    before = newest(krets)
    with pytest.raises(StaleLease):
        keep_up(krets, first)
    with pytest.raises(StaleLease), krets.database.transaction() as session:
        fence(session)
    assert newest(krets) == before


def test_what_began_before_a_loss_is_stopped_even_when_its_process_leads_again(krets: Krets, clock: FixedClock) -> None:
    first, second = Leadership(krets, "first"), Leadership(krets, "second")
    first.lead()
    old = first.fence()
    clock.instant += LEASE_TTL
    second.lead()
    second.give_up()
    assert first.lead()
    with krets.database.transaction() as session:
        first.check(session)
    with pytest.raises(StaleLease), krets.database.transaction() as session:
        old(session)


def test_nobody_who_does_not_lead_gets_a_fence(krets: Krets) -> None:
    with pytest.raises(StaleLease):
        Leadership(krets, "idle").fence()


def test_the_upkeep_rolls_dates_grows_calendars_and_prunes_and_does_nothing_twice(krets: Krets, clock: FixedClock) -> None:
    leader = Leadership(krets, "leader")
    assert leader.lead()
    assert keep_up(krets, leader) == {"holidays": 0, "offers": 0, "silenced": 0, "dropped": 0, "forgotten": 0}
    clock.instant += timedelta(days=60)
    leader.lead()
    done = keep_up(krets, leader)
    assert (done["holidays"], done["offers"]) == (5, 1)
    assert keep_up(krets, leader) == {"holidays": 0, "offers": 0, "silenced": 0, "dropped": 0, "forgotten": 0}
    with krets.database.reading() as session:
        last = session.scalars(select(Occurrence.starts_at).order_by(Occurrence.starts_at.desc())).first()
        assert last is not None and last > clock.now() + timedelta(days=530)
        assert all(at >= clock.now() - OUTBOX_KEPT for at in session.scalars(select(Change.at)))
    assert krets.syncing.sync_all() > 0


def test_the_upkeep_drops_what_was_searched_for_more_than_two_years_ago(krets: Krets) -> None:
    cells = [Cell(month, "any", "any", AgeBand.ANY, Found.NOTHING) for month in ("2024-10", "2024-11")]
    record(krets.database, municipality_id(krets), dict.fromkeys(cells, 1))
    leader = Leadership(krets, "leader")
    assert leader.lead() and keep_up(krets, leader)["forgotten"] == 1
    with krets.database.reading() as session:
        assert session.scalars(select(SearchDemand.month)).all() == ["2024-11"]


def test_the_running_jobs_read_what_is_due_follow_the_index_and_stop(tmp_path: Path) -> None:
    """A clock that moves is no good for a schedule that ticks by the machine's; only the day is the test's own."""
    feed = tmp_path / "tilbud.csv"
    feed.write_text("id;navn\n1;Sjakk i biblioteket\n", encoding="utf-8")
    clock = FixedClock(datetime(2026, 11, 22, 11, 0, tzinfo=UTC))
    with installation(tmp_path / "var", clock) as krets:
        fill(krets, [])
        with krets.database.transaction() as session:
            place = municipality(session, "lier")
            source = add_source(session, place, SourceDraft("Sjakken", "csv", str(feed), every="6h"), actor=SYSTEM, now=clock.now())
        with Jobs(krets):
            wait_until(lambda: outcome(krets, source.id) == "complete" and drained(krets, source.municipality_id))
        with krets.database.reading() as session:
            lease = session.get_one(Lease, LEASE)
            assert lease.holder == "", "the lead is given up"
            due = session.get_one(Source, source.id).due_at
            assert due is not None and due > clock.now()


def outcome(krets: Krets, source_id: int) -> str | None:
    with krets.database.reading() as session:
        return session.scalars(select(ImportRun.outcome).where(ImportRun.source_id == source_id)).first()


def drained(krets: Krets, municipality_id: int) -> bool:
    generation = krets.indexes.generation(municipality_id)
    return generation.cursor == newest(krets, municipality_id) and generation.columns.size == 1


def newest(krets: Krets, municipality_id: int = 1) -> int:
    with krets.database.reading() as session:
        return newest_change(session, municipality_id)


def wait_until(held: Callable[[], bool]) -> None:
    """Returns when it holds; fails after a while."""
    until = time.monotonic() + LOOK_FOR_S
    while time.monotonic() < until:
        if held():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to hold")

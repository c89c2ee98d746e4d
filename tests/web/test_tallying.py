"""Counts wait in memory: a search never waits for the database, nothing is lost that could be kept, and memory stays bounded."""

from threading import Event, Thread

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from catalog.age_bands import AgeBand
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.demand import Cell
from catalog.model import SearchDemand
from catalog.terms import Found
from tests.factories.places import found_place
from web.tallying import BATCH, MOST_CELLS, DemandTally

NEVER_S = 3_600.0


def cells(*categories: object) -> list[Cell]:
    return [Cell("2026-11", str(category), "any", AgeBand.ANY, Found.NOTHING) for category in categories]


@pytest.fixture
def lier(database: Database, clock: FixedClock) -> int:
    with database.transaction() as session:
        return found_place(session, clock.now()).id


def searches(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.sum(SearchDemand.searches))) or 0


def wait_for(database: Database, number: int) -> None:
    """Until so many are stored; a test that waits in vain is stopped by what it asserts next."""
    look = Event()
    for _ in range(500):
        if searches(database) >= number:
            return
        look.wait(0.02)


def test_counts_wait_and_are_stored_at_the_end(database: Database, lier: int) -> None:
    tally = DemandTally(database, store_after_s=NEVER_S)
    for _ in range(3):
        tally.add(lier, cells("chess", "choir"))
    assert searches(database) == 0
    tally.close()
    tally.close()
    assert searches(database) == 6


def test_counts_are_stored_by_themselves_after_a_while(database: Database, lier: int) -> None:
    tally = DemandTally(database, store_after_s=0.01)
    tally.add(lier, cells("chess"))
    wait_for(database, 1)
    assert searches(database) == 1
    tally.add(lier, cells("chess"))
    wait_for(database, 2)
    assert searches(database) == 2
    tally.close()


def test_much_is_stored_at_once(database: Database, lier: int) -> None:
    tally = DemandTally(database, store_after_s=NEVER_S)
    tally.add(lier, cells(*range(BATCH)))
    wait_for(database, BATCH)
    assert searches(database) == BATCH
    tally.close()


def test_threads_that_count_at_once_lose_nothing(database: Database, lier: int) -> None:
    tally = DemandTally(database, store_after_s=0.001)

    def count() -> None:
        for _ in range(500):
            tally.add(lier, cells("chess", "choir"))

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.close()
    assert searches(database) == 4_000


def test_a_database_that_is_away_costs_nothing_and_loses_nothing(sqlite: Database, clock: FixedClock) -> None:
    with sqlite.transaction() as session:
        lier = found_place(session, clock.now()).id
    path = sqlite.url.database or ""
    tally = DemandTally(away := Database(f"sqlite:///{path}.gone"), store_after_s=NEVER_S)
    with capture_logs() as log:
        tally.add(lier, cells("chess"))
        tally.store()
        tally.add(lier, cells("chess"))
    assert [entry["event"] for entry in log] == ["counted searches wait"]
    tally._database = sqlite
    tally.close()
    away.dispose()
    assert searches(sqlite) == 2


def test_memory_is_bounded_and_what_is_lost_is_told(database: Database, lier: int) -> None:
    tally = DemandTally(database, store_after_s=NEVER_S)
    tally._counts.update({(lier, cell): 1 for cell in cells(*range(MOST_CELLS))})
    tally.add(lier, cells(0, "one more", "another"))
    with capture_logs() as log:
        tally.close()
    assert searches(database) == MOST_CELLS + 1
    assert [entry["lost"] for entry in log] == [2]

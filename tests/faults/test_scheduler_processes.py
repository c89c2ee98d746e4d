"""Several processes of jobs over one catalog, one killed and one stopped on the way: each due slot runs exactly once (S01–S03).

Real processes and a real database; their clock runs fifteen times as fast as the machine's, so that a lease is a few seconds long.
`make faults-long` does the same at the machine's own pace (`tests/faults/long_schedule.py`).
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.database import Session
from catalog.model import Offer
from tests.faults import processes
from tests.faults.ticking import EVERY_S, World, figures, leader, runs, stop_between_transactions, ticking, world
from tests.web_server import Answer, Request, running_server
from web.jobs import Pace
from web.leading import LEASE_TTL

SPEED = 1.0 if os.environ.get("KRETS_LONG") else 15.0
PATIENCE_S = 90 + 900 / SPEED
SOURCES = 20
TICK_S = Pace().lead_s
LEASE_S = LEASE_TTL.total_seconds()
SLACK_S = 7 * SPEED
"""Seven seconds of the machine, which has other things to do."""


def feeds(folder: Path, number: int, rows: int = 2) -> list[str]:
    """Feeds of the sources, each with so many offers."""
    made = []
    for each in range(number):
        path = folder / f"feed-{each}.csv"
        path.write_text("id;navn\n" + "".join(f"{row};Tilbud {each}-{row}\n" for row in range(rows)), "utf-8")
        made.append(str(path))
    return made


def wait_minutes(there: World, minutes: float) -> None:
    """Lets so many minutes of the world pass."""
    time.sleep(there.real_s(minutes * 60))


def wait_until(holds: Callable[[], object]) -> None:
    """Looks until something holds, for as long as it may take at this speed."""
    processes.wait_until(holds, within_s=PATIENCE_S)


def one_of(pids: list[int], there: World) -> int:
    """Who of these leads; waits until one does."""
    wait_until(lambda: leader(there) in pids)
    found = leader(there)
    assert found is not None
    return found


def test_s01_of_three_processes_one_killed_and_one_stopped_each_due_slot_runs_exactly_once(tmp_path: Path) -> None:
    there = world(tmp_path / "var", f"sqlite:///{tmp_path / 'krets.db'}", feeds(tmp_path, SOURCES), speed=SPEED)
    log = tmp_path / "log"
    with ticking(there, log) as one, ticking(there, log) as two, ticking(there, log) as three:
        pids = [one.pid, two.pid, three.pid]
        first = one_of(pids, there)
        wait_until(lambda: len(runs(there)) > SOURCES)
        os.kill(first, signal.SIGKILL)
        second = one_of([pid for pid in pids if pid != first], there)
        wait_minutes(there, 1)
        stop_between_transactions(there, second)
        third = one_of([pid for pid in pids if pid not in {first, second}], there)
        wait_minutes(there, 1)
        os.kill(second, signal.SIGCONT)
        wait_minutes(there, 2)
        wait_until(lambda: len({run.source for run in runs(there) if run.outcome == "complete"}) == SOURCES)
        assert leader(there) in {second, third}
    found = runs(there)
    came = figures(found)
    assert (came.doubled, came.failed) == (0, 0), came
    assert came.ran > SOURCES and came.due == came.ran + came.passed_over
    assert came.longest_pause_s <= EVERY_S + LEASE_S + TICK_S + SLACK_S, "from a round, over the lease of whoever died, to the next"


def test_s02_a_leader_killed_in_the_middle_of_a_run_is_replaced_and_the_run_is_repeated_once(tmp_path: Path) -> None:
    [feed] = feeds(tmp_path, 1, rows=2_000)
    there = world(tmp_path / "var", f"sqlite:///{tmp_path / 'krets.db'}", [feed], speed=SPEED)
    with ticking(there, tmp_path / "log") as one, ticking(there, tmp_path / "log") as two:
        first = one_of([one.pid, two.pid], there)
        wait_until(lambda: any(run.created for run in runs(there)))
        os.kill(first, signal.SIGKILL)
        killed_at = there.clock.now()
        wait_until(lambda: len(runs(there)) > 1)
        assert leader(there) in {one.pid, two.pid} - {first}
        wait_until(lambda: runs(there)[1].outcome == "complete")
    cut_off, repeated = runs(there)[:2]
    assert (cut_off.outcome, repeated.outcome) == ("interrupted", "complete")
    assert (repeated.started - killed_at).total_seconds() <= LEASE_S + TICK_S + SLACK_S
    assert 0 < cut_off.created < 2_000 and cut_off.created + repeated.created >= 2_000
    assert figures(runs(there)).doubled == 0


def test_s03_a_leader_that_was_stopped_for_three_leases_commits_nothing_when_it_goes_on(tmp_path: Path) -> None:
    """The old one is stopped while it waits for its feed, so that all it will write is still before it."""
    waiting: list[int] = []

    def answer(_: Request) -> Answer:
        if not waiting:
            waiting.append(1)
            return Answer(b"id;navn\n1;Gammelt tilbud\n", drip_s=0.1)
        return Answer(b"id;navn\n1;Nytt tilbud\n")

    with running_server() as publisher:
        publisher.program("/feed.csv", answer)
        there = world(tmp_path / "var", f"sqlite:///{tmp_path / 'krets.db'}", [publisher.address("/feed.csv")], speed=SPEED)
        with ticking(there, tmp_path / "old") as one:
            one_of([one.pid], there)
            wait_until(lambda: waiting)
            stop_between_transactions(there, one.pid)
            with ticking(there, tmp_path / "new") as two:
                stopped_at = there.clock.now()
                one_of([two.pid], there)
                wait_until(lambda: any(run.outcome == "complete" for run in runs(there)))
                wait_until(lambda: there.clock.now() - stopped_at > 3 * LEASE_TTL)
                os.kill(one.pid, signal.SIGCONT)
                wait_until(lambda: "left to another process" in (tmp_path / "old").read_text())
                assert leader(there) == two.pid
    found = runs(there)
    assert found[0].outcome == "interrupted"
    assert figures(found).doubled == 0
    with there.opened() as krets, krets.database.reading() as session:
        assert titles(session) == ["Nytt tilbud"]


def titles(session: Session) -> list[str]:
    """What the catalog offers."""
    return list(session.scalars(select(Offer.title).order_by(Offer.id)))


@pytest.fixture(autouse=True)
def said(tmp_path: Path) -> Iterator[None]:
    """Shows what the processes said beside a failure."""
    yield
    for name in ("log", "old", "new"):
        if (tmp_path / name).exists():
            sys.stdout.write((tmp_path / name).read_text()[-8_000:])

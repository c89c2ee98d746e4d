"""Readers are started once, lent again while they are sound, and leave nothing behind: not after a fork, not after a kill."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from importers.worker.limits import Limits
from importers.worker.pool import KEPT_WAITING, Workers, shared_workers
from tests.importers.hostile_format import hostile_format
from tests.importers.small_feed import Town, numbered

PARENT = """
import sys, time
from importers.worker.pool import shared_workers

workers = shared_workers()
lent, waiting = workers.borrow(), workers.borrow()
workers.give_back(waiting)
{work}
print(lent.process_id, waiting.process_id, flush=True)
{then}
"""
SLEEPING = """
import pickle
from datetime import UTC, datetime
from catalog.occurrences import horizon
from importers.listing import Arrival
from importers.worker.limits import steps_on
from importers.worker.messages import Assigned, Assignment, Draft
from tests.importers.hostile_format import HostileFormat
from tests.importers.small_feed import no_categories

now = datetime(2026, 11, 22, tzinfo=UTC)
assignment = Assignment(HostileFormat(), no_categories, no_categories, {}, "nb", now, horizon(now.date()))
lent.say(Assigned(pickle.dumps(assignment)))
lent.say(Draft([Arrival("a", "line 0", "h", '{"id": "a", "title": "A", "do": "sleep"}')], 0))
while not steps_on(lent._mark):
    time.sleep(0.01)
"""
FOR_EVER = "time.sleep(600)"


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Readers of the test's own."""
    made = Workers(Limits())
    yield made
    made.close()


def test_a_reader_that_was_given_back_is_lent_again(workers: Workers) -> None:
    with workers.lent() as first:
        process = first.process_id
    with workers.lent() as again, workers.lent() as another:
        assert again.process_id == process != another.process_id


def test_a_reader_that_died_or_whose_run_failed_is_not_lent_again(workers: Workers) -> None:
    with workers.lent() as first:
        pass
    os.kill(first.process_id, signal.SIGKILL)
    os.waitid(os.P_PID, first.process_id, os.WEXITED | os.WNOWAIT)
    with pytest.raises(ZeroDivisionError), workers.lent() as second:
        assert second.process_id != first.process_id
        raise ZeroDivisionError
    with workers.lent() as third:
        assert third.process_id not in {first.process_id, second.process_id}


def test_only_a_few_are_kept_waiting_and_none_after_closing(workers: Workers) -> None:
    lent = [workers.borrow() for _ in range(KEPT_WAITING + 1)]
    for worker in lent:
        workers.give_back(worker)
    assert [is_alive(worker.process_id) for worker in lent] == [True] * KEPT_WAITING + [False]
    workers.close()
    assert not any(is_alive(worker.process_id) for worker in lent)


def test_two_runs_at_once_have_a_reader_each(small_town: Town, workers: Workers) -> None:
    tools = replace(small_town.tools, workers=workers)
    ids = [small_town.source() for _ in range(2)]
    for source in ids:
        small_town.publish(
            source, [{**one, "id": f"{one['id']}-{source}", "title": f"{source}: {one['title']}"} for one in numbered(range(60))]
        )
    with ThreadPoolExecutor(2) as threads:
        reports = list(threads.map(lambda source: small_town.run(source, tools=tools), ids))
    assert [(report.outcome, report.counts["created"]) for report in reports] == [("complete", 60)] * 2


def test_one_run_after_another_has_the_same_reader_and_nothing_of_the_last(small_town: Town, workers: Workers) -> None:
    tools = replace(small_town.tools, workers=workers)
    first, second = small_town.source(), small_town.source()
    small_town.publish(first, numbered(range(3), colour="blue"))
    small_town.publish(second, [{"id": "x", "title": "X", "taste": "sweet"}])
    assert small_town.run(first, tools=tools).unused_fields == ("colour",)
    with workers.lent() as worker:
        process = worker.process_id
    assert small_town.run(second, tools=replace(tools, importer_for=hostile_format)).unused_fields == ("taste",)
    with workers.lent() as worker:
        assert worker.process_id == process


@pytest.mark.parametrize(("work", "then"), [("", FOR_EVER), (SLEEPING, FOR_EVER), ("workers.give_back(lent)", ""), ("", "1 / 0")])
def test_no_reader_outlives_its_parent_whatever_either_is_at(work: str, then: str) -> None:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-X", "dev", "-c", PARENT.format(work=work, then=then)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    parent = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with parent:
        readers = [int(word) for word in (parent.stdout.readline() if parent.stdout else "").split()]
        assert len(readers) == 2
        if then == FOR_EVER:
            assert all(map(is_alive, readers))
            parent.kill()
        said = parent.stderr.read() if parent.stderr else ""
        assert then == "1 / 0" or said == ""
    assert gone_within(readers, 10)


def test_the_readers_of_a_process_are_made_once() -> None:
    assert shared_workers() is shared_workers()


def is_alive(process_id: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def gone_within(process_ids: list[int], seconds: float) -> bool:
    """Whether all of the processes end in time."""
    until = time.monotonic() + seconds
    while any(map(is_alive, process_ids)) and time.monotonic() < until:
        os.sched_yield()
    return not any(map(is_alive, process_ids))

"""Two processes of jobs over 20 sources due every minute, for ten real minutes, one killed and one stopped on the way.

    python -m tests.faults.long_schedule [MINUTES]

Run by `make faults-long`. Nothing is sped up: clock, leases and pace are those of `krets jobs`. On PostgreSQL where it is installed,
else on SQLite. Prints the figures, and exits 1 when a slot ran twice, a run failed, or nobody took over in time.
"""

import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from tests.faults.scenes import administer
from tests.faults.test_scheduler_processes import LEASE_S, SOURCES, TICK_S, feeds
from tests.faults.ticking import World, figures, leader, runs, stop_between_transactions, ticking, world
from tests.postgres import running_server

TEN = 10.0
TOOK_OVER_WITHIN_S = LEASE_S + TICK_S + 15
LOOK_EVERY_S = 0.5


@contextlib.contextmanager
def database(folder: Path) -> Iterator[str]:
    """The address of a database."""
    try:
        with running_server() as server:
            administer(server, "CREATE DATABASE long_schedule")
            yield f"{server}/long_schedule"
    except FileNotFoundError:
        yield f"sqlite:///{folder / 'krets.db'}"


def seconds_until(holds: Callable[[], bool]) -> float:
    """How long it takes until something holds."""
    started = time.monotonic()
    while not holds():
        time.sleep(LOOK_EVERY_S)
    return time.monotonic() - started


def act(there: World, log: Path, minutes: float) -> list[float]:
    """Kills the leader after three tenths of the time and starts another in its place; stops the next after six tenths for two.

    Returns how many seconds each takeover took.
    """
    began = time.monotonic()

    def wait_for(share: float) -> None:
        time.sleep(max(0.0, began + share * minutes * 60 - time.monotonic()))

    with contextlib.ExitStack() as started:
        processes = {each.pid: each for each in (started.enter_context(ticking(there, log)) for _ in range(2))}
        seconds_until(lambda: leader(there) in processes)
        wait_for(0.3)
        first = leader(there) or 0
        os.kill(first, signal.SIGKILL)
        processes.pop(first).wait()
        after_kill = seconds_until(lambda: leader(there) in processes)
        say(f"the leader was killed; another leads after {after_kill:.1f} s")
        again = started.enter_context(ticking(there, log))
        processes[again.pid] = again
        wait_for(0.6)
        second = leader(there) or 0
        stop_between_transactions(there, second)
        after_stop = seconds_until(lambda: leader(there) in set(processes) - {second})
        say(f"the leader was stopped; another leads after {after_stop:.1f} s")
        wait_for(0.8)
        os.kill(second, signal.SIGCONT)
        say("the stopped one goes on")
        wait_for(1.0)
    return [after_kill, after_stop]


def main(minutes: float) -> int:
    """Runs it, prints what came of it, and returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="krets-long-") as name:
        folder = Path(name)
        with database(folder) as url:
            there = world(folder / "var", url, feeds(folder, SOURCES), speed=1.0)
            takeovers = act(there, folder / "log", minutes)
            found = figures(runs(there))
        refused = (folder / "log").read_text().count("left to another process")
    say(f"{url.split(':')[0]}, {SOURCES} sources due every minute, {minutes:g} minutes: {asdict(found)}")
    say(f"takeovers: {', '.join(f'{seconds:.1f} s' for seconds in takeovers)}; runs that an old leader had to leave: {refused}")
    return int(bool(found.doubled or found.failed or max(takeovers) > TOOK_OVER_WITHIN_S))


def say(words: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else TEN))

"""One request at a time for the whole installation, counted over two processes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.errors import GeocoderUnavailable
from catalog.geo.rate_gate import STEP, Turnstile
from tests.catalog.geo.address_service import AddressService

ASKER = """
import sys
from catalog.clock import SystemClock
from catalog.database import Database
from catalog.geo.geocoding import KartverketGeocoder
from catalog.geo.rate_gate import Turnstile

url, host, times = sys.argv[1:]
turnstile = Turnstile(Database(url), "kartverket", SystemClock())
for _ in range(int(times)):
    turnstile.wait()
    KartverketGeocoder(host, "3312").find("Tranby torg 5")
"""


def turnstile(database: Database, clock: FixedClock) -> Turnstile:
    """A turnstile on whose clock waiting passes the time."""

    def sleep(seconds: float) -> None:
        clock.instant += timedelta(seconds=seconds)

    return Turnstile(database, "kartverket", clock, sleep=sleep)


def test_the_first_goes_at_once_and_each_next_one_a_step_later(database: Database, clock: FixedClock) -> None:
    gate, began = turnstile(database, clock), clock.now()
    waited = []
    for _ in range(3):
        gate.wait()
        waited.append(clock.now() - began)
    assert waited == [timedelta(0), STEP, 2 * STEP]
    assert timedelta(seconds=1) < STEP


def test_after_a_rest_nobody_waits(sqlite: Database, clock: FixedClock) -> None:
    gate = turnstile(sqlite, clock)
    gate.wait()
    clock.instant += timedelta(minutes=5)
    before = clock.now()
    gate.wait()
    assert clock.now() == before


def test_a_pause_that_the_service_asked_for_holds_for_everybody(database: Database, clock: FixedClock) -> None:
    turnstile(database, clock).postpone(17)
    before = clock.now()
    turnstile(database, clock).wait()
    assert clock.now() - before == timedelta(seconds=17)


def test_a_turn_too_far_away_is_not_waited_for(sqlite: Database, clock: FixedClock) -> None:
    gate = turnstile(sqlite, clock)
    gate.postpone(3600)
    before = clock.now()
    with pytest.raises(GeocoderUnavailable, match="3600 s away"):
        gate.wait()
    assert clock.now() == before


def test_threads_that_come_at_once_get_a_turn_each(database: Database, clock: FixedClock) -> None:
    turns: list[float] = []
    gates = [Turnstile(database, "kartverket", clock, sleep=turns.append) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(Turnstile.wait, gates))
    assert sorted(round(turn, 1) for turn in turns) == [round(1.1 * n, 1) for n in range(1, 8)]


def test_two_processes_together_ask_at_most_once_a_second(database: Database, service: AddressService) -> None:
    command = [sys.executable, "-c", ASKER, database.url.render_as_string(hide_password=False), service.address, "2"]
    root = Path(__file__).parents[3]
    askers = [subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE) for _ in range(2)]
    said = [asker.communicate(timeout=60)[1] for asker in askers]
    assert [asker.returncode for asker in askers] == [0, 0], said
    assert len(service.asked_at) == 4
    assert min(later - earlier for earlier, later in pairwise(sorted(service.asked_at))) >= 1

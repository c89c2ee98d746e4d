"""Readers while the catalog changes and the index is written all the time: no error, and no answer that mixes two states.

A dozen offers change together, in one transaction, between two states: free and called `rundetur`, or paid and called `firkanten`.
Any answer that shows some of them in one state and some in the other, in its hits or in its facets, is a mixture.
"""

import itertools
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any

import pytest
from sqlalchemy import select

from catalog.changes import record_changes
from catalog.model import Municipality, Offer, Source
from catalog.store.indexing import listed_ids
from catalog.terms import Cost
from search.answering import answer
from search.filters import OfferFilter
from search.indexes import Indexes
from search.question import Question
from tests.demo_installation import serving
from tests.faults.conftest import at_most
from tests.faults.processes import get
from tests.faults.scenes import Scene
from tests.faults.test_crowding import together
from web.answers import legal_names
from web.context import Krets

pytestmark = pytest.mark.faults
READERS = 20
TOGETHER = 12
STATES = (("rundetur", Cost.FREE), ("firkanten", Cost.PAID))
ALL_OF_THEM = "fellesmerket"
WORDS = (ALL_OF_THEM, *(word for word, _ in STATES))
SECONDS = at_most(60, 5)
AT_LAST_S = 240
"""When commits end though not enough was seen: the test fails then."""
OPENED, GENERATIONS = at_most(10_000, 200), at_most(12, 4)
FOUND_WITHIN_S = 2.0
ROUNDS = at_most(10, 3)
LOOK_EVERY_S = 0.02


def change(krets: Krets, scene: Scene, word: str, cost: Cost) -> None:
    """Brings the dozen into one state, in one transaction."""
    with krets.database.transaction() as session:
        listed = listed_ids(session, scene.municipality_id)[-TOGETHER:]
        mine = session.scalars(select(Offer).where(Offer.id.in_(listed))).all()
        for offer in mine:
            offer.title, offer.summary, offer.cost, offer.version = f"{word} {offer.id}", ALL_OF_THEM, cost, offer.version + 1
        record_changes(session, scene.municipality_id, [offer.id for offer in mine], krets.clock.now())


def assert_one_state(word: str, total: int, costs: dict[str, int]) -> None:
    """What was found is of one state only: by the words' postings, by the total, and by the columns that facets count."""
    told = {name: count for name, count in costs.items() if count}
    if word == ALL_OF_THEM:
        assert total == TOGETHER
        assert told in ({"free": TOGETHER}, {"paid": TOGETHER}), told
    else:
        cost = dict(STATES)[word].value
        assert (total, told) in ((0, {}), (TOGETHER, {cost: TOGETHER})), (word, total, told)


def written_until(enough: Callable[[], bool], krets: Krets, scene: Scene, ended: threading.Event) -> Callable[[], None]:
    """A writer that commits to catalog and index without a pause for `SECONDS`, and until its readers have seen enough."""

    def write() -> None:
        try:
            begun = time.monotonic()
            for word, cost in itertools.cycle(STATES):
                change(krets, scene, word, cost)
                krets.syncing.sync(scene.municipality_id)
                lasted = time.monotonic() - begun
                if lasted > AT_LAST_S or (lasted > SECONDS and enough()):
                    break
        finally:
            ended.set()

    return write


def test_c13_twenty_visitors_of_two_processes_get_no_error_and_no_mixture(scene: Scene, told: list[str]) -> None:
    answers: Counter[str] = Counter()
    ended = threading.Event()
    (one, _), (other, _) = STATES

    def both_seen() -> bool:
        return min(answers[f"{seen}: {TOGETHER}"] + answers[f"{missed}: 0"] for seen, missed in ((one, other), (other, one))) > 0

    def visit() -> None:
        for word in itertools.cycle(WORDS):
            if ended.is_set():
                return
            got = get(f"{site}/api/v1/municipalities/lier/offers?literal=true&q={word}")
            assert got.status == 200, got.text[:200]
            found: dict[str, Any] = got.data
            assert "from-database" not in found["notices"]
            assert_one_state(word, found["total"], {one["value"]: one["count"] for one in found["facets"]["cost"]})
            answers[f"{word}: {found['total']}"] += 1

    with scene.opened() as krets:
        change(krets, scene, *STATES[0])
        krets.syncing.sync_all()
        with serving(scene.folder, "--processes", "2") as site:
            together(written_until(both_seen, krets, scene, ended), *[visit] * READERS)
        changes = krets.indexes.generation(scene.municipality_id).cursor
    told.append(
        f"C13: {READERS} visitors got {answers.total()} answers in {SECONDS} s of commits, the last change {changes}: {dict(answers)}"
    )
    assert both_seen()


def test_c13_twenty_readers_that_open_the_index_anew_each_time_see_one_state(scene: Scene, told: list[str]) -> None:
    opened: Counter[str] = Counter()
    ended = threading.Event()

    def enough() -> bool:
        return opened.total() >= OPENED and len(opened) >= GENERATIONS

    def read() -> None:
        for word in itertools.cycle(WORDS):
            if ended.is_set():
                return
            generation = Indexes(scene.folder, krets.indexes.concepts).generation(scene.municipality_id)
            found = answer(Question(generation, OfferFilter(q=word, literal=True), names))
            assert_one_state(word, found.total, {one.value: one.count for one in found.facets["cost"]})
            opened[found.generation] += 1

    with scene.opened() as krets:
        with krets.database.reading() as session:
            names = legal_names(krets, session, session.get_one(Municipality, scene.municipality_id))
        change(krets, scene, *STATES[0])
        krets.syncing.sync_all()
        together(written_until(enough, krets, scene, ended), *[read] * READERS)
    told.append(f"C13: {READERS} readers opened the index {opened.total()} times and saw {len(opened)} generations")
    assert enough()


def test_c13_a_change_is_found_within_two_seconds_by_every_process(scene: Scene, told: list[str]) -> None:
    with scene.opened() as krets:
        leave_sources_alone(krets, scene)
        with serving(scene.folder, "--processes", "2", "--with-jobs") as site:
            seconds_until_found(krets, scene, "oppvarming", site)
            lasted = [seconds_until_found(krets, scene, f"ferskvare{number}", site) for number in range(ROUNDS)]
    told.append(f"C13: a change was found by both processes after {', '.join(f'{seconds:.2f}' for seconds in lasted)} s")
    assert max(lasted) < FOUND_WITHIN_S


def leave_sources_alone(krets: Krets, scene: Scene) -> None:
    """The feed shall not write over what the test changes."""
    with krets.database.transaction() as session:
        session.get_one(Source, scene.source_id).paused = True


def looked(site: str, word: str) -> tuple[str, bool]:
    """Which process answered, by the id in its numbers, and whether it found the change: both over one new connection."""
    connection = HTTPConnection(site.removeprefix("http://"), timeout=20)
    try:
        found = asked(connection, f"/api/v1/municipalities/lier/offers?literal=true&q={word}")
        told = re.search(r'krets_search_memory_bytes\{[^}]*process="(\d+)"', asked(connection, "/metrics"))
    finally:
        connection.close()
    assert told is not None
    return told[1], f'"total":{TOGETHER}' in found.replace(" ", "")


def asked(connection: HTTPConnection, path: str) -> str:
    """The text of an answer over a connection that stays open."""
    connection.request("GET", path)
    got = connection.getresponse()
    text = got.read().decode()
    assert got.status == 200, text[:200]
    return text


def seconds_until_found(krets: Krets, scene: Scene, word: str, site: str) -> float:
    """From the commit of a change until both processes have found it."""
    change(krets, scene, word, Cost.FREE)
    committed = time.monotonic()
    found_by: set[str] = set()
    while len(found_by) < 2:
        process, is_found = looked(site, word)
        found_by |= {process} if is_found else set()
        assert time.monotonic() - committed < 10 * FOUND_WITHIN_S, f"{word} is not found by two processes"
        time.sleep(LOOK_EVERY_S)
    return time.monotonic() - committed

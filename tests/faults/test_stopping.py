"""Processes that are asked to end (SIGTERM) end soon, with exit code 0, and lose nothing; of two that would lead only one does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.model import ImportRun, Lease, Source
from tests.faults import oracle, scenes
from tests.faults.conftest import only_in_full
from tests.faults.processes import running, stopped, wait_until
from tests.faults.scenes import FIRST, Scene
from tests.web_server import Answer, running_server

pytestmark = pytest.mark.faults
STOP_WITHIN_S = 10
LARGE = 6_000


@pytest.fixture
def due(prepared_scenes: dict[str, Scene], tmp_path: Path) -> Scene:
    """A catalog whose one source has never been read, and is due now by the machine's clock."""
    scene = scenes.copied(prepared_scenes[FIRST], tmp_path / "scene")
    make_due(scene)
    return scene


def make_due(scene: Scene, location: str | None = None) -> None:
    with scene.opened() as krets, krets.database.transaction() as session:
        source = session.get_one(Source, scene.source_id)
        source.every_s, source.due_at = 86_400, datetime.now(UTC) - timedelta(minutes=1)
        source.location = location or source.location


@pytest.fixture
def large(due: Scene, tmp_path: Path) -> Scene:
    """The same with a feed that takes a minute or so to import."""
    feed = tmp_path / "large.csv"
    rows = (f"n{number};Kor {number};Lag {number % 90};Sal {number % 60};mandag;17:00-18:00" for number in range(LARGE))
    feed.write_text("\n".join(["id;tittel;arrangør;sted;ukedag;tid", *rows]), "utf-8")
    make_due(due, str(feed))
    return due


def runs(scene: Scene) -> list[tuple[str, int]]:
    """Every run: its outcome and how many records are committed."""
    with scene.opened() as krets, krets.database.reading() as session:
        found = session.execute(select(ImportRun.outcome, ImportRun.counts).order_by(ImportRun.id))
        return [(outcome, counts.get("created", 0)) for outcome, counts in found]


def test_the_jobs_stop_soon_in_the_middle_of_an_import_and_the_next_run_goes_on(large: Scene) -> None:
    with running(large.folder, "jobs") as jobs:
        wait_until(lambda: any(created for _, created in runs(large)))
        code, seconds, said = stopped(jobs)
    assert (code, "Traceback" in said) == (0, False), said
    assert seconds < STOP_WITHIN_S
    [(outcome, created)] = runs(large)
    assert outcome != "complete"
    assert 0 < created < LARGE
    with large.opened() as krets:
        oracle.assert_database_whole(krets)
        assert len(oracle.state_of(krets)["records"]) == created
        krets.syncing.sync_all()
        oracle.assert_in_step(krets, large)


def test_two_processes_of_jobs_run_a_due_source_once_and_stop_soon(due: Scene) -> None:
    with running(due.folder, "jobs") as one, running(due.folder, "jobs") as other:
        wait_until(lambda: [outcome for outcome, _ in runs(due)] == ["complete"])
        with due.opened() as krets, krets.database.reading() as session:
            lease = session.get_one(Lease, "jobs")
            assert lease.epoch == 1
            assert lease.holder.endswith((f":{one.pid}", f":{other.pid}"))
        wait_until(lambda: in_step(due))
        for process in (one, other):
            code, seconds, said = stopped(process)
            assert (code, "Traceback" in said) == (0, False), said
            assert seconds < STOP_WITHIN_S
    assert [outcome for outcome, _ in runs(due)] == ["complete"]


def in_step(scene: Scene) -> bool:
    """Whether the index has drained everything."""
    with scene.opened() as krets:
        try:
            oracle.assert_in_step(krets, scene)
        except AssertionError:
            return False
        return True


def test_the_jobs_stop_soon_though_a_publisher_does_not_answer(due: Scene) -> None:
    with running_server() as publisher:
        publisher.program("/feed.csv", lambda _: Answer(b"id;tittel" * 1_000, drip_s=1.0))
        make_due(due, publisher.address("/feed.csv"))
        with running(due.folder, "jobs", KRETS_ALLOW_PRIVATE_FEEDS="127.0.0.1") as jobs:
            wait_until(lambda: publisher.requests)
            code, seconds, said = stopped(jobs)
    assert (code, "Traceback" in said) == (0, False), said
    assert seconds < STOP_WITHIN_S


@only_in_full
def test_an_import_by_hand_that_is_stopped_goes_on_where_it_was(large: Scene) -> None:
    with running(large.folder, "source", "run", str(large.source_id)) as command:
        wait_until(lambda: any(created for _, created in runs(large)))
        _, seconds, said = stopped(command)
    assert "Traceback" not in said
    assert seconds < STOP_WITHIN_S
    [(outcome, created)] = runs(large)
    assert outcome == "running"
    with large.opened() as krets:
        oracle.assert_database_whole(krets)
        assert len(oracle.state_of(krets)["records"]) == created
    with running(large.folder, "source", "run", str(large.source_id)) as command:
        wait_until(lambda: len(runs(large)) == 2 and runs(large)[1][1] > 0)
        assert runs(large)[0] == ("interrupted", created)

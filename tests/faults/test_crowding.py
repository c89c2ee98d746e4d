"""Many at once: two who write by the web's way and an importer on one SQLite file, readers of an index that is written all the while."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from catalog.database import WAL_SAFE_FROM, Database, sqlite_journal
from search.folder import IndexFolder
from tests.demo_installation import krets as krets_command
from tests.factories.drafts import varied_drafts
from tests.factories.installations import receive
from tests.faults import oracle
from tests.faults.conftest import at_most
from tests.faults.scenes import Scene, run_source

SLOWEST_SAVE_S = 5.0


@pytest.mark.faults
def test_two_writers_and_an_importer_never_see_a_locked_database(scene: Scene) -> None:
    saves: list[float] = []
    rounds = at_most(60, 12)

    def save() -> None:
        with scene.opened() as krets:
            for draft in varied_drafts(rounds):
                started = time.monotonic()
                receive(krets, [replace(draft, url=f"https://example.org/{threading.get_ident()}/{draft.title}")])
                saves.append(time.monotonic() - started)

    def bring_in() -> None:
        for minutes in range(max(2, rounds // 10)):
            with scene.after(minutes).opened() as krets:
                assert run_source(krets, scene).outcome == "complete"

    def drain() -> None:
        with scene.opened() as krets:
            for _ in range(rounds):
                krets.syncing.sync_all()

    together(save, save, bring_in, drain)
    assert len(saves) == 2 * rounds
    assert sorted(saves)[int(0.95 * len(saves))] < SLOWEST_SAVE_S
    with scene.opened() as krets:
        krets.syncing.sync_all()
        oracle.assert_in_step(krets, scene)


@pytest.mark.faults
def test_readers_that_open_the_index_anew_while_it_is_written_see_one_state_or_the_next(scene: Scene) -> None:
    writing = threading.Event()
    seen: set[int] = set()

    def write() -> None:
        with scene.opened() as krets:
            for number, draft in enumerate(varied_drafts(at_most(40, 8))):
                receive(krets, [draft])
                krets.syncing.rebuild(scene.municipality_id) if number % 4 == 3 else krets.syncing.sync_all()
        writing.set()

    def read() -> None:
        while not writing.is_set():
            with scene.opened() as krets:
                total, notices = oracle.search_all(krets, scene)
                assert notices == ()
                seen.add(total)

    together(write, read, read, read)
    assert len(seen) > 1
    assert max(seen) - min(seen) <= at_most(40, 8)


def together(*works: Callable[[], None]) -> None:
    """Does all at once; whatever goes wrong in any of them is raised."""
    wrong: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001  raised again below
            wrong.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


@pytest.mark.faults
def test_a_second_writer_of_the_index_is_refused_at_once_by_its_command(scene: Scene) -> None:
    folder = IndexFolder(scene.folder / "index", scene.municipality_id)
    with folder.writing(scene.clock.now()):
        started = time.monotonic()
        result = krets_command(scene.folder, "index", "rebuild")
        assert time.monotonic() - started < 20
    assert result.returncode == 1
    assert f"is being written by process {os.getpid()}" in result.stderr
    assert "since 2026-11-28" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_journal_is_the_one_that_this_library_is_safe_with(sqlite: Database) -> None:
    assert WAL_SAFE_FROM == (3, 51, 3)
    with sqlite.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == sqlite_journal()


@pytest.mark.parametrize(("version", "journal"), [((3, 40, 1), "delete"), ((3, 51, 2), "delete"), ((3, 51, 3), "wal"), ((4, 0, 0), "wal")])
def test_only_a_mended_library_gets_a_write_ahead_log(monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], journal: str) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)
    assert sqlite_journal() == journal

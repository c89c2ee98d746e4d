"""A served site whose index or database is taken away under it: pages answer, `/readyz` says what is wrong, and then that it is well."""

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.demo_installation import krets, serving
from tests.faults.conftest import only_in_full
from tests.faults.processes import Got, get, wait_until
from tests.faults.scenes import Scene

pytestmark = pytest.mark.faults
PAGES = ("/lier/?q=fotball", "/lier/?age=8", "/lier/", "/api/v1/municipalities/lier/offers?q=kor")


@pytest.fixture
def site(scene: Scene) -> Iterator[str]:
    """The address of a production server on the scene."""
    with serving(scene.folder) as address:
        assert get(f"{address}/readyz").status == 200
        yield address


def assert_pages_answer(site: str) -> None:
    for page in PAGES:
        assert get(f"{site}{page}").status == 200


def not_ready(site: str) -> list[str]:
    """What is wrong, by what `/readyz` says with its 503."""
    got = get(f"{site}/readyz")
    assert got.status == 503
    return [f"{check['name']}: {check['detail']}" for check in got.data["checks"] if not check["ok"]]


def assert_mended(site: str, folder: Path) -> None:
    result = krets(folder, "index", "sync")
    assert result.returncode == 0, result.stderr
    assert get(f"{site}/readyz").status == 200
    assert "tregere enn vanlig" not in get(f"{site}/lier/?q=fotball").text
    assert krets(folder, "index", "verify").returncode == 0


def test_an_index_deleted_under_the_site(site: str, scene: Scene) -> None:
    before = get(f"{site}/api/v1/municipalities/lier/offers?q=kor").data["total"]
    shutil.rmtree(scene.folder / "index")
    assert_pages_answer(site)
    assert get(f"{site}/api/v1/municipalities/lier/offers?q=kor").data["total"] == before
    assert "tregere enn vanlig" in get(f"{site}/lier/?q=fotball").text
    [wrong] = not_ready(site)
    assert wrong.startswith("index lier: there is no index")
    assert_mended(site, scene.folder)


def test_an_index_that_is_damaged_while_nobody_reads_it(scene: Scene) -> None:
    for segment in (scene.folder / "index").rglob("*.seg"):
        segment.write_bytes(segment.read_bytes()[:100])
    with serving(scene.folder) as site:
        assert_pages_answer(site)
        [wrong] = not_ready(site)
        assert "cannot be read" in wrong
        assert "will be rebuilt" in wrong
        assert_mended(site, scene.folder)


def test_an_index_that_is_cut_under_the_site_costs_at_most_a_restart(site: str, scene: Scene) -> None:
    """A file that is cut while it is mapped ends the process that reads it (SIGBUS); the server starts another, which notices."""
    assert_pages_answer(site)
    for file in (scene.folder / "index").rglob("_MAIN_*"):
        with file.open("r+b") as cut:
            cut.truncate(7)
    words = ("sjakk", "turn", "svømming", "teater", "speiding")
    wait_until(lambda: all(answers(f"{site}/lier/?q={word.replace('ø', '%C3%B8')}") for word in words), within_s=30)
    assert_pages_answer(site)


def answers(address: str) -> bool:
    """Whether the address answers as it should; a connection that broke off does not."""
    try:
        return get(address).status == 200
    except OSError:
        return False


def test_a_writer_that_holds_the_database_holds_up_no_page(site: str, scene: Scene) -> None:
    with closing(sqlite3.connect(scene.folder / "krets.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE source SET name = 'halvveis'")
        assert_pages_answer(site)
        assert get(f"{site}/readyz").status == 200
        assert "halvveis" not in get(f"{site}/lier/about").text
        other.execute("ROLLBACK")


def test_a_database_that_nobody_may_read_is_waited_for_and_told(site: str, scene: Scene) -> None:
    with closing(sqlite3.connect(scene.folder / "krets.db", isolation_level=None)) as other, ThreadPoolExecutor(1) as visitor:
        other.execute("BEGIN EXCLUSIVE")
        page = visitor.submit(get, f"{site}/lier/?q=fotball")
        [wrong] = not_ready(site)
        assert "no answer from database and index within 3 s" in wrong
        assert get(f"{site}/healthz").status == 200
        other.execute("ROLLBACK")
        waited: Got = page.result()
        assert waited.status == 200
        assert get(f"{site}/readyz").status == 200


@only_in_full
def test_a_database_that_stays_locked_is_an_error_in_plain_words(site: str, scene: Scene) -> None:
    with closing(sqlite3.connect(scene.folder / "krets.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        page = get(f"{site}/lier/?q=fotball")
        other.execute("ROLLBACK")
    assert page.status == 503
    assert "Traceback" not in page.text
    assert "locked" not in page.text
    assert_pages_answer(site)

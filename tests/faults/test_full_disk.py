"""A full disk: the run says so and is tried again in the same process when there is room, and then all is as if it had run once.

Two ways, neither of which needs any rights: no file may grow beyond a size (RLIMIT_FSIZE) for what Krets and Whoosh write themselves,
and ENOSPC for chosen writes of SQLite, injected by strace.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo_installation import krets as krets_command
from tests.faults import oracle, scenes
from tests.faults.conftest import at_most
from tests.faults.oracle import State
from tests.faults.scenes import LATER, Scene
from tests.faults.stubborn import WHOLE
from tests.faults.tracing import ROOT, needs_strace, pickled, traced
from tests.faults.victims import Job, ended

pytestmark = pytest.mark.faults
STUBBORN = "tests.faults.stubborn"
FIRST_WRITES = (1, 2, 5, 9, 17, 33, 65, 90, 120, 150)


@pytest.fixture(scope="module")
def expected(prepared_scenes: dict[str, Scene], tmp_path_factory: pytest.TempPathFactory) -> State:
    """The catalog when the work was done without a fault."""
    whole = scenes.copied(prepared_scenes[LATER], tmp_path_factory.mktemp("model") / "whole")
    assert ended(Job(whole)) == 0
    with whole.opened() as krets:
        return oracle.state_of(krets)


def assert_whole(scene: Scene, expected: State) -> None:
    with scene.opened() as krets:
        oracle.assert_database_whole(krets)
        oracle.assert_in_step(krets, scene)
        found = oracle.state_of(krets)
        assert found == expected
        toc, *others = krets.indexes.folder(scene.municipality_id).current().glob("*.toc")  # type: ignore[union-attr]
        assert others == [], f"junk beside {toc}"


@pytest.mark.parametrize(
    ("stage", "limit", "words"), [("read", 3_000, "disk of this server is full"), ("sync", 100, "could not be written (File too large)")]
)
def test_a_disk_without_room_for_our_files_is_told_and_the_next_attempt_is_whole(
    scene: Scene, tmp_path: Path, expected: State, stage: str, limit: int, words: str
) -> None:
    arguments = [pickled(scene, tmp_path / "scene.pickle"), str(tmp_path / "told"), stage, str(limit)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", STUBBORN, *arguments], cwd=ROOT, env=environment, timeout=120, check=True)
    first, *rest = json.loads((tmp_path / "told").read_text())
    assert words in first
    assert rest == [WHOLE]
    assert_whole(scene, expected)


@needs_strace
@pytest.mark.parametrize("write", FIRST_WRITES[:: at_most(1, 4)])
def test_a_database_that_finds_no_room_is_told_and_the_next_attempt_is_whole(
    scene: Scene, tmp_path: Path, expected: State, write: int
) -> None:
    told = tmp_path / "told"
    inject = f"pwrite64:error=ENOSPC:when={write}..{write + 2}"
    assert traced(inject, scene, STUBBORN, pickled(scene, tmp_path / "scene.pickle"), str(told), "none", "0") == 0
    *failed, last = json.loads(told.read_text())
    assert last == WHOLE
    assert failed
    assert all("full" in words for words in failed)
    assert_whole(scene, expected)


def test_a_command_that_finds_no_room_for_the_index_says_so_in_one_line(scene: Scene) -> None:
    (scene.folder / "index").rename(scene.folder / "index-before")
    (scene.folder / "index").write_text("in the way")
    for command in ("sync", "rebuild"):
        result = krets_command(scene.folder, "index", command)
        assert result.returncode == 1
        assert "could not be written" in result.stderr
        assert len(result.stderr.splitlines()) == 1

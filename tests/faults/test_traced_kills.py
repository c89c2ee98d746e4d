"""Kills inside SQLite: SIGKILL at the Nth write, sync and unlink of the database's own files, N growing until a run survives."""

from itertools import count
from pathlib import Path

import pytest

from tests.faults import oracle, scenes
from tests.faults.conftest import SHORT
from tests.faults.scenes import LATER, Scene
from tests.faults.tracing import needs_strace, pickled, traced
from tests.faults.victims import Job, ended

pytestmark = [pytest.mark.faults, needs_strace]
STEP = {"pwrite64": 61, "fdatasync": 7, "unlink": 3}
"""How far apart the kills lie; there are some 500 writes, 50 syncs and 15 unlinks in the work."""


@pytest.mark.parametrize("call", ["pwrite64"] if SHORT else STEP)
def test_an_import_killed_within_sqlite_is_as_if_run_once(call: str, prepared_scenes: dict[str, Scene], tmp_path: Path) -> None:
    whole = scenes.copied(prepared_scenes[LATER], tmp_path / "whole")
    assert ended(Job(whole)) == 0
    with whole.opened() as krets:
        expected = oracle.state_of(krets)
    kills = 0
    for number in count(2, STEP[call] * (6 if SHORT else 1)):
        scene = scenes.copied(prepared_scenes[LATER], tmp_path / str(number))
        job = pickled(Job(scene), tmp_path / f"{number}.pickle")
        if traced(f"{call}:signal=SIGKILL:when={number}", scene, "tests.faults.victims", job) == 0:
            break
        kills += 1
        assert ended(Job(scene.after(10))) == 0
        with scene.opened() as krets:
            oracle.assert_database_whole(krets)
            oracle.assert_in_step(krets, scene)
            assert oracle.state_of(krets) == expected
    assert kills

"""The crash tests bite: planted with a defect that Krets decided against, the same kills and the same oracle turn red.

Each kill is one that the real design survives in `test_kills`; some points are harmless even to a naive design, so a defect counts
as noticed when one of its kills is.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.faults import oracle, scenes
from tests.faults.conftest import SHORT
from tests.faults.killing import Aim, Phase
from tests.faults.naive import Defect
from tests.faults.oracle import State
from tests.faults.scenes import LATER, Scene
from tests.faults.victims import Job, ended, killed, survey

pytestmark = pytest.mark.faults
PHASE_OF = {
    Defect.CURSOR_OUTSIDE: Phase.INDEX,
    Defect.OUTBOX_LATER: Phase.COMMIT,
    Defect.COMMIT_EACH: Phase.TRANSACTION,
}
TRIES = 8


@pytest.mark.parametrize("defect", Defect)
def test_a_planted_defect_is_noticed(defect: Defect, prepared_scenes: dict[str, Scene], tmp_path: Path) -> None:
    whole = scenes.copied(prepared_scenes[LATER], tmp_path / "whole")
    passed = survey(Job(whole, planted=defect), tmp_path / "survey.json")
    state = state_in_step(whole)
    assert state is not None, "nobody killed it: the defect shows only after a kill"
    phase = PHASE_OF[defect]
    aims = (passed.aim(phase, (number + 0.5) / TRIES) for number in range(TRIES))
    assert noticed(prepared_scenes[LATER], defect, aims, tmp_path, state)


def test_the_same_kills_of_the_real_design_leave_nothing_to_notice(prepared_scenes: dict[str, Scene], tmp_path: Path) -> None:
    whole = scenes.copied(prepared_scenes[LATER], tmp_path / "whole")
    passed = survey(Job(whole), tmp_path / "survey.json")
    state = state_in_step(whole)
    assert state is not None
    aims = (passed.aim(phase, share) for phase in Phase for share in ((0.6,) if SHORT else (0.25, 0.75)))
    assert not noticed(prepared_scenes[LATER], None, aims, tmp_path, state)


def noticed(scene: Scene, defect: Defect | None, aims: Iterable[Aim], folder: Path, expected: State) -> bool:
    """Whether any of the kills leaves a difference that the oracle sees after the restart."""
    for number, aim in enumerate(aims):
        victim = scenes.copied(scene, folder / str(number))
        assert killed(Job(victim, aim=aim, planted=defect))
        assert ended(Job(victim.after(10), planted=defect)) == 0
        if state_in_step(victim) != expected:
            return True
    return False


def state_in_step(scene: Scene) -> State | None:
    """The catalog's state; None where the oracle finds that the index is not equal to it."""
    with scene.after(20).opened() as krets:
        try:
            oracle.assert_database_whole(krets)
            oracle.assert_in_step(krets, scene)
        except AssertionError:
            return None
        return oracle.state_of(krets)

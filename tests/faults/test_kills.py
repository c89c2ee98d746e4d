"""An import is killed at chosen points, a hundred times and more, and run again: it is as if it had run once.

The phase is chosen first and then the point within it, evenly over the phase, since kills at random times hit almost only the
writing of the index. After each kill, before anything is mended, the database must be whole and search must answer; after the
restart the catalog must equal that of runs which nobody killed, the index must equal the catalog, and the killed run must be on
record as interrupted. How many kills hit which phase is printed at the end.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults import oracle, scenes
from tests.faults.conftest import Kills, at_most
from tests.faults.killing import Phase, Survey
from tests.faults.oracle import State
from tests.faults.scenes import FIRST, LATER, Scene
from tests.faults.victims import Job, ended, killed, survey

pytestmark = pytest.mark.faults
ON_SQLITE = {
    (FIRST, Phase.TRANSACTION): (16, 2),
    (FIRST, Phase.COMMIT): (12, 2),
    (FIRST, Phase.INDEX): (14, 1),
    (LATER, Phase.TRANSACTION): (20, 2),
    (LATER, Phase.COMMIT): (16, 2),
    (LATER, Phase.INDEX): (24, 2),
}
ON_POSTGRES = {
    (LATER, Phase.TRANSACTION): (10, 1),
    (LATER, Phase.COMMIT): (10, 1),
}
"""How many kills, in full and in short, by the moment of the catalog and the phase."""


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: on which kind of database, when, and how far into which phase (0 to 1)."""

    kind: str
    moment: str
    phase: Phase
    share: float

    def __str__(self) -> str:
        return f"{self.kind}-{self.moment}-{self.phase.name.lower()}-{self.share:.3f}"


@dataclass(frozen=True, slots=True)
class Model:
    """What nobody killed: the installation before, the points that its work passes, and the catalog after."""

    scene: Scene
    survey: Survey
    state: State


def kills(kind: str, numbers: dict[tuple[str, Phase], tuple[int, int]]) -> list[Kill]:
    """The kills of one kind of database, spread over each phase, the same in every run."""
    chance = random.Random(20_261_122)  # noqa: S311  points to die at, not secrets
    return [
        Kill(kind, moment, phase, (number + chance.random()) / at_most(*both))
        for (moment, phase), both in numbers.items()
        for number in range(at_most(*both))
    ]


@pytest.fixture(scope="module")
def sqlite_models(prepared_scenes: dict[str, Scene], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Model]:
    """The model of each moment on SQLite."""
    folder = tmp_path_factory.mktemp("models")
    return {moment: model_of(scene, folder / moment) for moment, scene in prepared_scenes.items()}


@pytest.fixture(scope="module")
def postgres_models(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Model]]:
    """The model of the later moment on PostgreSQL."""
    folder, name = tmp_path_factory.mktemp("postgres"), "fault_scene"
    scenes.administer(postgres_server, f'CREATE DATABASE "{name}"')
    scene = scenes.prepared(folder / LATER, LATER, f"{postgres_server}/{name}")
    yield {LATER: model_of(scene, folder / "model")}
    scenes.removed(scene)


def model_of(scene: Scene, folder: Path) -> Model:
    """Does the work whole, twice: once more changes nothing."""
    whole = scenes.copied(scene, folder)
    passed = survey(Job(whole), folder.with_suffix(".json"))
    with whole.opened() as krets:
        state = oracle.state_of(krets)
    assert ended(Job(whole.after(10))) == 0
    with whole.opened() as krets:
        assert oracle.state_of(krets) == state
        oracle.assert_in_step(krets, whole)
    scenes.removed(whole)
    return Model(scene, passed, state)


@pytest.mark.parametrize("kill", kills("sqlite", ON_SQLITE), ids=str)
def test_an_import_killed_anywhere_and_run_again_is_as_if_run_once(
    kill: Kill, sqlite_models: dict[str, Model], tmp_path: Path, tally: Kills
) -> None:
    assert_survives(kill, sqlite_models[kill.moment], tmp_path / "scene")
    tally[kill.kind, kill.phase] += 1


@pytest.mark.postgres
@pytest.mark.parametrize("kill", kills("postgres", ON_POSTGRES), ids=str)
def test_an_import_killed_anywhere_on_postgresql_is_as_if_run_once(
    kill: Kill, postgres_models: dict[str, Model], tmp_path: Path, tally: Kills
) -> None:
    assert_survives(kill, postgres_models[kill.moment], tmp_path / "scene")
    tally[kill.kind, kill.phase] += 1


def assert_survives(kill: Kill, model: Model, folder: Path) -> None:
    """Kills, looks, restarts, looks again."""
    scene = scenes.copied(model.scene, folder)
    assert killed(Job(scene, aim=model.survey.aim(kill.phase, kill.share)))
    with scene.opened() as krets:
        oracle.assert_database_whole(krets)
        oracle.assert_search_answers(krets, scene)
        before = oracle.outcomes(krets)
    assert ended(Job(scene.after(10))) == 0
    with scene.after(20).opened() as krets:
        oracle.assert_database_whole(krets)
        oracle.assert_in_step(krets, scene)
        assert oracle.state_of(krets) == model.state
        assert oracle.outcomes(krets) == [*("interrupted" if one == "running" else one for one in before), "complete"]
    scenes.removed(scene)

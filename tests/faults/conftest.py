"""Prepared installations for fault runs, made once for all tests, and how long the runs are."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import scenes
from tests.faults.cases import CASES, NOT_RUN, case_of
from tests.faults.guards import Trial
from tests.faults.killing import Phase
from tests.faults.scenes import Scene

Kills = Counter[tuple[str, Phase]]
KILLS = pytest.StashKey[Kills]()
TRIALS = pytest.StashKey[list[Trial]]()
TOLD = pytest.StashKey[list[str]]()
SHORT = bool(os.environ.get("KRETS_SHORT"))
only_in_full = pytest.mark.skipif(SHORT, reason="takes long; done by `make faults` without SHORT=1")


def at_most(full: int, short: int) -> int:
    """How many of something: the full number by `make faults`, the short one by `make faults SHORT=1`."""
    return short if SHORT else full


@pytest.fixture(scope="session")
def prepared_scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    """Each moment on SQLite."""
    folder = tmp_path_factory.mktemp("scenes")
    return {moment: scenes.prepared(folder / moment, moment) for moment in scenes.DAYS}


@pytest.fixture
def scene(prepared_scenes: dict[str, Scene], tmp_path: Path) -> Scene:
    """A catalog that has been in use for days, with a feed that has changed, on SQLite; the test's own."""
    return scenes.copied(prepared_scenes[scenes.LATER], tmp_path / "scene")


@pytest.fixture
def read_scene(scene: Scene) -> Scene:
    """The same catalog when the changed feed is read, its index a step behind."""
    with scene.opened() as krets:
        assert scenes.run_source(krets, scene).outcome == "complete"
    return scene.after(10)


@pytest.fixture(scope="session")
def tally(pytestconfig: pytest.Config) -> Kills:
    """Counts the kills that were survived, by kind of database and phase."""
    return pytestconfig.stash.setdefault(KILLS, Counter())


@pytest.fixture(scope="session")
def trials(pytestconfig: pytest.Config) -> list[Trial]:
    """Keeps what came of each guard that was switched off."""
    return pytestconfig.stash.setdefault(TRIALS, [])


@pytest.fixture(scope="session")
def told(pytestconfig: pytest.Config) -> list[str]:
    """Lines about what was measured, said at the end."""
    return pytestconfig.stash.setdefault(TOLD, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says how many kills hit which phase, which guards are missed when they are off, and what came of each case."""
    survived = config.stash.get(KILLS, Counter())
    if survived:
        terminalreporter.section(f"{survived.total()} kills survived")
        for (kind, phase), number in sorted(survived.items()):
            terminalreporter.line(f"{number:5} in phase {phase.value!r} on {kind}")
    _list_guards(terminalreporter, config.stash.get(TRIALS, []))
    if lines := config.stash.get(TOLD, []):
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.line(line)
    _list_cases(terminalreporter)


def _list_guards(reporter: pytest.TerminalReporter, trials: list[Trial]) -> None:
    """Each guard that was switched off, and whether its tests noticed."""
    if trials:
        reporter.section(f"{sum(trial.bites for trial in trials)} of {len(trials)} guards are missed when they are off")
        for trial in trials:
            reporter.line(trial.row())


def _list_cases(reporter: pytest.TerminalReporter) -> None:
    """Each id of the catalog of faults that was run, with what came of its tests."""
    outcomes: dict[str, Counter[str]] = {}
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in reporter.stats.get(outcome, ()):
            case = case_of(report.nodeid)
            if case in CASES:
                outcomes.setdefault(case, Counter())[outcome] += 1
    if not outcomes:
        return
    reporter.section("cases of the catalog of faults")
    for case, title in CASES.items():
        results = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.get(case, Counter()).items())
        reporter.line(f"{case:5}{results or 'not selected':24}{title}{f' (not run: {NOT_RUN[case]})' if case in NOT_RUN else ''}")

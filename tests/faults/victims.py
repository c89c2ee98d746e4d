"""Processes that work on an installation until they are killed, and how they are started: forked from one that has all imported.

Each opens the installation itself after the fork and shares nothing with the test but the files and the database.
"""

import multiprocessing
import os
import pickle
import pkgutil
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from importers import formats
from tests.faults import naive
from tests.faults.killing import Aim, Survey, Watch
from tests.faults.scenes import Scene, run_source
from web.context import Krets

LONGEST_S = 120.0


class Work(StrEnum):
    """What a victim does: a run of the source with an index sync after it, a sync alone, a rebuild of the index."""

    IMPORT = "import"
    SYNC = "sync"
    REBUILD = "rebuild"


@dataclass(frozen=True, slots=True)
class Job:
    """One process's work. `planted` is a defect to be put in first; `survey` is where to write what passed."""

    scene: Scene
    work: Work = Work.IMPORT
    aim: Aim | None = None
    planted: naive.Defect | None = None
    survey: Path | None = None


def survey(job: Job, path: Path) -> Survey:
    """Lets the job be done whole, and returns what it passed."""
    exit_code = ended(replace(job, survey=path))
    if exit_code != 0:
        raise RuntimeError(f"the work that nobody killed ended with {exit_code}")
    return Survey.read(path)


def killed(job: Job) -> bool:
    """Whether the process died at its aim; False where it came to its end before. Raises where it failed."""
    exit_code = ended(job)
    if exit_code not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"the victim ended with {exit_code}")
    return exit_code != 0


def ended(job: Job) -> int:
    """Does the work in a process of its own and returns its exit code, negative for a signal."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *(f"{formats.__name__}.{module.name}" for module in pkgutil.iter_modules(formats.__path__))])
    process = context.Process(target=perform, args=(job,))
    process.start()
    process.join(LONGEST_S)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(f"the victim did not end within {LONGEST_S} s")
    return process.exitcode


def perform(job: Job) -> None:
    """The life of a victim."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    watch = Watch(job.aim)
    with naive.planted(job.planted) if job.planted else nullcontext(), job.scene.opened() as krets:
        WORKS[job.work](krets, job.scene, watch)
    if job.survey:
        watch.tell(job.survey)


def _import(krets: Krets, scene: Scene, watch: Watch) -> None:
    with watch.transactions(krets.database.engine):
        report = run_source(krets, scene)
    if report.outcome != "complete":
        raise RuntimeError(f"{report.outcome}: {report.reason}")
    _sync(krets, scene, watch)


def _sync(krets: Krets, _scene: Scene, watch: Watch) -> None:
    with watch.file_operations():
        krets.syncing.sync_all()


def _rebuild(krets: Krets, scene: Scene, watch: Watch) -> None:
    with watch.file_operations():
        krets.syncing.rebuild(scene.municipality_id)


WORKS: dict[Work, Callable[[Krets, Scene, Watch], None]] = {Work.IMPORT: _import, Work.SYNC: _sync, Work.REBUILD: _rebuild}


if __name__ == "__main__":
    perform(pickle.loads(Path(sys.argv[1]).read_bytes()))  # noqa: S301  the test's own file

"""A process that runs the source and syncs the index again and again until both are whole, and tells what each attempt came to.

    python -m tests.faults.stubborn SCENE TOLD STAGE LIMIT

SCENE is a pickled `Scene`, TOLD the file for the JSON list of what was said. In its first attempt no file may grow beyond LIMIT
bytes during the STAGE (`read`: for the process that reads the feed; `sync`; `none`): a full disk that needs no rights to be
made. Errors that are not Krets's own end the process.
"""

import json
import pickle
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog.errors import KretsError
from importers.worker.pool import shared_workers
from tests.faults.scenes import Scene, run_source
from web.context import Krets

ATTEMPTS = 8
WHOLE = "complete"


def main(scene_file: str, told: str, stage: str, limit: str) -> None:
    """Works until it is whole."""
    scene: Scene = pickle.loads(Path(scene_file).read_bytes())  # noqa: S301  the test's own file
    said: list[str] = []
    with scene.opened() as krets:
        while WHOLE not in said and len(said) < ATTEMPTS:
            said.append(attempted(krets, scene, stage if not said else "none", int(limit)))
    Path(told).write_text(json.dumps(said))


def attempted(krets: Krets, scene: Scene, stage: str, limit: int) -> str:
    """One attempt, in the words of its outcome."""
    try:
        with limited(limit if stage == "read" else None), shared_workers().lent():
            pass  # a reader that is started now inherits the limit, and is the one that is lent next
        report = run_source(krets, scene)
        if report.outcome != WHOLE:
            return f"{report.outcome}: {report.reason}"
        with limited(limit if stage == "sync" else None):
            krets.syncing.sync_all()
    except KretsError as error:
        return f"{type(error).__name__}: {error}"
    return WHOLE


@contextmanager
def limited(size: int | None) -> Iterator[None]:
    """No file may grow beyond so many bytes within the block; writing more is an error (EFBIG), as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if size is not None:
        limit_files(size)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def limit_files(size: int) -> None:
    """From now on no file may grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])

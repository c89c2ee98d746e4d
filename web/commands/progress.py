"""A progress bar on a terminal, a line a second in the log otherwise, for work that takes more than a moment."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Show = Callable[[str, int, int | None], None]
EVERY_S = 1.0
log = structlog.get_logger("krets.import")


@contextmanager
def shown_progress(what: str) -> Iterator[Show]:
    """Gives a function that is told (stage, done, of how many)."""
    if not sys.stderr.isatty():
        yield _logged(what)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def show(stage: str, done: int, total: int | None) -> None:
            bar.update(task, description=f"{what}: {stage}", completed=done, total=total)

        yield show


def _logged(what: str) -> Show:
    last = time.monotonic()

    def show(stage: str, done: int, total: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY_S:
            last = time.monotonic()
            log.info(stage, source=what, done=done, of=total)

    return show

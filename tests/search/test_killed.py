"""Killed at the Nth word to the file system, N = 1, 2, … until it survives: whole after each, with no step by hand.

The child is forked, has its own database connection, and is ended by SIGKILL inside the call, so that nothing is tidied up.
"""

import os
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from search.indexes import Indexes
from search.results import Notice
from search.sync import Syncing
from search.verifying import verify
from tests.search.catalogs import CONCEPTS, Lier

WORDS = ("rename", "replace", "remove", "unlink", "fsync", "symlink", "mkdir", "rmdir")
MOST = 200


def killed_at(nth: int, work: Callable[[], object]) -> bool:
    """Runs the work in a child that dies at its nth such call; whether it did."""
    child = os.fork()
    if child == 0:
        try:
            _die_at(nth)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _die_at(nth: int) -> None:
    calls = count(1)

    def deadly(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if next(calls) == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return call

    for word in WORDS:
        setattr(os, word, deadly(getattr(os, word)))


def syncing_anew(lier: Lier, folder: Path, clock: FixedClock) -> Syncing:
    """A writer as a new process would make it."""
    return Syncing(Database(str(lier.database.url)), Indexes(folder, CONCEPTS), clock)


@pytest.mark.parametrize("task", ["sync", "rebuild"])
def test_a_writer_killed_anywhere_leaves_an_index_that_answers_and_catches_up(
    lier: Lier, tmp_path: Path, clock: FixedClock, task: str
) -> None:
    kept = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    for nth in range(1, MOST):
        lier.change(kept, summary=f"nummer {nth}")
        added = lier.add(f"Fotball {nth}")
        killed = killed_at(nth, lambda: getattr(syncing_anew(lier, tmp_path, clock), task)(lier.id))
        answered = lier.search(q="fotball", per_page=100)
        assert kept in answered.ids
        assert Notice.FROM_DATABASE not in answered.notices
        lier.syncing.sync(lier.id)
        assert added in lier.ids(q="fotball", per_page=100)
        assert verify(lier.database, lier.indexes, lier.id).holds
        if not killed:
            break
    else:
        pytest.fail(f"still killed at call {MOST}")
    lier.syncing.rebuild(lier.id)
    lier.syncing.rebuild(lier.id)
    assert len(list(lier.indexes.folder(lier.id).path.glob("build-*"))) == 2
    assert nth > 3

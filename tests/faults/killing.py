"""Where a process dies: the points of each phase counted as they pass, and SIGKILL at the chosen one.

Points are counted by what really happens, not by our own code's structure: statements and commits as SQLAlchemy sees them,
operations on files as the interpreter calls them. A first run that nobody kills tells how many points each phase has, so that
any of them can be chosen. Works on the calling process alone, which is to be a process of its own.
"""

import io
import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

FILE_OPERATIONS = frozenset({"rename", "replace", "remove", "unlink", "symlink", "mkdir", "rmdir", "fsync", "open"})
STREAM_OPERATIONS = frozenset({"write", "flush", "close", "truncate"})
STREAMS = (io.BufferedWriter, io.BufferedRandom, io.FileIO, io.TextIOWrapper)
WRITES = ("INSERT", "UPDATE", "DELETE")


class Phase(StrEnum):
    """Where in the work a process is: a transaction that has written, the commit of one, the writing of an index."""

    TRANSACTION = "transaction"
    COMMIT = "commit"
    INDEX = "index write"


@dataclass(frozen=True, slots=True)
class Aim:
    """The point at which to die, counted from 1 within its phase; `delay_s` later where the point is a commit under way."""

    phase: Phase
    point: int
    delay_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Survey:
    """What a run that nobody killed passed: how many points each phase has, and how long each commit lasted.

    A commit is three points: before it, under way, after it.
    """

    points: dict[str, int]
    commits_s: tuple[float, ...]

    def aim(self, phase: Phase, share: float) -> Aim:
        """The point that lies so far (0 to 1) into a phase; the moment within a commit under way differs from one to the next."""
        point = 1 + min(int(share * self.points[phase]), self.points[phase] - 1)
        within = self.commits_s[(point - 1) // 3] * (share * 997 % 1) if phase is Phase.COMMIT and point % 3 == 2 else 0.0
        return Aim(phase, point, within)

    @staticmethod
    def read(path: Path) -> "Survey":
        """A survey that `Watch.tell` wrote."""
        told = json.loads(path.read_text())
        return Survey(told["points"], tuple(told["commits_s"]))


def die() -> None:
    """Ends the process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


class Watch:
    """Counts the points of a process's work, and does `at_aim` (dies) at the one that it is aimed at."""

    def __init__(self, aim: Aim | None, at_aim: Callable[[], None] = die) -> None:
        self._aim = aim
        self._at_aim = at_aim
        self._points: Counter[str] = Counter()
        self._commits_s: list[float] = []
        self._has_written = False
        self._committing_since: float | None = None

    def tell(self, path: Path) -> None:
        """Writes down what passed."""
        path.write_text(json.dumps({"points": self._points, "commits_s": self._commits_s}))

    @contextmanager
    def transactions(self, engine: Engine) -> Iterator[None]:
        """Counts the statements and commits of transactions that have written something."""
        hooks = (
            (engine, "begin", self._begun),
            (engine, "after_cursor_execute", self._executed),
            (engine, "commit", self._about_to_commit),
            (Session, "after_commit", self._committed),
        )
        for target, name, hook in hooks:
            event.listen(target, name, hook)
        try:
            yield
        finally:
            for target, name, hook in hooks:
                event.remove(target, name, hook)

    @contextmanager
    def file_operations(self) -> Iterator[None]:
        """Counts every operation on files within the block, by this thread, just before it is done."""
        sys.setprofile(self._called)
        try:
            yield
        finally:
            sys.setprofile(None)

    def _pass(self, phase: Phase) -> bool:
        self._points[phase] += 1
        return self._aim is not None and (self._aim.phase, self._aim.point) == (phase, self._points[phase])

    def _begun(self, _connection: object) -> None:
        self._has_written = False

    def _executed(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self._has_written = self._has_written or statement.startswith(WRITES)
        if self._has_written and self._pass(Phase.TRANSACTION):
            self._at_aim()

    def _about_to_commit(self, _connection: object) -> None:
        if not self._has_written:
            return
        if self._pass(Phase.COMMIT):
            self._at_aim()
        if self._pass(Phase.COMMIT) and self._aim:
            threading.Timer(self._aim.delay_s, self._at_aim).start()
        self._committing_since = time.perf_counter()

    def _committed(self, _session: Session) -> None:
        if self._committing_since is None:
            return
        self._commits_s.append(time.perf_counter() - self._committing_since)
        self._committing_since, self._has_written = None, False
        if self._pass(Phase.COMMIT) or (
            self._aim and self._aim.phase is Phase.COMMIT and self._aim.point == self._points[Phase.COMMIT] - 1
        ):
            self._at_aim()

    def _called(self, _frame: FrameType, what: str, called: Any) -> None:  # noqa: ANN401  the interpreter's own
        if what == "c_call" and _touches_files(called) and self._pass(Phase.INDEX):
            self._at_aim()


def _touches_files(called: Any) -> bool:  # noqa: ANN401  any builtin
    if isinstance(getattr(called, "__self__", None), STREAMS):
        return called.__name__ in STREAM_OPERATIONS
    return called.__name__ in FILE_OPERATIONS and called.__module__ in {"posix", "io", "_io"}

"""One reader's process as its parent holds it: started by exec, asked one thing at a time, ended when it costs too much.

Started with no open files of ours, no secrets in its environment and away from the terminal's signals. It answers in a bounded
time or it is ended: its own timer ends computing, and silence is noticed here by the mark that it moves with each step.
"""

import mmap
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from importers.errors import RunFailed
from importers.worker.limits import MARK_BYTES, Limits, steps_on
from importers.worker.messages import Answered, Asked, Failed, Told
from importers.worker.wire import PROTOCOL, unpacked

LOOK_EVERY_S = 1.0
ENDS_WITHIN_S = 5.0
KEPT_VARIABLES = frozenset({"PATH", "HOME", "LANG", "TZ", "TZDIR", "PYTHONTZPATH", "TMPDIR", "LD_LIBRARY_PATH", "PROJ_DATA", "PROJ_LIB"})
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
"""Threads that nobody uses would take address space, which is what bounds the memory."""

Answer = TypeVar("Answer")
Questions = Mapping[str, Callable[..., object]]


class WorkerLost(Exception):
    """The reader ended, or was ended, at its `step`-th step of what it was asked (0: before the first). `kind` says how."""

    COMPUTING, SILENCE, BROKEN, KILLED = "computing", "silence", "broken", "killed"
    MEASURED = frozenset({COMPUTING, SILENCE})

    def __init__(self, step: int, kind: str, words: str) -> None:
        self.step = step
        self.kind = kind
        super().__init__(words)


class Worker:
    """A reader's process. `ask` is for one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        with tempfile.TemporaryFile() as file:
            file.truncate(MARK_BYTES)
            self._mark = mmap.mmap(file.fileno(), MARK_BYTES)
            command = [sys.executable, "-P", "-W", "ignore", "-m", "importers.worker.child"]
            bounds = [str(file.fileno()), str(limits.memory_bytes), str(limits.step_cpu_s)]
            self._process = subprocess.Popen(  # noqa: S603  ourselves
                [*command, *bounds],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=[file.fileno()],
                env=_environment(),
                start_new_session=True,
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a process started with pipes has none")
        self._saying = Connection(os.dup(self._process.stdin.fileno()), readable=False)
        self._hearing = Connection(os.dup(self._process.stdout.fileno()), writable=False)
        self._process.stdin.close()
        self._process.stdout.close()
        self._steps_before = 0

    @property
    def process_id(self) -> int:
        """The id of the process."""
        return self._process.pid

    def say(self, message: object) -> None:
        """Sends what needs no answer, or what `answer` will be waited for. Raises `WorkerLost`."""
        self._steps_before = steps_on(self._mark)
        try:
            self._saying.send_bytes(pickle.dumps(message, PROTOCOL))
        except OSError:
            raise self._lost() from None

    def answer(self, kind: type[Answer], questions: Questions, told: Callable[[int], None], waiting: Callable[[], None]) -> Answer:
        """What it answers; its questions are answered by name, `waiting` is called every second or so.

        Raises `WorkerLost`, and `RunFailed` and its kinds as the reader met them.
        """
        while True:
            message = self._heard(waiting)
            if isinstance(message, Told):
                told(message.count)
            elif isinstance(message, Asked):
                self._saying.send_bytes(pickle.dumps(_answered(questions, message), PROTOCOL))
            elif isinstance(message, Failed):
                raise message.error()
            elif isinstance(message, kind):
                return message
            else:
                raise RunFailed(f"the reader of this feed answered with something unexpected ({type(message).__name__})")

    def _heard(self, waiting: Callable[[], None]) -> object:
        """The next message; a reader that does not move for too long is ended."""
        steps, since = steps_on(self._mark), time.monotonic()
        try:
            while not self._hearing.poll(min(LOOK_EVERY_S, self._limits.step_wall_s)):
                waiting()
                if steps_on(self._mark) != steps:
                    steps, since = steps_on(self._mark), time.monotonic()
                elif time.monotonic() - since >= self._limits.step_wall_s:
                    raise self._lost(WorkerLost.SILENCE)
            return unpacked(self._hearing.recv_bytes())
        except (EOFError, OSError):
            raise self._lost() from None

    def _lost(self, kind: str | None = None) -> WorkerLost:
        """What became of it; it is gone afterwards."""
        step = steps_on(self._mark) - self._steps_before
        if kind:
            self.end()
            return WorkerLost(step, kind, self._limits.silence)
        code = self._wait()
        if code == -signal.SIGPROF:
            return WorkerLost(step, WorkerLost.COMPUTING, self._limits.computing)
        kind = WorkerLost.KILLED if code in {-signal.SIGKILL, -signal.SIGTERM} else WorkerLost.BROKEN
        return WorkerLost(step, kind, f"its reader ended on the way ({_named(code)})")

    def _wait(self) -> int:
        try:
            return self._process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def is_fit(self) -> bool:
        """Whether it lives and is not bloated, so that another run may have it."""
        return self._process.poll() is None and _address_space(self.process_id) < self._limits.memory_bytes * 3 // 4

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self._process.kill()
        self._process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Closes this process's ends only: a reader that still lives is another's, or ends by itself once nobody holds its stdin."""
        self._saying.close()
        self._hearing.close()


def _answered(questions: Questions, asked: Asked) -> Answered | Failed:
    try:
        return Answered(questions[asked.about](*asked.arguments))
    except RunFailed as error:
        return Failed.of(error)


def _environment() -> dict[str, str]:
    """What a reader needs of ours: where programs, zones and modules are; no setting of Krets, and no secret."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT_VARIABLES or name.startswith("LC_")}
    return {**kept, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(str(Path(each).absolute()) for each in sys.path if each)}


def _address_space(process_id: int) -> int:
    """Bytes; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{process_id}/statm").read_text().split()[0]) * mmap.PAGESIZE
    except OSError:
        return 0


def _named(code: int) -> str:
    if code >= 0:
        return f"exit {code}"
    return signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"

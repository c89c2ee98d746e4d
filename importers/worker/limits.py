"""How much one feed may cost: memory of the reader's process, computing and silence of one step. A step is the next record of a
file, or the draft of one record.

The reader's process bounds itself, so that the limits hold while nobody looks: address space by RLIMIT_AS, computing by a timer of
its own CPU time (SIGPROF ends it; RLIMIT_CPU counts whole seconds only). Silence is judged by the parent. Not a jail: code that
runs amok in the reader could undo them; they are for parsers that are led to do too much.
"""

import mmap
import resource
import signal
import struct
from dataclasses import dataclass

MARK_BYTES = 8
_MARK = struct.Struct("<q")


@dataclass(frozen=True, slots=True)
class Limits:
    """`step_cpu_s` computing and `step_wall_s` silence for any one step. `lost_records` of a run may
    cost their reader its life.
    """

    memory_bytes: int = 512_000_000
    step_cpu_s: float = 20.0
    step_wall_s: float = 120.0
    lost_records: int = 25

    @property
    def computing(self) -> str:
        """The limit in words."""
        return f"more than {self.step_cpu_s:g} s of computing"

    @property
    def memory(self) -> str:
        """The limit in words."""
        return f"more than {self.memory_bytes // 1_000_000} MB of memory"

    @property
    def silence(self) -> str:
        """The limit in words."""
        return f"more than {self.step_wall_s:g} s without a sign of life"


def confine(memory_bytes: int) -> None:
    """Bounds this process for good: its memory; no further processes or threads; no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Meter:
    """Counts this process's steps where its parent can see them even after its death, and gives each the same computing."""

    def __init__(self, mark: mmap.mmap, step_cpu_s: float) -> None:
        self._mark = mark
        self._step_cpu_s = step_cpu_s
        self._steps = 0
        self._left_s = step_cpu_s
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def step(self) -> None:
        """The next step begins."""
        self._steps += 1
        self._mark[:MARK_BYTES] = _MARK.pack(self._steps)
        signal.setitimer(signal.ITIMER_PROF, self._step_cpu_s)

    def rest(self) -> None:
        """Nothing is counted for a while, or until the next step."""
        self._left_s = signal.setitimer(signal.ITIMER_PROF, 0)[0]

    def go_on(self) -> None:
        """The step has what was left of its computing."""
        signal.setitimer(signal.ITIMER_PROF, self._left_s)


def steps_on(mark: mmap.mmap) -> int:
    """How many steps the process that holds the mark has begun."""
    steps: int = _MARK.unpack(mark[:MARK_BYTES])[0]
    return steps

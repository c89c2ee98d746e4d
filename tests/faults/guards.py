"""M01: each guard of the product switched off in turn, and whether the tests that hold it turn red. The guards are in `guard_list`."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.switching import ROOT, SITE, Change, path_of

LONGEST_S = 120.0
NEVER = "if False:"
_FAILED = re.compile(r"(\d+) failed")


@dataclass(frozen=True, slots=True)
class Guard:
    """A promise, where it is kept (`module`, what of it is taken out), and the tests that must notice that it is gone."""

    name: str
    module: str
    changes: tuple[Change, ...]
    test: str

    @property
    def test_file(self) -> Path:
        """The file that the tests are in."""
        return ROOT / self.test.partition("::")[0]


def guard(name: str, module: str, test: str, *changes: Change) -> Guard:
    """One row of a list; `test` is below tests/."""
    return Guard(name, module, changes, f"tests/{test}")


def skipped(condition: str) -> Change:
    """A condition that is never met."""
    return condition, NEVER


@dataclass(frozen=True, slots=True)
class Trial:
    """A guard switched off: whether its tests noticed, how long that took, and in which words."""

    guard: Guard
    bites: bool
    seconds: float
    words: str

    def row(self) -> str:
        """One line of the table."""
        told = "red" if self.bites else f"STILL GREEN: {self.words}"
        return f"{self.guard.name:58} {told:12} {self.seconds:5.1f} s  {self.guard.test.removeprefix('tests/')}"


def without(off: Guard, *, longest_s: float = LONGEST_S) -> Trial:
    """Runs the guard's tests without it. A test that fails is red, and so is one that hangs; one that cannot run is not."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="krets-guard-") as folder:
        Path(folder, "sitecustomize.py").write_text(SITE.format(module=off.module, changes=off.changes), "utf-8")
        options = ["-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider", "--no-header", "--tb=line", "-m", ""]
        command = [sys.executable, "-m", "pytest", *options, "--basetemp", f"{folder}/made", off.test]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([folder, str(ROOT)]), "KRETS_SHORT": "1"}
        try:
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=longest_s, check=False)
        except subprocess.TimeoutExpired:
            return Trial(off, bites=True, seconds=time.monotonic() - started, words="it hangs")
    last = (done.stdout.strip().splitlines() or [done.stderr.strip()[-200:]])[-1]
    return Trial(off, done.returncode == 1 and bool(_FAILED.search(last)), time.monotonic() - started, last)


def words_are_there(one: Guard) -> bool:
    """Whether everything that is to be taken out stands in its module exactly once."""
    source = path_of(one.module).read_text("utf-8")
    return all(source.count(old) == 1 for old, _ in one.changes)


def spread(guards: Sequence[Guard], number: int) -> list[Guard]:
    """So many of the guards, evenly chosen."""
    return [guards[at * len(guards) // number] for at in range(min(number, len(guards)))]

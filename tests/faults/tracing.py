"""Processes under strace: the Nth system call of a kind on a database's files fails, or kills, as SQLite's own tests do it.

Works without any rights, since a process may trace its own children. Where strace is missing the tests are skipped.
"""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.scenes import Scene

ROOT = Path(__file__).parents[2]
LONGEST_S = 180
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def traced(inject: str, scene: Scene, *program: str) -> int:
    """Runs `python -m program…` while strace injects into system calls on the scene's SQLite files; returns the exit code."""
    database = scene.folder / "krets.db"
    calls = inject.partition(":")[0]
    trace = ["strace", "-f", "-qq", "-o", os.devnull, "-P", str(database), "-P", f"{database}-journal", "-P", f"{database}-wal"]
    command = [*trace, "-e", f"trace={calls}", "-e", f"inject={inject}", sys.executable, "-m", *program]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, timeout=LONGEST_S, check=False).returncode


def pickled(value: object, path: Path) -> str:
    """The value in a file, for another process to read; the path as a word."""
    path.write_bytes(pickle.dumps(value))
    return str(path)

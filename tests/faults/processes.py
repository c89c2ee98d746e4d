"""Processes of `krets` for fault runs, started as an operator would and ended by their ids; and what a visitor gets from them."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.demo_installation import environment

LONGEST_S = 60.0
LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Got:
    """An answer: its status, its text, and how long it took in seconds."""

    status: int
    text: str
    seconds: float

    @property
    def data(self) -> Any:  # noqa: ANN401  any JSON
        """The text, read as JSON."""
        return json.loads(self.text)


def get(address: str) -> Got:
    """Asks as a browser would; a status of 4xx or 5xx is an answer too."""
    started = time.monotonic()
    try:
        with urllib.request.urlopen(address, timeout=LONGEST_S) as answer:
            return Got(answer.status, answer.read().decode(), time.monotonic() - started)
    except urllib.error.HTTPError as error:
        return Got(error.code, error.read().decode(), time.monotonic() - started)


@contextmanager
def running(folder: Path, *arguments: str, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    """A `krets` process that works in the folder, with settings by name; killed by its id at the end if it still runs."""
    command = [sys.executable, "-m", "web.cli", *arguments]
    with subprocess.Popen(
        command, env=environment(folder) | settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()
            process.communicate()


def stopped(process: "subprocess.Popen[str]") -> tuple[int, float, str]:
    """Asks a process to end (SIGTERM); returns its exit code, how many seconds it took, and what it had said."""
    started = time.monotonic()
    process.terminate()
    _, said = process.communicate(timeout=LONGEST_S)
    return process.returncode, time.monotonic() - started, said


def wait_until(holds: Callable[[], object], within_s: float = LONGEST_S) -> float:
    """Looks until something holds and returns how many seconds that took; raises `TimeoutError`."""
    started = time.monotonic()
    while not holds():
        if time.monotonic() - started > within_s:
            raise TimeoutError(f"it did not come about within {within_s} s")
        time.sleep(LOOK_EVERY_S)
    return time.monotonic() - started

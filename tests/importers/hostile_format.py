"""The small format with records that do what no format should: loop, sleep, swell, crash, reach out. For tests of the reader."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.drafts import OfferDraft
from importers.contract import Context, Feed, RawRecord
from tests.importers.small_feed import SmallFormat

LONG_S = 3600


def loop(_: object) -> None:
    """For ever, in Python."""
    while True:
        pass


def loop_inside_c(_: object) -> None:
    """For longer than anybody waits, in one call that nothing interrupts."""
    re.match(r"(a|aa)+$", "a" * 100 + "b")


def swell(_: object) -> None:
    """More memory than there is, bit by bit."""
    kept = []
    while True:
        kept.append(bytearray(1_000_000))


def crash(_: object) -> None:
    """As a defect in a library does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def die_once(flag: object) -> None:
    """Killed, as from outside; only the first time."""
    path = Path(str(flag))
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)


DEEDS: dict[str, Callable[[object], object]] = {
    "loop": loop,
    "loop inside C": loop_inside_c,
    "sleep": lambda _: time.sleep(LONG_S),
    "stop": lambda _: os.kill(os.getpid(), signal.SIGSTOP),
    "swell": swell,
    "swell at once": lambda _: bytearray(2_000_000_000),
    "crash": crash,
    "leave": lambda _: os._exit(7),
    "die": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "die once": die_once,
    "connect": lambda port: socket.create_connection(("127.0.0.1", int(str(port)))),
    "run": lambda _: subprocess.run([sys.executable, "-c", ""], check=True),
    "print": print,
}


@dataclass
class HostileFormat(SmallFormat):
    """A record's `do` (and `with`) is done when it is drafted, its `do while reading` when it is read."""

    format: str = "hostile"

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """The records, and what they do."""
        for record in super().read(feed):
            _do(record.data.get("do while reading"), record.data.get("with"))
            yield record

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The draft, after what the record does."""
        _do(record.data.get("do"), record.data.get("with"))
        return super().normalise(record, context)


def _do(deed: Any, given: object) -> None:  # noqa: ANN401  as published
    if deed:
        DEEDS[deed](given)


def hostile_format(_name: str) -> HostileFormat:
    """The only format there is."""
    return HostileFormat()

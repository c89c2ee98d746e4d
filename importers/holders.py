"""Who holds the lease of a run: this process or another, alive or gone. Knows processes of this machine only.

A run whose end could not even be written leaves its lease behind; what this process is really at tells such a lease from a living one.
"""

import os
import secrets
import socket
from pathlib import Path

BURIED = frozenset("ZX")
"""States of a process that has ended, though its number is not free yet: its parent has not asked how."""

_RUNNING: set[str] = set()


def begin(name: str) -> None:
    """Notes that this process is at the run of the holder."""
    _RUNNING.add(name)


def end(name: str) -> None:
    """Notes that it is no longer, however the run ended."""
    _RUNNING.discard(name)


def new_holder() -> str:
    """A name for one run's lease: host, process id, when the process started (ids are reused), and a word of the run's own."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}:{secrets.token_hex(4)}"


def is_dead(name: str) -> bool:
    """Whether a holder's run or its process has certainly ended; of those on other machines nothing is known."""
    host, process_id, started, *_ = [*name.split(":"), "", "", ""]
    if not name:
        return True
    if host != socket.gethostname() or not process_id.isdigit():
        return False
    if int(process_id) == os.getpid() and started == _started(os.getpid()):
        return name not in _RUNNING
    try:
        os.kill(int(process_id), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return bool(started) and _started(int(process_id)) != started


def _started(process_id: int) -> str:
    """When a process started, in ticks since boot; empty where the system does not tell, and for one that only waits to be buried."""
    try:
        words = Path(f"/proc/{process_id}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return words[19] if len(words) > 19 and words[0] not in BURIED else ""

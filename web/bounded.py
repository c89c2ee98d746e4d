"""Work that may hang, asked for by those who may not wait: a health probe must answer even when what it looks at does not.

The work runs in one thread of its own; all who ask meanwhile share it, so that asking often costs nothing and leaves nothing behind.
"""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Bounded(Generic[T]):
    """Some work, and how long (in seconds) anybody waits for it."""

    def __init__(self, work: Callable[[], T], *, within_s: float) -> None:
        self._work = work
        self.within_s = within_s
        self._lock = Lock()
        self._running: Future[T] | None = None

    def result(self) -> T:
        """What the work gives, done anew or under way already. Raises what it raises, and TimeoutError when it takes too long."""
        with self._lock:
            if self._running is None or self._running.done():
                self._running = Future()
                Thread(target=_do, args=(self._work, self._running), daemon=True).start()
            running = self._running
        return running.result(timeout=self.within_s)


def _do(work: Callable[[], T], told: "Future[T]") -> None:
    try:
        told.set_result(work())
    except Exception as problem:  # noqa: BLE001  it is raised again where the result is asked for
        told.set_exception(problem)

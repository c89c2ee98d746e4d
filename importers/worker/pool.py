"""The readers of this process: started when first needed, kept warm between runs, one for each run that goes on at a time.

A run borrows one and gives it back; whatever failed with it, or grew, is ended and not lent again. As many run at once as runs do,
which the schedule bounds; a few are kept waiting.
"""

import atexit
import contextlib
import os
import threading
from collections.abc import Iterator
from functools import lru_cache

from importers.worker.limits import Limits
from importers.worker.process import Worker

KEPT_WAITING = 4


class Workers:
    """Readers with the same limits. Safe to share between threads, and after a fork the child starts its own."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._waiting: list[Worker] = []
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def borrow(self) -> Worker:
        """A reader, warm if there is one. Give it back with `give_back`, or end it."""
        with self._lock:
            self._forget_the_parents()
            while self._waiting:
                worker = self._waiting.pop()
                if worker.is_fit():
                    return worker
                worker.end()
        return Worker(self.limits)

    def give_back(self, worker: Worker) -> None:
        """The reader did all that it was asked."""
        with self._lock:
            if self._owner == os.getpid() and len(self._waiting) < KEPT_WAITING and worker.is_fit():
                self._waiting.append(worker)
                return
        worker.end()

    @contextlib.contextmanager
    def lent(self) -> Iterator[Worker]:
        """A reader for the block; one whose block fails is ended."""
        worker = self.borrow()
        try:
            yield worker
        except BaseException:
            worker.end()
            raise
        self.give_back(worker)

    def close(self) -> None:
        """Ends those that wait; to be called when no run goes on."""
        with self._lock:
            self._forget_the_parents()
            while self._waiting:
                self._waiting.pop().end()

    def _forget_the_parents(self) -> None:
        """After a fork the readers are the parent's: only our ends of their pipes are closed."""
        if self._owner != os.getpid():
            for worker in self._waiting:
                worker.let_go()
            self._waiting, self._owner = [], os.getpid()


@lru_cache(maxsize=1)
def shared_workers() -> Workers:
    """This process's own, made on first use and ended with it."""
    workers = Workers()
    atexit.register(workers.close)
    return workers

"""When a source is due: pure rules about instants, and how a clock that was moved is noticed. Reads and writes nothing.

Times of sources that run every so many whole days keep their hour in Norway over changes of the clock; slots that were missed are
not made up for one by one; failures are tried again after 5 minutes, then twice as long each time, to a day at most, and later if
the publisher asks.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from catalog.clock import OSLO, Clock

FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(hours=24)
JITTER_SHARE = 0.1
DAY_S = 86_400
CLOCK_CHANGE = timedelta(hours=1)
CLOCK_SLACK = timedelta(minutes=1)

Spread = Callable[[float, float], float]


def next_due(beat_at: datetime | None, every_s: int, now: datetime) -> datetime:
    """The first regular slot after now, counted from any slot of before. A whole number of days keeps its hour in Norway.

    Missed slots are not made up for. An hour that a night lacks comes an hour later that night, and as ever the next.
    """
    slot = (beat_at or now).astimezone(UTC)  # differences of local times pass over changes of the clock
    if every_s % DAY_S:
        missed = max(0, int((now - slot).total_seconds() // every_s))
        return slot + timedelta(seconds=every_s * (missed + 1))
    days, wall = every_s // DAY_S, slot.astimezone(OSLO)
    step = max(1, int((now - slot).total_seconds() // every_s))
    while True:
        local = datetime.combine(wall.date() + timedelta(days=days * step), wall.time(), tzinfo=OSLO)
        if local.astimezone(UTC) > now:
            return local.astimezone(UTC)
        step += 1


def retry_due(failures: int, now: datetime, *, retry_after_s: int | None = None, spread: Spread = random.uniform) -> datetime:
    """When a source that failed `failures` times in a row is tried again; a little spread, so that not all come at once."""
    wait = min(FIRST_RETRY * 2 ** min(max(failures, 1) - 1, 20), LONGEST_RETRY)
    wait = max(wait, timedelta(seconds=retry_after_s or 0))
    return now + timedelta(seconds=wait.total_seconds() * spread(1, 1 + JITTER_SHARE))


def set_anew(every_s: int, now: datetime, spread: Spread) -> datetime:
    """A due time for a source that has none that can be meant: soon, but not all such at once."""
    return now + timedelta(seconds=every_s * spread(0, JITTER_SHARE))


def is_misplaced(due_at: datetime | None, every_s: int, now: datetime, *, failures: int = 0) -> bool:
    """Whether a due time cannot have been set by a right clock: none at all, or further ahead than slots and retries ever are."""
    if due_at is None:
        return True
    slot = timedelta(seconds=every_s) + (CLOCK_SLACK if every_s % DAY_S else CLOCK_CHANGE)
    retry = (LONGEST_RETRY if failures else FIRST_RETRY) * (1 + JITTER_SHARE) + CLOCK_SLACK
    return due_at - now > max(slot, retry)


class ClockWatch:
    """Compares the clock with one that only counts seconds. Asked now and then, it tells how far the clock was moved in between."""

    def __init__(self, clock: Clock, seconds: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seconds = seconds
        self._last = (clock.now(), seconds())

    def moved(self) -> timedelta:
        """By how much the clock was put forward (or, below zero, back) since this was last asked; zero within a minute."""
        before, started = self._last
        self._last = (self._clock.now(), self._seconds())
        moved = self._last[0] - before - timedelta(seconds=self._last[1] - started)
        return moved if abs(moved) > CLOCK_SLACK else timedelta(0)

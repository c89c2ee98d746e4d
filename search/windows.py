"""Which weekdays and times of day each offer meets at within a span of days: the one answer behind every question of when.

Weekday, time of day and date must hold on the same meeting, so each row gets one bit for each of 28 slots (weekday × part of
the day, the last part being "no time stated"). Meetings are sorted by day: a span is a slice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from catalog.terms import TimeOfDay, Weekday
from search.columns import SLOTS_PER_DAY, Bools, Meetings

NEVER = 2**62
ALL_SLOTS = (1 << 7 * SLOTS_PER_DAY) - 1


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked about: never before today, `last` None without an end. `asked` when a period or date was given."""

    first: date
    last: date | None
    asked: bool


@dataclass(frozen=True, slots=True)
class Slots:
    """For each row the bits of the slots it meets at in a window, and its first meeting there (`NEVER` for none)."""

    bits: NDArray[np.uint32]
    first: NDArray[np.int64]

    def at(self, mask: int) -> Bools:
        """Which rows meet at any slot of the mask."""
        found: Bools = (self.bits & np.uint32(mask)) != 0
        return found


def slots_in(meetings: Meetings, window: Window, size: int) -> Slots:
    """The slots of each row within the window."""
    begin = int(np.searchsorted(meetings.day, window.first.toordinal(), side="left"))
    end = len(meetings.day) if window.last is None else int(np.searchsorted(meetings.day, window.last.toordinal(), side="right"))
    span = slice(begin, max(begin, end))
    row = meetings.row[span]
    met = np.zeros((7 * SLOTS_PER_DAY, size), dtype=np.bool_)
    met[meetings.slot[span], row] = True
    bits = np.zeros(size, dtype=np.uint32)
    for slot in range(7 * SLOTS_PER_DAY):
        bits |= met[slot].astype(np.uint32) << np.uint32(slot)
    first = np.full(size, NEVER, dtype=np.int64)
    first[row[::-1]] = (meetings.day[span].astype(np.int64) * 1440 + np.minimum(meetings.minute[span], 1439))[::-1]
    return Slots(bits, first)


def slot_mask(weekdays: Iterable[Weekday], times: Iterable[TimeOfDay]) -> int:
    """The slots on any of the weekdays at any of the times; none named means all of them, meetings without a time too."""
    days = [weekday.number for weekday in weekdays] or range(7)
    parts = [list(TimeOfDay).index(time) for time in times] or range(SLOTS_PER_DAY)
    return sum(1 << day * SLOTS_PER_DAY + part for day in set(days) for part in set(parts))

"""Dated meetings packed into 32-bit numbers: day, minute of the day, and whether they are sure.

Days and minutes are those of Oslo's clocks. A meeting that lasts several days counts on each of them; only its first day has
a time. Cancelled meetings are left out. The packing sorts by day, then time.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from catalog.clock import OSLO
from catalog.model import Occurrence
from catalog.terms import OccurrenceStatus

NO_MINUTE = 2047
MAX_DAYS_OF_ONE = 400

Packed = NDArray[np.uint32]


def packed_meetings(occurrences: Iterable[Occurrence]) -> bytes:
    """The meetings as little-endian 32-bit numbers in order, each once."""
    numbers = sorted({number for one in occurrences if one.status is not OccurrenceStatus.CANCELLED for number in _numbers(one)})
    return np.asarray(numbers, dtype="<u4").tobytes()


def pack(day: date, minute: int = NO_MINUTE, *, sure: bool = True) -> int:
    """One meeting as a number; `minute` counts from midnight."""
    return day.toordinal() << 12 | minute << 1 | sure


def days_of(numbers: Packed) -> NDArray[np.int32]:
    """The days, as ordinals of the calendar (`datetime.date.toordinal`)."""
    return (numbers >> 12).astype(np.int32)


def minutes_of(numbers: Packed) -> NDArray[np.int16]:
    """The minutes of the day, `NO_MINUTE` where there is no time."""
    return (numbers >> 1 & 2047).astype(np.int16)


def sure_of(numbers: Packed) -> NDArray[np.bool_]:
    """Whether each meeting is sure to be held."""
    return (numbers & 1).astype(np.bool_)


def _numbers(occurrence: Occurrence) -> list[int]:
    start = occurrence.starts_at.astimezone(OSLO)
    last = start.date()
    if occurrence.ends_at is not None and occurrence.ends_at > occurrence.starts_at:
        end = (occurrence.ends_at - timedelta(seconds=1)).astimezone(OSLO)
        last = end.date() if occurrence.all_day or _lasts_a_day(occurrence) else start.date()
    minute = NO_MINUTE if occurrence.all_day else start.hour * 60 + start.minute
    count = min((last - start.date()).days, MAX_DAYS_OF_ONE - 1) + 1
    sure = not occurrence.unsure
    following = (pack(start.date() + timedelta(days=n), sure=sure) for n in range(1, count))
    return [pack(start.date(), minute, sure=sure), *following]


def _lasts_a_day(occurrence: Occurrence) -> bool:
    """A night past midnight belongs to the evening it began; what lasts 24 hours or more is held on each day."""
    return occurrence.ends_at is not None and occurrence.ends_at - occurrence.starts_at >= timedelta(days=1)

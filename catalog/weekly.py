"""Plain weekly rules counted by arithmetic: nearly every series is one, and the general machinery is slow for so many.

Plain is `FREQ=WEEKLY` with any of an interval, weekdays, the first day of the week, and one of a count or an end. Everything else is
not for this module. What it gives is what `dateutil` gives (a property test holds that).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RULES_REMEMBERED = 1024
_PART = {
    "INTERVAL": re.compile(r"[1-9]\d{0,2}"),
    "BYDAY": re.compile(rf"(?:{'|'.join(WEEKDAYS)})(?:,(?:{'|'.join(WEEKDAYS)}))*"),
    "WKST": re.compile("|".join(WEEKDAYS)),
    "COUNT": re.compile(r"[1-9]\d{0,4}"),
    "UNTIL": re.compile(r"\d{8}"),
}


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """A plain weekly rule; `weekdays` empty means the weekday of its first day. Monday is 0."""

    weekdays: frozenset[int]
    interval: int = 1
    week_starts_on: int = 0
    times: int | None = None
    until: date | None = None

    def days(self, first: date, start: date) -> Iterator[date]:
        """The days of the rule that begins on `first`, from `start` (not before `first`) onwards, in order."""
        into_week = (first.weekday() - self.week_starts_on) % 7
        offsets = sorted((day - self.week_starts_on) % 7 for day in self.weekdays or {first.weekday()})
        skipped = sum(offset < into_week for offset in offsets)
        begins = first.toordinal() - into_week
        stride = 7 * self.interval
        last = (self.until or date.max).toordinal()
        for week in count((start.toordinal() - begins) // stride):
            for place, offset in enumerate(offsets):
                day = begins + week * stride + offset
                number = week * len(offsets) + place - skipped
                if day > last or (self.times is not None and number >= self.times):
                    return
                if day >= start.toordinal():
                    yield date.fromordinal(day)


@lru_cache(maxsize=RULES_REMEMBERED)
def weekly_rule(rrule: str) -> WeeklyRule | None:
    """The rule that an RRULE value is, None when it is not plain."""
    parts = [part.partition("=") for part in rrule.split(";")]
    told = {name: value for name, _, value in parts}
    if told.pop("FREQ", None) != "WEEKLY" or len(told) + 1 != len(parts) or {"COUNT", "UNTIL"} <= told.keys():
        return None
    if not all(name in _PART and _PART[name].fullmatch(value) for name, value in told.items()):
        return None
    try:
        until = date.fromisoformat(told["UNTIL"]) if "UNTIL" in told else None
    except ValueError:
        return None
    return WeeklyRule(
        frozenset(map(WEEKDAYS.index, told["BYDAY"].split(","))) if "BYDAY" in told else frozenset(),
        int(told.get("INTERVAL", 1)),
        WEEKDAYS.index(told.get("WKST", "MO")),
        int(told["COUNT"]) if "COUNT" in told else None,
        until,
    )

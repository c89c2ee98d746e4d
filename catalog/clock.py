"""Where the present comes from: a clock is passed in, so that tests and demos can choose the day.

Rule: instants are aware and in UTC; days and times of day are those of Europe/Oslo.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


class Clock(Protocol):
    """Anything that knows the present instant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is set; used by tests, replays and `--as-of`."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self.instant.astimezone(UTC)


def oslo_day(instant: datetime) -> date:
    """The calendar day in Norway at an aware instant."""
    return instant.astimezone(OSLO).date()


def today(clock: Clock) -> date:
    """The present calendar day in Norway."""
    return oslo_day(clock.now())

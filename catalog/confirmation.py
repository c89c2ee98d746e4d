"""How long an offer is believed: who said it holds, when, and when it is asked again.

Rules: unconfirmed for 180 days is said on the offer; for 365 days it leaves default search. What counts is the newest of a
person's confirmation and the feed's own date of its last statement. An offer that a living feed lists, with neither date, is
believed for as long as the feed lists it. Thresholds are settings of the municipality.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Days; each may be overridden in the municipality's settings under its own name."""

    ask_every_days: int = 90
    doubt_after_days: int = 180
    hide_after_days: int = 365

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Self:
        """The thresholds that a municipality's settings give."""
        return cls(**{name: int(settings[name]) for name in cls.__dataclass_fields__ if name in settings})


def stale_from(confirmed_on: date | None, stated_on: date | None, thresholds: Thresholds) -> date | None:
    """The day from which default search leaves the offer out; None while nobody has given it a date."""
    newest = max((day for day in (confirmed_on, stated_on) if day), default=None)
    return newest + timedelta(days=thresholds.hide_after_days) if newest else None


def in_doubt(confirmed_on: date | None, stated_on: date | None, today: date, thresholds: Thresholds) -> bool:
    """Whether pages say that nobody has confirmed the offer for long."""
    newest = max((day for day in (confirmed_on, stated_on) if day), default=None)
    return newest is not None and (today - newest).days >= thresholds.doubt_after_days

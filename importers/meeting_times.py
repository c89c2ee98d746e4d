"""When two offers meet, and whether that can be the same meetings. Pure.

Weekly rules are compared by weekday and hour within their seasons, dates by instant; a date may be one of a weekly rule's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from catalog.clock import OSLO

_BYDAY = re.compile(r"BYDAY=([A-Z0-9,+-]+)", re.IGNORECASE)
_END = re.compile(r";?(?:UNTIL|COUNT)=[^;]*", re.IGNORECASE)
_EVERY_OTHER = "INTERVAL=2"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MIDNIGHT = time(0)


class Meets(StrEnum):
    """How the meetings of two offers stand to each other."""

    SAME = "same"
    SHARED = "shared"
    SAME_DAY = "same-day"
    APART = "apart"
    UNKNOWN = "unknown"


class Rule(Protocol):
    """What a series of a draft and a stored one share."""

    @property
    def rrule(self) -> str:
        """An iCalendar RRULE value."""

    @property
    def first(self) -> date:
        """The first day on which it may meet."""

    @property
    def last(self) -> date | None:
        """The end of its season, None when it is open."""

    @property
    def start(self) -> time | None:
        """The wall time at which it begins."""


@dataclass(frozen=True, slots=True)
class Times:
    """When something meets: weekdays with hours, days with hours, rules of other kinds; and its season (None: not bounded).

    `weeks` tells every other week from the weeks between (0, 1, or both).
    """

    weekly: frozenset[tuple[str, time | None]] = frozenset()
    dated: frozenset[tuple[date, time]] = frozenset()
    ruled: frozenset[tuple[str, time | None]] = frozenset()
    weeks: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return bool(self.weekly or self.dated or self.ruled)


NO_TIMES = Times()


def times_of_meeting(series: Iterable[Rule], starts: Iterable[datetime]) -> Times:
    """When something with these rules and dates meets. A daily rule is a weekly one on all its days."""
    rules = list(series)
    dated = frozenset((local.date(), local.time()) for local in (start.astimezone(OSLO) for start in starts))
    weekly = [rule for rule in rules if "FREQ=WEEKLY" in rule.rrule.upper() or _is_daily(rule)]
    days = [day for day, _ in dated]
    return Times(
        weekly=frozenset((weekday, rule.start) for rule in weekly for weekday in _weekdays(rule)),
        dated=dated,
        ruled=frozenset((_END.sub("", rule.rrule.upper()), rule.start) for rule in rules if rule not in weekly),
        weeks=frozenset(week for rule in weekly for week in _weeks(rule)),
        first=min([*days, *(rule.first for rule in rules)], default=None),
        last=None if any(rule.last is None for rule in rules) else max([*days, *(rule.last for rule in rules if rule.last)], default=None),
    )


def _is_daily(rule: Rule) -> bool:
    return "FREQ=DAILY" in rule.rrule.upper() and "INTERVAL" not in rule.rrule.upper()


def _weekdays(rule: Rule) -> Sequence[str]:
    stated = _BYDAY.search(rule.rrule)
    if stated:
        return stated.group(1).upper().split(",")
    return _DAYS if _is_daily(rule) else (_DAYS[rule.first.weekday()],)


def _weeks(rule: Rule) -> tuple[int, ...]:
    monday = rule.first.toordinal() - rule.first.weekday()
    return (monday // 7 % 2,) if _EVERY_OTHER in rule.rrule.upper() else (0, 1)


def compare_times(one: Times, other: Times) -> Meets:
    """Whether two offers meet at the same times; what one of them does not say is unknown, and no difference."""
    if not one or not other:
        return Meets.UNKNOWN
    if _after(one, other) or _after(other, one) or (one.weeks and other.weeks and not one.weeks & other.weeks):
        return Meets.APART
    if (one.weekly, one.dated, one.ruled, one.weeks) == (other.weekly, other.dated, other.ruled, other.weeks):
        return Meets.SAME
    if one.weekly & other.weekly or one.dated & other.dated or one.ruled & other.ruled:
        return Meets.SHARED
    if any(test(*pair) for test in (_on_rule, _hourless) for pair in ((one, other), (other, one))):
        return Meets.SHARED
    if {day for day, _ in one.dated} & {day for day, _ in other.dated} or {day for day, _ in one.weekly} & {day for day, _ in other.weekly}:
        return Meets.SAME_DAY
    return Meets.UNKNOWN if one.ruled or other.ruled else Meets.APART


def _after(one: Times, other: Times) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _on_rule(dates: Times, rule: Times) -> bool:
    """Whether a dated meeting of the one falls on a weekly rule of the other."""
    hours = ((_DAYS[day.weekday()], at) for day, at in dates.dated)
    return any((weekday, at) in rule.weekly or (weekday, None) in rule.weekly for weekday, at in hours)


def _hourless(one: Times, other: Times) -> bool:
    """Whether they share a day for which the one gives no hour (midnight stands for that in many feeds)."""
    days, weekdays = {day for day, _ in other.dated}, {day for day, _ in other.weekly}
    return any(at == MIDNIGHT and day in days for day, at in one.dated) or any(at is None and day in weekdays for day, at in one.weekly)

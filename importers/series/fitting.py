"""Dated meetings → the rules that explain them, and the meetings that no rule explains. Pure: it knows no rows and no offers.

A rule must explain at least `FEWEST` meetings, and stay away at most once for each `MEETINGS_AN_EXCEPTION` of them: a school year
of 36 weekly meetings loses about eight to holidays, and what is off more than every fourth time nobody would call weekly. Expanded
again, rules and rest are exactly the meetings that went in; none is added, moved or lost.
"""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from catalog.drafts import SeriesDraft
from catalog.terms import Weekday

FEWEST = 4
MEETINGS_AN_EXCEPTION = 3
SEASON_GAP_DAYS = 28
_WEEKDAYS = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Meet:
    """One meeting in local wall time: all day without a start, into the next morning when it ends before it starts."""

    day: date
    start: time | None = None
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Fitted:
    """The rules, and the meetings that none of them explains, in order."""

    series: tuple[SeriesDraft, ...]
    loose: tuple[Meet, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Days that one rule explains, and those on which it would meet and does not. `interval` is in weeks, 0 for monthly rules."""

    rrule: str
    days: tuple[date, ...]
    exceptions: tuple[date, ...]
    interval: int


def fitted(meets: Iterable[Meet]) -> Fitted:
    """The fewest rules that a person would give for the meetings, hour by hour; equal meetings count once."""
    by_clock: dict[tuple[time | None, time | None], set[date]] = defaultdict(set)
    for meet in meets:
        by_clock[meet.start, meet.end].add(meet.day)
    series: list[SeriesDraft] = []
    loose: list[Meet] = []
    for (start, end), days in by_clock.items():
        rules = _rules_of(days)
        series += [_series(rule, start, end) for rule in rules]
        loose += [Meet(day, start, end) for day in days.difference(*(rule.days for rule in rules))]
    series.sort(key=lambda one: (one.first, one.start or time(), one.rrule))
    return Fitted(tuple(series), tuple(sorted(loose, key=lambda one: (one.day, one.start or time(), one.end or time()))))


def _series(rule: _Rule, start: time | None, end: time | None) -> SeriesDraft:
    weekdays = tuple(_WEEKDAYS[number] for number in sorted({day.weekday() for day in rule.days}))
    return SeriesDraft(rule.rrule, rule.days[0], rule.days[-1], start, end, except_on=rule.exceptions, weekdays=weekdays)


def _rules_of(days: set[date]) -> list[_Rule]:
    """The rules for days of one and the same hours: monthly ones first, then season by season the weekly ones."""
    rules = [rule for one in _by_weekday(sorted(days)) if _weekly(one, 1) is None and (rule := _monthly(one))]
    left = sorted(days.difference(*(rule.days for rule in rules)))
    for season in _seasons(left):
        together = _weekly(season, 1) if _each_weekday_twice(season) else None
        rules += [together] if together else _merged([rule for one in _by_weekday(season) for rule in _runs(one)])
    return rules


def _by_weekday(days: Sequence[date]) -> list[list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for day in days:
        found[day.weekday()].append(day)
    return list(found.values())


def _seasons(days: Sequence[date]) -> list[list[date]]:
    """The days in stretches without a long pause."""
    found: list[list[date]] = []
    for day in days:
        if found and (day - found[-1][-1]).days <= SEASON_GAP_DAYS:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _each_weekday_twice(days: Sequence[date]) -> bool:
    """Whether no weekday comes only once: five days on end are a camp and no weekly rule."""
    return min(Counter(day.weekday() for day in days).values(), default=0) > 1


def _runs(days: Sequence[date]) -> list[_Rule]:
    """The weekly or fortnightly rules for days of one weekday; where none fits, each half beside the longest pause is tried."""
    if len(days) < FEWEST:
        return []
    if rule := _weekly(days, 1) or _weekly(days, 2):
        return [rule]
    gaps = [(after - before).days for before, after in pairwise(days)]
    longest = [number for number, gap in enumerate(gaps, 1) if gap == max(gaps)]
    cut = min(longest, key=lambda number: abs(2 * number - len(days)))
    return _runs(days[:cut]) + _runs(days[cut:])


def _weekly(days: Sequence[date], interval: int) -> _Rule | None:
    """The rule of these days' weekdays every one or two weeks; None where it does not fit. `days` are in order."""
    if len(days) < FEWEST:
        return None
    monday = days[0] - timedelta(days=days[0].weekday())
    weekdays = sorted({day.weekday() for day in days})
    if any((day - monday).days // 7 % interval for day in days):
        return None
    weeks = range(0, (days[-1] - monday).days + 1, 7 * interval)
    if len(weeks) * len(weekdays) > 2 * len(days) + 2 * len(weekdays):
        return None  # far too many exceptions; a list over centuries is not counted out
    due = [day for week in weeks for number in weekdays if days[0] <= (day := monday + timedelta(days=week + number)) <= days[-1]]
    by_day = ",".join(_WEEKDAYS[number].value[:2].upper() for number in weekdays)
    return _accepted(f"FREQ=WEEKLY{';INTERVAL=2' if interval == 2 else ''};BYDAY={by_day}", days, due, interval)


def _monthly(days: Sequence[date]) -> _Rule | None:
    """The rule "second Tuesday of the month", or last, that explains most of these days of one weekday; None where none does."""
    positions = Counter(number for day in days for number in _positions(day))
    for position, count in positions.most_common(1):
        if count < FEWEST or 3 * count < 2 * len(days):
            return None
        met = [day for day in days if position in _positions(day)]
        due = _nth_weekdays(met, position)
        return _accepted(f"FREQ=MONTHLY;BYDAY={position}{_WEEKDAYS[met[0].weekday()].value[:2].upper()}", met, due, 0)
    return None


def _positions(day: date) -> tuple[int, ...]:
    """Which weekday of its month a day is: its number up to the fourth, -1 when it is the last."""
    number = (day.day - 1) // 7 + 1
    last = day.day + 7 > monthrange(day.year, day.month)[1]
    return tuple([number] * (number < 5) + [-1] * last)


def _nth_weekdays(met: Sequence[date], position: int) -> list[date]:
    """Every day of that weekday and position from the first to the last of the days; more than would be accepted are cut off."""
    found: list[date] = []
    day = met[0]
    while day <= met[-1] and len(found) <= 2 * len(met):
        if position in _positions(day):
            found.append(day)
        day += timedelta(days=7)
    return found


def _accepted(rrule: str, days: Sequence[date], due: Sequence[date], interval: int) -> _Rule | None:
    exceptions = tuple(sorted(set(due).difference(days)))
    if len(days) < FEWEST or len(exceptions) * MEETINGS_AN_EXCEPTION > len(days):
        return None
    return _Rule(rrule, tuple(days), exceptions, interval) if set(days) <= set(due) else None


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Rules of different weekdays as one where that needs hardly more exceptions ("Tuesdays and Thursdays")."""
    found: list[_Rule] = []
    for rule in sorted(rules, key=lambda one: (one.interval, one.days[0])):
        for number, other in enumerate(found):
            both = _weekly(sorted({*rule.days, *other.days}), rule.interval) if rule.interval == other.interval else None
            if both and len(both.exceptions) <= len(rule.exceptions) + len(other.exceptions) + 1:
                found[number] = both
                break
        else:
            found.append(rule)
    return found

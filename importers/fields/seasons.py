"""The part of the year in which a repeated meeting runs, as its words tell it → `Season`, and the words without it.

Rule: a day, week or school year needs its year to count; "oppstart 20. august" says no year and stays in the words, where
it makes the schedule unknown. Months need no year. Seasons are as wide as they can be meant: autumn is August to December.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from catalog.errors import InvalidValue
from catalog.terms import Answer
from importers.fields.date_spans import DAY_SPAN, DAY_WITH_YEAR, WEEK_SPAN, span_from, weeks_of
from importers.fields.dates import MONTH_NAMES_PATTERN, MONTHS, day_from

LEAP_YEAR = 2024
_AUTUMN, _SPRING, _SUMMER = ((8, 1), (12, 31)), ((1, 1), (6, 30)), ((6, 1), (8, 31))
_HALVES = {"hø": _AUTUMN, "ha": _AUTUMN, "au": _AUTUMN, "fa": _AUTUMN, "vå": _SPRING, "sp": _SPRING, "so": _SUMMER, "su": _SUMMER}
_HALF = r"(?:høst\w*|haust\w*|autumn|fall|vår(?:en|semester\w*)?|spring|sommer(?:en)?|sumar(?:en)?|summer)"
_HALF_YEAR = re.compile(
    rf"\b(?:i |in |for )?(?P<one>{_HALF})(?:\s?(?:og|and|/|\+)\s?(?P<two>{_HALF}))?(?:\s?(?:i|of))?\s?(?P<year>20\d\d)\b"
)
_SCHOOL_YEAR = re.compile(r"\b(?:i |in )?(?:the )?(?:skoleåret|skuleåret|school year)\s?(?P<year>20\d\d)\s?[/-]\s?(?:20)?(?P<next>\d\d)\b")
_FROM_DAY = re.compile(
    rf"\b(?:oppstart|første gang|start(?:er|ar|dato)?|fra(?: og med)?|frå(?: og med)?|f\.?o\.?m\.?|starting|starts|"
    rf"from)[: ]+{DAY_WITH_YEAR}"
)
_TO_DAY = re.compile(rf"\b(?:(?:fram |frem )?til(?: og med)?|t\.?o\.?m\.?|slutt(?:er|ar)?|siste gang|until|ends?|to)[: ]+{DAY_WITH_YEAR}")
_PERIOD = re.compile(rf"(?:\b(?:i perioden|i tidsrommet|fra|frå|from)\s)?{DAY_SPAN.pattern}")
_WEEKS = re.compile(rf"(?:\b(?:fra|frå|from|i)\s)?{WEEK_SPAN.pattern}")
_MONTH = rf"(?:{MONTH_NAMES_PATTERN})\b\.?"
_MONTHS = re.compile(
    rf"(?:\b(?:i|in|fra|frå|from)\s)?(?<!\d\.\s)(?<!\d\.)(?<!\d\s)\b(?P<list>{_MONTH}(?:\s?(?:-|,|og|and|til|to)\s?{_MONTH})*)(?!\s?\d)"
)
_NOT = (
    r"\b(?:unntatt|unnateke|bortsett fra|utenom|utanom|men ikke|men ikkje|ikke|ikkje|except|but not|not|stengt|"
    r"stengd|fri|closed)\s(?:på\s|i\s|den\s|on\s|in\s)?"
)
_NOT_MONTHS = re.compile(rf"{_NOT}{_MONTHS.pattern}")
_NOT_WEEKS = re.compile(rf"{_NOT}(?:uke|uka|ukene|veke|week)\s?(?P<weeks>\d{{1,2}}(?:\s?(?:,|og|and|-)\s?\d{{1,2}})*)(?![\d.:])")
_NOT_DAYS = re.compile(
    rf"{_NOT}(?P<days>\d{{1,2}}\.?(?:\s?(?:,|og|"
    rf"and)\s?\d{{1,2}}\.?)*)\s?(?P<month>{MONTH_NAMES_PATTERN})\b\.?(?:\s(?P<year>20\d\d))?(?!\s?\d)"
)


@dataclass(frozen=True, slots=True)
class Season:
    """From when to when, in which months, and on which days or weeks not; `exact` when `first` is the very first meeting's week."""

    first: date | None = None
    last: date | None = None
    months: tuple[int, ...] = ()
    follows: Answer = Answer.UNKNOWN
    exact: bool = False
    not_on: tuple[tuple[int | None, int, int], ...] = ()
    not_in_weeks: tuple[int, ...] = ()

    @property
    def rule(self) -> str:
        """What the months add to an RRULE."""
        return f";BYMONTH={','.join(map(str, self.months))}" if self.months else ""

    def days_off(self, first: date, last: date) -> Iterator[date]:
        """The days without a meeting from `first` to `last`: days of the year in every year, weeks whole."""
        for year in range(first.year, last.year + 1):
            for stated, month, day in self.not_on:
                if stated in {None, year} and day <= monthrange(year, month)[1] and first <= date(year, month, day) <= last:
                    yield date(year, month, day)
            for week in self.not_in_weeks:
                if week <= weeks_of(year):
                    days = (date.fromisocalendar(year, week, 1) + timedelta(days=n) for n in range(7))
                    yield from (each for each in days if first <= each <= last)


ALL_YEAR = Season()


def season_in(text: str) -> tuple[Season, str]:
    """The season that a folded text tells, and the text without it. Raises `InvalidValue` for days that the calendar lacks."""
    season, text = _exceptions(text)
    for pattern, read in _FORMS:
        if match := pattern.search(text):
            season, text = read(match, season), f"{text[: match.start()]} {text[match.end() :]}"
            if pattern is _PERIOD:
                break
    if season.first and season.last and season.first > season.last:
        raise InvalidValue("season", f"{season.first}–{season.last}", "the season ends before it begins")
    return season, text


def _exceptions(text: str) -> tuple[Season, str]:
    season = ALL_YEAR
    if match := _NOT_WEEKS.search(text):
        season = replace(season, not_in_weeks=tuple(sorted(_numbers(match["weeks"], 53))))
        text = f"{text[: match.start()]} {text[match.end() :]}"
    if match := _NOT_DAYS.search(text):
        season = replace(season, not_on=_days_of_month(match))
        text = f"{text[: match.start()]} {text[match.end() :]}"
    if match := _NOT_MONTHS.search(text):
        season = replace(season, months=tuple(month for month in range(1, 13) if month not in _months(match["list"])))
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return season, text


def _days_of_month(match: re.Match[str]) -> tuple[tuple[int | None, int, int], ...]:
    """The days of one month, each with its year where the words tell it."""
    year, month = int(match["year"]) if match["year"] else None, MONTHS[match["month"]]
    days = [int(day) for day in re.findall(r"\d+", match["days"])]
    if not all(1 <= day <= monthrange(year or LEAP_YEAR, month)[1] for day in days):
        raise InvalidValue("season", match.group(), "there is no such day")
    return tuple((year, month, day) for day in days)


def _numbers(words: str, highest: int) -> set[int]:
    """The numbers of a list with ranges ("8, 40–42")."""
    found: set[int] = set()
    for low, high in re.findall(r"(\d+)(?:\s?-\s?(\d+))?", words):
        found |= set(range(int(low), int(high or low) + 1))
    if not found or not found <= set(range(1, highest + 1)):
        raise InvalidValue("season", words, "there is no such week")
    return found


def _months(words: str) -> tuple[int, ...]:
    """The months of a list ("juni, juli og august") or a range, over new year where need be ("september–mai")."""
    named = [MONTHS[name.strip(".")] for name in re.findall(_MONTH, words)]
    if len(named) == 2 and re.search(r"-|\b(?:til|to)\b", words):
        first, last = named
        return tuple(month for month in range(1, 13) if (month - first) % 12 <= (last - first) % 12)
    return () if re.search(r"-|\b(?:til|to)\b", words) else tuple(sorted(set(named)))


def _in_months(match: re.Match[str], season: Season) -> Season:
    if not (months := _months(match["list"])) or season.months:
        raise InvalidValue("season", match.group(), "the months are not understood")
    return replace(season, months=months)


def _half_year(match: re.Match[str], season: Season) -> Season:
    year = int(match["year"])
    halves = [_HALVES[match[name][:2]] for name in ("one", "two") if match[name]]
    months = (
        tuple(sorted({month for (low, _), (high, _) in halves for month in range(low, high + 1)})) if len(halves) > 1 else season.months
    )
    first, last = min(date(year, *begin) for begin, _ in halves), max(date(year, *end) for _, end in halves)
    return replace(season, first=first, last=last, months=months)


def _school_year(match: re.Match[str], season: Season) -> Season:
    year = int(match["year"])
    if (year + 1) % 100 != int(match["next"]):
        raise InvalidValue("season", match.group(), "a school year is two years that follow each other")
    return replace(season, first=date(year, 8, 1), last=date(year + 1, 6, 30), follows=Answer.YES)


def _period(match: re.Match[str], season: Season) -> Season:
    span = span_from(match.group("span"))
    return replace(season, first=span.first, last=span.last, exact=True)


def _from_day(match: re.Match[str], season: Season) -> Season:
    return replace(season, first=day_from(match["day"]), exact=True)


def _to_day(match: re.Match[str], season: Season) -> Season:
    return replace(season, last=day_from(match["day"]))


_FORMS = (
    (_PERIOD, _period),
    (_WEEKS, _period),
    (_SCHOOL_YEAR, _school_year),
    (_HALF_YEAR, _half_year),
    (_FROM_DAY, _from_day),
    (_TO_DAY, _to_day),
    (_MONTHS, _in_months),
)

"""Days, times and meetings in words: "man. 28. sep. – tor. 1. okt., kl. 9–15", "hver tirsdag kl. 17–18.30".

All times are local wall time; whoever calls has turned them to Europe/Oslo. A year is said only when it is not that of `Speech.today`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel.dates import format_date, get_day_names

from catalog.terms import Weekday
from web.language import Language

DASH = "–"
SMALL_HOURS = time(6)
"""What ends by now belongs to the evening before."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How to say it: in which language, on which day, and whether in full ("mandag 28. september")."""

    language: Language
    today: date
    long: bool = False


def clock_words(moment: time, language: Language) -> str:
    """A time of day: "17" and "18.30" in Norwegian, "17:00" and "18:30" in English."""
    if language.code == "en":
        return f"{moment.hour}:{moment.minute:02}"
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else f"{moment.hour}"


def hours_words(start: time, end: time | None, language: Language) -> str:
    """From when to when: "kl. 17–18.30", "kl. 17" when the end is not known, "17:00–18:30" in English."""
    words = clock_words(start, language)
    if end is not None and end != start:
        words += DASH + clock_words(end, language)
    return words if language.code == "en" else f"kl.\N{NO-BREAK SPACE}{words}"


def day_words(day: date, speech: Speech, *, weekday: bool = True) -> str:
    """One day: "man. 28. sep.", or "mandag 28. september" when long; the year when it is not this year's."""
    return _day(day, speech, weekday=weekday, year=day.year != speech.today.year)


def span_words(first: date, last: date, speech: Speech) -> str:
    """Days from first to last, both included; one day when they are the same, a shared year said once."""
    if first == last:
        return day_words(first, speech)
    return f"{_day(first, speech, year=first.year != last.year)} {DASH} {_day(last, speech, year=last.year != speech.today.year)}"


def dates_words(first: date, last: date, speech: Speech) -> str:
    """Dates from first to last in full without weekdays: "22.–28. februar 2027", "21. desember 2026 – 3. januar 2027"."""
    end = date_words(last, speech)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{'' if speech.language.code == 'en' else '.'}{DASH}{end}"
    return f"{_day(first, replace(speech, long=True), weekday=False, year=first.year != last.year)} {DASH} {end}"


def run_words(first: date, last: date, start: time | None, end: time | None, speech: Speech) -> str:
    """The same hours on each of several days on end: "man. 28. sep. – tor. 1. okt., kl. 9–15"; no hours when unknown."""
    days = span_words(first, last, speech)
    return days if start is None else f"{days}, {hours_words(start, end, speech.language)}"


def meeting_words(start: datetime, end: datetime | None, speech: Speech, *, all_day: bool = False) -> str:
    """One meeting: "ons. 30. sep., kl. 17–18.30".

    An all-day one ends at the midnight after its last day and has no hours. One that ends before six the next morning counts
    as one day's; a longer one says both days and their hours: "fre. 2. okt. kl. 18 – søn. 4. okt. kl. 14".
    """
    first = start.date()
    if all_day:
        return span_words(first, first if end is None else max(first, end.date() - timedelta(days=1)), speech)
    overnight = timedelta(days=1) if end is not None and end.time() <= SMALL_HOURS else timedelta()
    if end is None or end.date() - overnight <= first:
        return run_words(first, first, start.time(), None if end is None else end.time(), speech)
    begins = f"{_day(first, speech, year=first.year != end.year)} {hours_words(start.time(), None, speech.language)}"
    return f"{begins} {DASH} {day_words(end.date(), speech)} {hours_words(end.time(), None, speech.language)}"


def weekly_words(weekdays: Sequence[Weekday], start: time | None, end: time | None, language: Language, *, every: int = 1) -> str:
    """A weekly meeting: "hver tirsdag kl. 17–18.30", "mandag–fredag kl. 14–17", "annenhver torsdag".

    `every` is the number of weeks between; three days or more in a row are written as a span. Without weekdays it is
    "hver uke".
    """
    days = sorted(set(weekdays), key=lambda day: day.number)
    names = [_weekday_name(day, language) for day in days]
    hours = "" if start is None else " " + hours_words(start, end, language)
    if not names:
        return language.gettext("hver uke") + hours
    if len(days) >= 3 and days[-1].number - days[0].number == len(days) - 1 and every == 1:
        return names[0] + DASH + names[-1] + hours
    listed = list_words(names, language)
    if every == 1:
        return language.gettext("hver %(days)s", days=listed) + hours
    if every == 2:
        return language.gettext("annenhver %(days)s", days=listed) + hours
    return language.gettext("%(days)s hver %(weeks)s. uke", days=listed, weeks=every) + hours


def next_words(day: date, speech: Speech) -> str:
    """When a repeated meeting is next held: "neste gang i dag", "neste gang tir. 1. des."."""
    language = speech.language
    if day == speech.today:
        return language.gettext("neste gang i dag")
    if day - speech.today == timedelta(days=1):
        return language.gettext("neste gang i morgen")
    return language.gettext("neste gang %(day)s", day=day_words(day, speech))


def read_words(moment: datetime, speech: Speech) -> str:
    """When a source was last read: "sist lest i dag kl. 06.10", "sist lest 12. september"."""
    language = speech.language
    hour = f"{moment:%H:%M}" if language.code == "en" else f"{moment:%H.%M}"
    days = (speech.today - moment.date()).days
    if days == 0:
        return language.gettext("sist lest i dag kl. %(time)s", time=hour)
    if days == 1:
        return language.gettext("sist lest i går kl. %(time)s", time=hour)
    return language.gettext("sist lest %(day)s", day=date_words(moment.date(), speech))


def date_words(day: date, speech: Speech) -> str:
    """A date in a sentence: "20. september"."""
    return _day(day, replace(speech, long=True), weekday=False, year=day.year != speech.today.year)


def list_words(words: Sequence[str], language: Language) -> str:
    """Words as a list in a sentence: "tirsdag, onsdag og fredag"."""
    if len(words) < 2:
        return "".join(words)
    return language.gettext("%(first)s og %(last)s", first=", ".join(words[:-1]), last=words[-1])


def _day(day: date, speech: Speech, *, weekday: bool = True, year: bool) -> str:
    english = speech.language.code == "en"
    pattern = (
        ("EEEE " if speech.long else "EEE ") * weekday + ("d" if english else "d.") + (" MMMM" if speech.long else " MMM") + " y" * year
    )
    return _formatted(day, pattern, speech.language)


@lru_cache(maxsize=4_096)
def _formatted(day: date, pattern: str, language: Language) -> str:
    """A page says the same few days again and again, and Babel takes long over each."""
    return format_date(day, pattern, locale=language.locale)


def _weekday_name(day: Weekday, language: Language) -> str:
    return str(get_day_names("wide", locale=language.locale)[day.number])

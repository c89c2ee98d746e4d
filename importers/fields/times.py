"""Times of day and weekdays in words → `ClockSpan`, `Weekday`, in nb, nn and en; repeated meetings are `schedules`.

Rule: hours count to 24 as Norwegians write them. A bare hour from 1 to 5 ("kl. 5") may be morning or afternoon and is unknown.
"""

import re
from dataclasses import dataclass
from datetime import time

from catalog.terms import Weekday
from importers.fields.words import folded, is_too_long, word_set

_DAY_WORDS = {
    Weekday.MON: "mandag måndag mand mån man ma monday mon",
    Weekday.TUE: "tirsdag tysdag tirs tys tir ti tuesday tues tue",
    Weekday.WED: "onsdag ons on wednesday weds wed",
    Weekday.THU: "torsdag tors tor to thursday thurs thur thu",
    Weekday.FRI: "fredag fre fr friday fri",
    Weekday.SAT: "lørdag laurdag lør lau lø saturday sat",
    Weekday.SUN: "søndag sundag søn sun sø sunday",
}
_WORD_DAYS = {word: day for day, words in _DAY_WORDS.items() for word in words.split()}
_GROUPS = {
    "hverdager": 5, "kvardagar": 5, "hverdag": 5, "kvardag": 5, "ukedager": 5, "vekedagar": 5, "weekdays": 5, "weekday": 5,
    "virkedager": 5, "yrkedagar": 5, "vekedag": 5, "ukedag": 5,
    "daglig": 7, "dagleg": 7, "daily": 7, "dag": 7, "day": 7, "dager": 7, "dagar": 7, "days": 7,
}  # fmt: skip
_DAY_ALONE = word_set("dag day dager dagar days")
_EVERY = word_set("hver kvar every each alle all")
_WEEKENDS = frozenset({"helg", "helger", "helgar", "helgene", "helgen", "weekend", "weekends"})
_SUFFIX = re.compile(r"(?<=dag|day)(?:er|ene|en|ar|ane|s)$|(?<=[a-zæøå])\.$")
_CLOCK = (
    r"(?<![\d:])(?<!\d\.)(?P<h{0}>[01]?\d|2[0-4])(?:[.:h](?P<m{0}>[0-5]\d)|(?P<c{0}>(?<=\d\d)[0-5]\d))?"
    r"(?:[.:][0-5]\d)?h?(?![\d])\s*(?P<p{0}>[ap]\.?m\b\.?)?(?![\w%])"
)
_JOINING = word_set("hver kvar every each på on om the i og and alle fast faste dag fra frå to til")
_WORKING_DAYS = 5
_KL = r"(?:(?:klokka|klokken|klokkan|kl\.?|at|o'clock)\s*)"
SPAN = re.compile(
    rf"(?:(?:(?P<between>mellom|between)|fra|frå|from)\s+)?{_KL}?{_CLOCK.format(1)}\s*(?P<joint>-|til|to|og|and|until)\s*{_KL}?{_CLOCK.format(2)}"
)
POINT = re.compile(rf"(?:(?:fra|frå|from)\s+)?(?P<kl>{_KL})?{_CLOCK.format(1)}")
_NOON = re.compile(r"\b(?:12(?:[.:]00)?\s?)?noon\b")
_MIDNIGHT = re.compile(r"\b(?:12(?:[.:]00)?\s?)?(?:midnatt|midnight)\b")
_ABOUT_END = re.compile(rf"(?<=\d)\s*(?:-|til|to)\s*(?:ca\.?|circa|cirka|omtrent|about|omkring)\s*{_KL}?\d{{1,2}}(?:[.:]\d\d)?(?!\d)")
_AND_ON = re.compile(r"(?<=\d)\s*(?:og utover|og utetter|onwards|and onwards|-$)")
_BUT_NOT = re.compile(r"\b(?:unntatt|unnateke|bortsett fra|utenom|utanom|except)\s+(?:på\s)?(?P<day>[a-zæøå]+)\b")
_EARLIEST_BARE_HOUR, _EVENING_HOUR = 6, 18
_SIGNS = frozenset("-,/&+.;:")


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """From when to when on a day; `end` is None where it is not said."""

    start: time
    end: time | None = None


def clock_span(words: object) -> ClockSpan | None:
    """The times that the words state ("17–18.30", "kl. 17"), and nothing else; None when they say anything more or less."""
    text = plain_clocks(folded(words)).strip(" .,()")
    if is_too_long(words):
        return None
    if match := SPAN.fullmatch(text):
        return span_of(match)
    return point_of(match) if (match := POINT.fullmatch(text)) else None


def plain_clocks(text: str) -> str:
    """The text with noon and midnight in digits, and without an end that is only about ("18:00 - ca. 20") or open ("og utover")."""
    text = _NOON.sub("12:00", _MIDNIGHT.sub("24:00", text))
    return _AND_ON.sub("", _ABOUT_END.sub("", text))


def weekday_of_word(word: str) -> Weekday | None:
    """The weekday that one word names, whole or short, singular or plural."""
    return _WORD_DAYS.get(_SUFFIX.sub("", word.strip("., ")))


def weekdays_from_words(words: object) -> tuple[Weekday, ...]:
    """The weekdays of a list, a range ("man–fre") or a group ("hverdager"), Monday first; empty when any word is not understood."""
    days, rest = days_in(folded(words))
    return () if is_too_long(words) or any(piece.rstrip(".") not in _JOINING and piece not in _SIGNS for piece in rest.split()) else days


def days_in(text: str) -> tuple[tuple[Weekday, ...], str]:
    """The weekdays that the text names, in order of the week, and the text without them; "alle dager unntatt søndag" are six."""
    but_not = _BUT_NOT.search(text)
    missing = weekday_of_word(but_not["day"]) if but_not else None
    if but_not is None or missing is None:
        return _named_days(text)
    days, rest = _named_days(f"{text[: but_not.start()]} {text[but_not.end() :]}")
    return (tuple(day for day in days if day is not missing), rest) if missing in days and len(days) >= _WORKING_DAYS else ((), text)


def _named_days(text: str) -> tuple[tuple[Weekday, ...], str]:
    order = list(Weekday)
    found: set[Weekday] = set()
    rest: list[str] = []
    pieces = re.findall(r"[^\W\d_]+\.?|-|[^\s]", text)
    previous: Weekday | None = None
    for n, piece in enumerate(pieces):
        after = pieces[n + 1] if n + 1 < len(pieces) else ""
        before = pieces[n - 1] if n else ""
        word = piece.rstrip(".")
        day = None if _is_a_small_word(word, before, after) else weekday_of_word(piece)
        if day:
            ranged = before in {"-", "til", "to", "through"} and previous is not None
            found |= _days_between(previous, day) if ranged and previous else {day}
            previous = day
        elif word in _GROUPS and (word not in _DAY_ALONE or before in _EVERY):
            found |= set(order[: _GROUPS[word]])
        elif word in _WEEKENDS:
            found |= {Weekday.SAT, Weekday.SUN}
        else:
            rest.append(piece)
    return tuple(day for day in order if day in found), " ".join(rest)


def _days_between(first: Weekday, last: Weekday) -> set[Weekday]:
    """The days from one to another, over the end of the week where need be ("lør–man")."""
    return {day for day in Weekday if (day.number - first.number) % 7 <= (last.number - first.number) % 7}


def _is_a_small_word(word: str, before: str, after: str) -> bool:
    """Whether "on" and "to" before a weekday are the English words and not onsdag and torsdag in short."""
    return word in {"on", "to"} and weekday_of_word(after) is not None and (word == "to" or weekday_of_word(before) is None)


def span_of(match: re.Match[str]) -> ClockSpan | None:
    """The hours of a `SPAN`; None when they cannot be, may be either morning or afternoon, or are two starts ("kl. 18 og 20")."""
    if match["joint"] in {"og", "and"} and not match["between"]:
        return None
    start, end = _clock(match, 1, default=match["p2"]), _clock(match, 2)
    if not (start and end) or start == end or _may_be_either(match, 1, match["p2"]):
        return None
    return None if _may_be_either(match, 2) and start.hour < _EVENING_HOUR else ClockSpan(start, end)


def point_of(match: re.Match[str]) -> ClockSpan | None:
    """The hour of a `POINT`; None when it cannot be, or may be either morning or afternoon."""
    clock = _clock(match, 1)
    return None if clock is None or _may_be_either(match, 1) else ClockSpan(clock)


def _may_be_either(match: re.Match[str], n: int, default: str | None = None) -> bool:
    """Whether an hour is a lone digit from 1 to 5 with neither am nor pm."""
    hour = match[f"h{n}"]
    return not (match[f"p{n}"] or default) and len(hour) == 1 and 0 < int(hour) < _EARLIEST_BARE_HOUR


def _clock(match: re.Match[str], n: int, default: str | None = None) -> time | None:
    hour, minute = int(match[f"h{n}"]), int(match[f"m{n}"] or match[f"c{n}"] or 0)
    half = (match[f"p{n}"] or default or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24:
        hour = 0 if minute == 0 else 25
    return time(hour, minute) if hour < 24 else None

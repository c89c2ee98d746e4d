"""Times of day, weekdays and repeated meetings in words → `ClockSpan`, `Weekday`, `Schedule`, in nb, nn and en.

Rule: a schedule is returned only when every word of it is understood; "hver tirsdag etter avtale" gives none, and the caller
keeps the words. Odd and even weeks are ISO weeks by number, so they stay right over a year of 53 weeks.
"""

import re
from dataclasses import dataclass
from datetime import date, time

from catalog.drafts import SeriesDraft
from catalog.terms import Answer, Weekday
from importers.fields.words import ORDINAL_WORDS, folded, word_set

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
    "daglig": 7, "dagleg": 7, "daily": 7, "dag": 7, "day": 7, "dager": 7, "dagar": 7, "days": 7,
}  # fmt: skip
_DAY_ALONE = word_set("dag day dager dagar days")
_EVERY = word_set("hver kvar every each alle all")
_WEEKENDS = frozenset({"helg", "helger", "helgar", "helgene", "helgen", "weekend", "weekends"})
_SUFFIX = re.compile(r"(?<=dag|day)(?:er|ene|en|ar|ane|s)$|(?<=[a-zæøå])\.$")
_CLOCK = (
    r"(?<![\d.:])(?P<h{0}>[01]?\d|2[0-4])(?:[.:h](?P<m{0}>[0-5]\d)|(?P<c{0}>(?<=\d\d)[0-5]\d))?"
    r"(?:[.:][0-5]\d)?(?![\d])\s*(?P<p{0}>am|pm|a\.m\.|p\.m\.)?(?![\w%])"
)
_KL = r"(?:(?:klokka|klokken|klokkan|kl\.?|at|o'clock)\s*)"
_SPAN = re.compile(
    rf"(?:(?:mellom|between|fra|frå|from)\s+)?{_KL}?{_CLOCK.format(1)}\s*(?:-|til|to|og|and|until)\s*{_KL}?{_CLOCK.format(2)}"
)
_POINT = re.compile(rf"(?:(?:fra|frå|from)\s+)?(?P<kl>{_KL})?{_CLOCK.format(1)}")
_EXCEPT = (
    r"(?:unntatt|unnateke|unntak av|unntak|utenom|utanom|men ikke|men ikkje|ikke|ikkje|except|but not|not|pause)\s+"
    r"(?:for\s+|i\s+|in\s+|during\s+)?(?:skolens |skulens |school )?"
    r"(?:ferier og fridager|ferier og helligdager|(?:skole|skule|school )?(?:ferier(?:ne)?|feriar|ferien|feriene|holidays|fridager))"
)
_FOLLOWS = r"(?:følger|følgjer|follows)\s+(?:the )?(?:skoleruta|skuleruta|skoleåret|skuleåret|school calendar)"
_RUNS = (
    r"(?:også|òg|og|also|including|inkludert)\s+(?:i|in|during)\s+(?:the )?(?:skole|skule|school )?"
    r"(?:feriene|ferier|ferien|feriar|feriane|holidays)|"
    r"hele året|heile året|all year(?: round)?|året rundt"
)
_HOLIDAY_WORDS = ((re.compile(f"{_EXCEPT}|{_FOLLOWS}"), Answer.YES), (re.compile(_RUNS), Answer.NO))
_ODD = re.compile(
    r"\b(?:(?:i\s+|in\s+)?(?:oddetallsuker?|oddetalsveker?|odde uker?|ulike uker|odd(?:-numbered)? weeks?|oddetallsuke|oddetalsveke))\b"
)
_EVEN = re.compile(r"\b(?:(?:i\s+|in\s+)?(?:partallsuker?|partalsveker?|like uker|jevne uker|even(?:-numbered)? weeks?))\b")
_OTHER = re.compile(
    r"\b(?:annenhver|annahver|annankvar|anakvar|annakvar|hver annen|kvar andre|hver andre|every other|every second|"
    r"hver 2\.|fortnightly)\b(?: uke| veke| week)?"
)
_NTHS = rf"(?:{'|'.join(list(ORDINAL_WORDS)[:11])}|siste|last|[1-4]\.)"
_NTH = re.compile(
    rf"\b(?:den |the )?(?P<nth>{_NTHS}(?:(?:, ?| og | and ){_NTHS})*)\s+(?P<day>[a-zæøå]+)\s+(?:i|in|of|hver|kvar|every)\s*"
    r"(?:hver |kvar |each |every |the )?(?:måned\w*|månad\w*|month)\b"
)
_HARMLESS = word_set(
    "hver kvar every each på on om the i og and alle vi møtes treffes møtest uke uka veke week fast faste dag fra frå to til "
    "ukentlig kvarveke weekly er"
)
_WORD = re.compile(r"[^\W\d_]+\.?")


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """From when to when on a day; `end` is None where it is not said."""

    start: time
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A repeated meeting: RRULE parts without season, times, and whether it pauses in school holidays."""

    rule: str
    weekdays: tuple[Weekday, ...]
    span: ClockSpan | None = None
    follows_school_calendar: Answer = Answer.UNKNOWN
    needs_anchor: bool = False

    def series(self, first: date, last: date | None, except_on: tuple[date, ...] = ()) -> SeriesDraft:
        """The series of this schedule from `first` (which also anchors every-other-week rules) to `last`."""
        start, end = (self.span.start, self.span.end) if self.span else (None, None)
        return SeriesDraft(self.rule, first, last, start, end, except_on=except_on, weekdays=self.weekdays)


def clock_span(words: object) -> ClockSpan | None:
    """The times that the words state ("17–18.30", "kl. 17"), and nothing else; None when they say anything more or less."""
    text = folded(words).strip(" .,()")
    if match := _SPAN.fullmatch(text):
        return _span(match)
    if (match := _POINT.fullmatch(text)) and (clock := _clock(match, 1)):
        return ClockSpan(clock)
    return None


def weekday_of_word(word: str) -> Weekday | None:
    """The weekday that one word names, whole or short, singular or plural."""
    return _WORD_DAYS.get(_SUFFIX.sub("", word.strip("., ")))


def weekdays_from_words(words: object) -> tuple[Weekday, ...]:
    """The weekdays of a list, a range ("man–fre") or a group ("hverdager"), Monday first; empty when any word is not understood."""
    days, rest = _days_in(folded(words))
    return () if _strange(rest) or re.search(r"\d", rest) else days


def schedules_from_words(words: object) -> tuple[Schedule, ...]:
    """Each schedule that the words state ("tirsdag 17–18, torsdag 18–19" are two); empty when anything is not understood."""
    text, follows = _without_holidays(folded(words))
    spans = [*_SPAN.finditer(text)] or [m for m in _POINT.finditer(text) if m["kl"] or _surely_a_time(m.group())]
    ends = [*(match.end() for match in spans[:-1]), len(text)]
    found: list[Schedule] = []
    position = 0
    for match, end in zip(spans, ends, strict=False):
        span = _span(match) if "h2" in match.groupdict() else _point(match)
        schedule = _schedule(f"{text[position : match.start()]} {text[match.end() : end]}", span, follows) if span else None
        if schedule is None:
            return ()
        found.append(schedule)
        position = end
    if not spans and (alone := _schedule(text, None, follows)):
        return (alone,)
    return tuple(found)


def _surely_a_time(text: str) -> bool:
    """Whether a number without "kl" cannot be a day and a month: 17:00 and 17.00 can only be times, 5.10 may be a date."""
    match = re.search(r"[:.](\d\d)\b", text)
    return match is not None and (":" in text or match[1] == "00" or int(match[1]) > 12)


def _without_holidays(text: str) -> tuple[str, Answer]:
    for pattern, answer in _HOLIDAY_WORDS:
        if pattern.search(text):
            return re.sub(r"\(\s*\)", " ", pattern.sub(" ", text)), answer
    return text, Answer.UNKNOWN


def _schedule(text: str, span: ClockSpan | None, follows: Answer) -> Schedule | None:
    if nth := _NTH.search(text):
        return _monthly(nth, text, span, follows)
    parity = "odd" if _ODD.search(text) else "even" if _EVEN.search(text) else None
    other = _OTHER.search(text) is not None
    days, rest = _days_in(_OTHER.sub(" ", _EVEN.sub(" ", _ODD.sub(" ", text))))
    if not days or _strange(rest) or re.search(r"\d", rest):
        return None
    by_day = ",".join(day.value[:2].upper() for day in days)
    if parity:
        weeks = ",".join(str(n) for n in range(1 if parity == "odd" else 2, 54, 2))
        return Schedule(f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY={by_day}", days, span, follows)
    return Schedule(f"FREQ=WEEKLY{';INTERVAL=2' if other else ''};BYDAY={by_day}", days, span, follows, needs_anchor=other)


def _monthly(match: re.Match[str], text: str, span: ClockSpan | None, follows: Answer) -> Schedule | None:
    day = weekday_of_word(match["day"])
    if day is None or _strange(text[: match.start()] + " " + text[match.end() :]):
        return None
    numbers = [-1 if word in {"siste", "last"} else ORDINAL_WORDS.get(word) or int(word[0]) for word in re.findall(_NTHS, match["nth"])]
    by_day = ",".join(f"{number}{day.value[:2].upper()}" for number in numbers)
    return Schedule(f"FREQ=MONTHLY;BYDAY={by_day}", (day,), span, follows)


def _days_in(text: str) -> tuple[tuple[Weekday, ...], str]:
    """The weekdays that the text names, in order of the week, and the text without them."""
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
            found |= set(order[order.index(previous) : order.index(day) + 1]) if ranged and previous else {day}
            previous = day
        elif word in _GROUPS and (word not in _DAY_ALONE or before in _EVERY):
            found |= set(order[: _GROUPS[word]])
        elif word in _WEEKENDS:
            found |= {Weekday.SAT, Weekday.SUN}
        else:
            rest.append(piece)
    return tuple(day for day in order if day in found), " ".join(rest)


def _is_a_small_word(word: str, before: str, after: str) -> bool:
    """Whether "on" and "to" before a weekday are the English words and not onsdag and torsdag in short."""
    return word in {"on", "to"} and weekday_of_word(after) is not None and (word == "to" or weekday_of_word(before) is None)


def _strange(rest: str) -> bool:
    return any(word.rstrip(".") not in _HARMLESS for word in _WORD.findall(rest)) or bool(re.search(r"[()%]", rest))


def _span(match: re.Match[str]) -> ClockSpan | None:
    start, end = _clock(match, 1, default=match["p2"]), _clock(match, 2)
    return ClockSpan(start, end) if start and end and start != end else None


def _point(match: re.Match[str]) -> ClockSpan | None:
    clock = _clock(match, 1)
    return ClockSpan(clock) if clock else None


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

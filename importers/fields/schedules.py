"""Repeated meetings in words → `Schedule` ("hver tirsdag kl. 17–18.30, unntatt ferier", "første mandag i måneden"), in nb, nn and en.

Rule: a schedule is returned only when every word of it is understood; "hver tirsdag etter avtale" gives none, and the caller
keeps the words. Odd and even weeks are ISO weeks by number, so they stay right over a year of 53 weeks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from catalog.drafts import SeriesDraft
from catalog.errors import InvalidValue
from catalog.terms import Answer, Weekday
from importers.fields.seasons import ALL_YEAR, Season, season_in
from importers.fields.times import POINT, SPAN, ClockSpan, days_in, plain_clocks, point_of, span_of, weekday_of_word
from importers.fields.words import ORDINAL_WORDS, folded, is_too_long, word_set

_EXCEPT = (
    r"(?:unntatt|unnateke|unntak av|unntak|utenom|utanom|bortsett fra|men ikke|men ikkje|ikke|ikkje|except|but not|"
    r"not|pause|stengt|stengd|fri|closed|"
    r"ingen trening|inga trening)\s+(?:for\s+|i\s+|in\s+|during\s+)?(?:skolens |skulens |skulen sine |school )?"
    r"(?:ferier og fridager|ferier og helligdager|(?:skole|skule|school )?(?:feri(?:er|ar|ene|ane|en)|holidays|fridager|fridagar)\b)"
)
_FOLLOWS = (
    r"(?:følger|følgjer|follows)\s+(?:the )?(?:skoleruta|skuleruta|skoleåret|skuleåret|school calendar)|"
    r"\bi (?:skoleåret|skuleåret)(?!\s?(?:20)?\d\d)|(?:in |during )?term.time(?: only)?"
)
_RUNS = (
    r"(?:også|òg|og|also|including|inkludert)\s+(?:i|in|during)\s+(?:the )?(?:skole|skule|school )?"
    r"(?:feriene|ferier|ferien|feriar|feriane|holidays)|"
    r"hele året|heile året|all year(?: round)?|året rundt"
)
_HOLIDAY_WORDS = ((re.compile(f"{_EXCEPT}|{_FOLLOWS}"), Answer.YES), (re.compile(_RUNS), Answer.NO))
_ODD = re.compile(r"\b(?:i\s+|in\s+)?(?:oddetall?s?(?:uke|veke)r?|(?:odde|ulike) (?:uke|veke)r?|odd(?:-numbered)? weeks?)\b")
_EVEN = re.compile(r"\b(?:i\s+|in\s+)?(?:partall?s?(?:uke|veke)r?|(?:like|jevne|jamne) (?:uke|veke)r?|even(?:-numbered)? weeks?)\b")
_OTHER = re.compile(
    r"\b(?:annenhver|annahver|annankvar|anakvar|annakvar|hver annen|kvar andre|hver andre|every other|every second|"
    r"hver 2\.|kvar 2\.|hver 14\. dag|kvar 14\. dag|hver fjortende dag|fortnightly|(?P<third>(?:hver|kvar|every) (?:tredje|third|3\.)))"
    r"(?:\s(?:uke|veke|week)\b)?"
)
_NTHS = rf"(?:{'|'.join(list(ORDINAL_WORDS)[:11])}|nest siste|siste|last|[1-5]\.)"
_NTH = re.compile(
    rf"\b(?:den |the )?(?P<nth>{_NTHS}(?:(?:, ?| og | and ){_NTHS})*)\s+(?P<day>[a-zæøå]+)\s+(?:i|in|of|hver|kvar|every|each)\s*"
    r"(?:hver |kvar |each |every |the )?(?:måned\w*|månad\w*|month|mnd)\b\.?"
)
_HARMLESS = word_set(
    "hver kvar every each på on om the i in og and alle vi møtes treffes møtest uke uka veke week fast faste dag "
    "dager dagar fra frå to til "
    "ukentlig kvarveke weekly er trening treninger treningar trener øving øvelse samling samlinger treff klubbkveld åpent ope open åpen "
    "during fellestrening tid tider sessions session class classes practice møte møter both"
)
_TIME_NOT_TOLD = re.compile(
    r"\b(?:rett )?etter (?:skoletid|skuletid|skolen|skulen)\b|\bafter school\b|\b(?:tidspunkt|tid|"
    r"klokkeslett) (?:kommer|kjem|annonseres|ikke klart)\b|"
    r"\b(?:ca\.?|cirka|omtrent|about)\s*(?:kl\.?\s*)?\d{1,2}(?:[.:]\d\d)?(?!\d)"
)
_CLOSED_DAY = re.compile(
    r"[,;.]?\s*(?:og\s)?\b(?:lørdag|laurdag|søndag|sundag|mandag|saturday|sunday|monday)(?:er|ar|"
    r"s)?\s?:?\s(?:er\s)?(?:stengt|stengd|lukket|closed)\b"
)
_WORD = re.compile(r"[^\W\d_]+\.?")
_UNTIL = re.compile(r"\b(?:til|to|until|till|før|before|innen|by)\s*(?:kl\.?\s*)?$")
_EVERY_ONE = re.compile(r"\b(?:hver|kvar|every|each)\s+\w*(?:dag|day)")
_CLAUSE_END = re.compile(r"[,;/]|\b(?:og|and)\b|\.\s")
OPEN_SEASON_YEARS = 2


@dataclass(frozen=True, slots=True)
class Schedule:
    """A repeated meeting: RRULE parts, times, the season that the words tell, and whether it pauses in school holidays."""

    rule: str
    weekdays: tuple[Weekday, ...]
    span: ClockSpan | None = None
    follows_school_calendar: Answer = Answer.UNKNOWN
    needs_anchor: bool = False
    season: Season = ALL_YEAR

    @property
    def anchored(self) -> bool:
        """Whether the rule knows from which week to count."""
        return not self.needs_anchor or self.season.exact

    def series(self, first: date, last: date | None, except_on: tuple[date, ...] = ()) -> SeriesDraft:
        """The series of this schedule from `first` (which also anchors every-other-week rules) to `last`, but for its exceptions."""
        start, end = (self.span.start, self.span.end) if self.span else (None, None)
        until = last or date(first.year + OPEN_SEASON_YEARS, 12, 31)
        off = {*except_on, *self.season.days_off(first, until)}
        new_year = (
            {day for day in _new_years_days_of_last_years_weeks(first, until) if self._meets_on_weekday(day)} if self.parity else set()
        )
        also = {
            day for day in new_year if day.isocalendar().week % 2 == (self.parity == "odd") and day.month in (self.season.months or (1,))
        }
        without = {*except_on, *(day for day in off if self._meets_on_weekday(day)), *(new_year - also)}
        return SeriesDraft(
            self.rule,
            first,
            last,
            start,
            end,
            except_on=tuple(sorted(without)),
            also_on=tuple(sorted(also - off)),
            weekdays=self.weekdays,
        )

    @property
    def parity(self) -> str | None:
        """Which weeks, where only odd or even ones count."""
        _, there, weeks = self.rule.partition("BYWEEKNO=")
        return None if not there else "odd" if weeks.startswith("1,") else "even"

    def _meets_on_weekday(self, day: date) -> bool:
        return list(Weekday)[day.weekday()] in self.weekdays


def _new_years_days_of_last_years_weeks(first: date, last: date) -> Iterator[date]:
    """The first days of January that belong to the week before: common RRULE readers miscount that week in some years (2022, 2033)."""
    for year in range(first.year, last.year + 1):
        for number in (1, 2, 3):
            day = date(year, 1, number)
            if day.isocalendar().week > 1 and first <= day <= last:
                yield day


def schedules_from_words(words: object) -> tuple[Schedule, ...]:
    """Each schedule that the words state ("tirsdag 17–18, torsdag 18–19" are two); empty when anything is not understood."""
    if is_too_long(words):
        return ()
    text, follows = _without_holidays(_CLOSED_DAY.sub(" ", plain_clocks(folded(words))))
    try:
        season, text = season_in(text)
    except InvalidValue:
        return ()
    found = _schedules(_TIME_NOT_TOLD.sub(" ", text))
    stated = season.follows if follows is Answer.UNKNOWN else follows
    return tuple(replace(each, rule=each.rule + season.rule, follows_school_calendar=stated, season=season) for each in found)


def _schedules(text: str) -> tuple[Schedule, ...]:
    spans = [*SPAN.finditer(text)] or [m for m in POINT.finditer(text) if m["kl"] or m["p1"] or _surely_a_time(m.group())]
    if not spans:
        alone = _schedule(text, None)
        return (alone,) if alone else ()
    if any(_UNTIL.search(text[: match.start()]) for match in spans if "h2" not in match.groupdict()):
        return ()
    clauses = _clauses(text, spans)
    if len(clauses) > 1 and not _each_says_its_own(clauses):
        return ()
    found = [
        _schedule(clause, span_of(match) if "h2" in match.groupdict() else point_of(match))
        for clause, match in zip(clauses, spans, strict=True)
    ]
    return tuple(each for each in found if each) if all(found) else ()


def _clauses(text: str, spans: list[re.Match[str]]) -> list[str]:
    """The words around each time of day, cut at the first comma, "og" or full stop after it."""
    clauses = [text[: spans[0].start()]]
    for here, there in zip(spans, [*spans[1:], None], strict=True):
        between = text[here.end() : there.start() if there else None]
        cut = _CLAUSE_END.search(between) if there else None
        if there is None:
            clauses[-1] += f" {between}"
        elif cut:
            clauses[-1] += f" {between[: cut.start()]}"
            clauses.append(between[cut.end() :])
        else:
            clauses.append(between)
    return clauses


def _each_says_its_own(clauses: list[str]) -> bool:
    """Whether odd, even or other weeks stand in a clause so that it is sure that they mean that clause alone."""
    limited = [bool(_ODD.search(clause) or _EVEN.search(clause) or _OTHER.search(clause)) for clause in clauses]
    if not any(limited) or all(limited):
        return True
    after_its_day = [bool(days_in(re.split(r"\b(?:i |in )?(?:odd|part|like |jevne |ulike |even)", clause)[0])[0]) for clause in clauses]
    return not limited[-1] and all(after for after, here in zip(after_its_day, limited, strict=True) if here)


def _surely_a_time(text: str) -> bool:
    """Whether a number without "kl" cannot be a day and a month: 17:00 and 17.00 can only be times, 5.10 may be a date."""
    match = re.search(r"[:.](\d\d)\b", text)
    return match is not None and (":" in text or match[1] == "00" or int(match[1]) > 12)


def _without_holidays(text: str) -> tuple[str, Answer]:
    for pattern, answer in _HOLIDAY_WORDS:
        if pattern.search(text):
            return pattern.sub(" ", text), answer
    return text, Answer.UNKNOWN


def _schedule(text: str, span: ClockSpan | None) -> Schedule | None:
    if nth := _NTH.search(text):
        return _monthly(nth, text, span)
    parity = "odd" if _ODD.search(text) else "even" if _EVEN.search(text) else None
    other = _OTHER.search(text)
    days, rest = days_in(_OTHER.sub(" ", _EVEN.sub(" ", _ODD.sub(" ", text))))
    if not days or _strange(rest) or (parity and other) or (other and _EVERY_ONE.search(_OTHER.sub(" ", text))):
        return None
    by_day = ",".join(day.value[:2].upper() for day in days)
    if parity:
        weeks = ",".join(str(n) for n in range(1 if parity == "odd" else 2, 54, 2))
        return Schedule(f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY={by_day}", days, span)
    interval = "" if other is None else f";INTERVAL={3 if other['third'] else 2}"
    return Schedule(f"FREQ=WEEKLY{interval};BYDAY={by_day}", days, span, needs_anchor=other is not None)


def _monthly(match: re.Match[str], text: str, span: ClockSpan | None) -> Schedule | None:
    day = weekday_of_word(match["day"])
    if day is None or _strange(text[: match.start()] + " " + text[match.end() :]):
        return None
    by_day = ",".join(f"{_nth(word)}{day.value[:2].upper()}" for word in re.findall(_NTHS, match["nth"]))
    return Schedule(f"FREQ=MONTHLY;BYDAY={by_day}", (day,), span)


def _nth(word: str) -> int:
    return {"nest siste": -2, "siste": -1, "last": -1}.get(word) or ORDINAL_WORDS.get(word) or int(word[0])


def _strange(rest: str) -> bool:
    rest = re.sub(r"\(\s*\)", " ", rest)
    return any(word.rstrip(".") not in _HARMLESS for word in _WORD.findall(rest)) or bool(re.search(r"[()%?\d]", rest))

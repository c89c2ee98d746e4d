"""A search as days: what is held when, by week, from today or within the asked days.

Only meetings that are sure stand on a day; offers without any are named apart, so that the calendar shows what the search found, all
of it. Weeks on which nothing is held are left out. A page has as many weeks as can be read at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from catalog.clock import OSLO, oslo_day
from catalog.listed import AnyMeeting, ListedOffer
from catalog.offer_facts import coming_meetings
from catalog.school_year import SchoolCalendar
from catalog.store.municipalities import school_calendar
from catalog.terms import OccurrenceStatus, Status, TimeOfDay, Weekday
from catalog.values import DateSpan
from search.filters import OfferFilter
from web.labels import label
from web.naming import holiday_words
from web.pages.search_views import Everything
from web.view import CalendarView, Card, DayView, Link, Row, RowGroup, TimeRow, WeekView
from web.wording.dates import DASH, Speech, date_words, day_words, hours_words, span_words

AHEAD = timedelta(weeks=26)
"""So far the calendar looks where no days are asked for."""
MEETINGS_A_PAGE = 60
FEW_MEETINGS = 20
"""A page with fewer, as on a Sunday, takes the next week too, however full."""
WEEKS_A_PAGE = 4
MOST_APART = 60
"""So many offers without a sure date are named; the list has them all."""
NO_BREAK = "\N{NO-BREAK SPACE}"
SHORT_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting on the day it is shown on."""

    day: date
    offer: ListedOffer
    meeting: AnyMeeting


def calendar_of(shown: Everything, sought: OfferFilter, number: int) -> CalendarView:
    """The days of a search: its `number`th page of weeks, the last where there are fewer."""
    days = _days(shown)
    held = [one for offer in shown.offers for one in _held(offer, sought, days, shown.cards.now)]
    stretches = _stretches(_by_week(held))
    at = min(number, len(stretches)) - 1
    dated = {one.offer.id for one in held}
    maker = _Maker(shown, school_calendar(shown.cards.municipality))
    return CalendarView(
        weeks=tuple(maker.week(monday, rows) for monday, rows in (stretches[at] if stretches else ())),
        told=maker.told(len(dated), days),
        apart=maker.apart([offer for offer in shown.offers if offer.id not in dated]),
        previous=maker.link(stretches, at - 1),
        next=maker.link(stretches, at + 1) if stretches else None,
    )


def _days(shown: Everything) -> DateSpan:
    """The days that the calendar covers: those asked for that are to come, else the coming half-year."""
    today, within = shown.cards.speech.today, shown.cards.within
    if within is None:
        return DateSpan(today, today + AHEAD)
    first = min(max(within.first, today), within.last)
    return DateSpan(first, min(within.last, first + 2 * AHEAD) if first < date.max - 2 * AHEAD else within.last)


def _held(offer: ListedOffer, sought: OfferFilter, days: DateSpan, now: datetime) -> Iterator[Held]:
    """The sure meetings of an offer on these days, of the asked weekdays and times; one that runs already is on the first day."""
    for row in coming_meetings(offer, now):
        if row.starts_at.date() > days.last:  # in order, and a day in Norway is never before that of UTC
            return
        start = row.starts_at.astimezone(OSLO)
        day = max(start.date(), days.first) if row.ends_at and oslo_day(row.ends_at - timedelta(seconds=1)) >= days.first else start.date()
        if not row.unsure and day in days and _is_asked(start, sought, all_day=row.all_day):
            yield Held(day, offer, row)


def _is_asked(start: datetime, sought: OfferFilter, *, all_day: bool) -> bool:
    if sought.weekday and list(Weekday)[start.weekday()] not in sought.weekday:
        return False
    return all_day or not sought.time or TimeOfDay.at_minute(start.hour * 60 + start.minute) in sought.time


Week = tuple[date, Sequence[Held]]


def _by_week(held: Sequence[Held]) -> list[Week]:
    """The meetings by the Monday of their week, in order."""
    weeks: defaultdict[date, list[Held]] = defaultdict(list)
    for one in held:
        weeks[one.day - timedelta(days=one.day.weekday())].append(one)
    return sorted(weeks.items())


def _stretches(weeks: Sequence[Week]) -> list[list[Week]]:
    """The weeks by pages: as many as hold no more meetings than can be read at once, but some."""
    pages: list[list[Week]] = []
    for week in weeks:
        before = sum(len(rows) for _, rows in pages[-1]) if pages else MEETINGS_A_PAGE
        if (before + len(week[1]) > MEETINGS_A_PAGE and before >= FEW_MEETINGS) or (pages and len(pages[-1]) == WEEKS_A_PAGE):
            pages.append([])
        pages[-1].append(week)
    return pages


def _whole_dates(span: str) -> str:
    """A span of days that breaks, where the line is short, after its dash only."""
    return span.replace(" ", NO_BREAK).replace(f"{DASH}{NO_BREAK}", f"{DASH} ")


class _Maker:
    """Puts days into words; makes the card of an offer once, however often it meets."""

    def __init__(self, shown: Everything, calendar: SchoolCalendar) -> None:
        self._shown = shown
        self._speech: Speech = shown.cards.speech
        self._long = replace(shown.cards.speech, long=True)
        self._calendar = calendar
        self._cards: dict[int, Card] = {}

    def week(self, monday: date, held: Sequence[Held]) -> WeekView:
        by_day: defaultdict[date, list[Held]] = defaultdict(list)
        for one in held:
            by_day[one.day].append(one)
        words = self._speech.language.gettext(
            "Uke %(week)s, %(days)s",
            week=monday.isocalendar().week,
            days=_whole_dates(span_words(monday, monday + timedelta(days=6), self._speech)),
        )
        return WeekView(words, tuple(self._day(day, by_day[day]) for day in sorted(by_day)))

    def told(self, dated: int, days: DateSpan) -> str:
        if self._shown.cards.within is None:
            return self._speech.language.gettext(
                "%(dated)s av %(total)s tilbud har en sikker dato det neste halve året.", dated=dated, total=self._shown.found.results.total
            )
        return self._speech.language.gettext(
            "%(dated)s av %(total)s tilbud har en sikker dato i tiden %(days)s.",
            dated=dated,
            total=self._shown.found.results.total,
            days=span_words(days.first, days.last, self._speech),
        )

    def apart(self, offers: Sequence[ListedOffer]) -> RowGroup | None:
        if not offers:
            return None
        words = self._speech.language.ngettext("Ett tilbud uten sikker dato her", "%(num)s tilbud uten sikker dato her", len(offers))
        left_out = None
        if len(offers) > MOST_APART:
            left_out = self._speech.language.gettext("Her er de %(shown)s første. Alle står i lista.", shown=MOST_APART)
        return RowGroup(words, tuple(Row(self._card(offer)) for offer in offers[:MOST_APART]), left_out)

    def link(self, stretches: Sequence[Sequence[Week]], at: int) -> Link | None:
        if not 0 <= at < len(stretches):
            return None
        first, last = (stretches[at][which][0].isocalendar().week for which in (0, -1))
        weeks = str(first) if first == last else f"{first}{DASH}{last}"
        url = self._shown.url(self._shown.found.asked.with_page(at + 1))
        return Link(self._speech.language.gettext("Uke %(weeks)s", weeks=weeks), url)

    def _day(self, day: date, held: Sequence[Held]) -> DayView:
        words = day_words(day, self._long)
        if day == self._speech.today:
            words = self._speech.language.gettext("I dag, %(day)s", day=words)
        holiday = self._calendar.on(day)
        ordered = sorted(held, key=lambda one: (not one.meeting.all_day, one.meeting.starts_at, one.offer.title))
        return DayView(
            words[:1].upper() + words[1:],
            day.isoformat(),
            tuple(self._row(one) for one in ordered),
            holiday_words(holiday, self._speech) if holiday else None,
        )

    def _row(self, one: Held) -> TimeRow:
        return TimeRow(self._hours(one), self._card(one.offer), self._status(one), self._until(one))

    def _hours(self, one: Held) -> str:
        start = one.meeting.starts_at.astimezone(OSLO)
        if one.meeting.all_day or start.date() < one.day:
            return self._speech.language.gettext("Hele dagen") if one.meeting.all_day else self._speech.language.gettext("Pågår")
        end = one.meeting.ends_at.astimezone(OSLO) if one.meeting.ends_at else None
        within_a_day = end is not None and end - start < SHORT_DAY
        return hours_words(start.time(), end.time() if end and within_a_day else None, self._speech.language)

    def _until(self, one: Held) -> str | None:
        """The last day of a meeting that goes on for more than one."""
        if one.meeting.ends_at is None or one.meeting.ends_at - one.meeting.starts_at <= SHORT_DAY:
            return None
        last = oslo_day(one.meeting.ends_at - timedelta(seconds=1))
        return None if last <= one.day else self._speech.language.gettext("til %(day)s", day=date_words(last, self._speech))

    def _status(self, one: Held) -> str | None:
        if one.offer.status is Status.CANCELLED:
            return label(OccurrenceStatus.CANCELLED, self._speech.language)
        return None if one.meeting.status is OccurrenceStatus.SCHEDULED else label(one.meeting.status, self._speech.language)

    def _card(self, offer: ListedOffer) -> Card:
        if offer.id not in self._cards:
            self._cards[offer.id] = self._shown.cards.card(offer, self._shown.found.distances.get(offer.id))
        return self._cards[offer.id]

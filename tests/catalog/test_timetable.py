"""The dates of an offer: what is stored reads back as what was said, and rolls on as the days pass."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from catalog.clock import OSLO, oslo_day
from catalog.drafts import OccurrenceDraft, OfferDraft, SeriesDraft
from catalog.model import Offer
from catalog.occurrences import HORIZON_DAYS, FreeDays
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import Answer, OccurrenceStatus
from catalog.timetable import roll_forward, stored_timetable, timetable_value, write_timetable

TODAY = date(2026, 11, 22)
FREE = FreeDays(SchoolCalendar(holidays_from_rules({}, 2025, 2030)))
TUESDAYS = SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), None, time(17), time(18, 30))


def at(day: int, hour: int = 18, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=OSLO)


def stored(draft: OfferDraft, today: date = TODAY) -> Offer:
    """An offer with the draft's dates, as `Intake` makes it."""
    offer = Offer(title=draft.title, series=[], occurrences=[])
    write_timetable(offer, timetable_value(draft, today), FREE, today)
    return offer


def dated(*meetings: OccurrenceDraft) -> OfferDraft:
    return OfferDraft("Et tilbud", occurrences=meetings)


def starts(offer: Offer) -> list[datetime]:
    return [row.starts_at for row in offer.occurrences]


MEETINGS = st.builds(
    OccurrenceDraft,
    start=st.datetimes(datetime(2026, 11, 1), datetime(2028, 12, 1), timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001  the zone comes beside
    status=st.sampled_from(OccurrenceStatus),
    note=st.none() | st.text(max_size=5),
)
SERIES = st.builds(
    SeriesDraft,
    rrule=st.sampled_from(["FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;BYDAY=1SA", "FREQ=WEEKLY;UNTIL=20270101T000000Z"]),
    first=st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    last=st.none() | st.dates(date(2027, 6, 2), date(2027, 12, 1)),
    start=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    except_on=st.lists(st.dates(date(2026, 1, 1), date(2028, 1, 1)), max_size=3).map(tuple),
)


@given(st.lists(SERIES, max_size=2), st.lists(MEETINGS, max_size=6), st.sampled_from(Answer))
def test_what_is_stored_reads_back_as_what_was_said(
    series: Sequence[SeriesDraft], meetings: Sequence[OccurrenceDraft], answer: Answer
) -> None:
    draft = OfferDraft("Et tilbud", series=tuple(series), occurrences=tuple(meetings), follows_school_calendar=answer)
    assert stored_timetable(stored(draft), TODAY) == timetable_value(draft, TODAY)


@given(st.lists(SERIES, max_size=2), st.lists(MEETINGS, max_size=6), st.integers(0, 500))
def test_rolling_twice_on_a_day_changes_nothing_more(series: Sequence[SeriesDraft], meetings: Sequence[OccurrenceDraft], days: int) -> None:
    offer = stored(OfferDraft("Et tilbud", series=tuple(series), occurrences=tuple(meetings)))
    later = TODAY + timedelta(days=days)
    roll_forward(offer, FREE, later)
    bounds = offer.first_day, offer.last_day
    assert not roll_forward(offer, FREE, later)
    assert (offer.first_day, offer.last_day) == bounds


def test_nothing_said_is_an_empty_value_and_no_meeting() -> None:
    assert timetable_value(OfferDraft("Et tilbud"), TODAY) == {}
    offer = stored(OfferDraft("Et tilbud"))
    assert (offer.occurrences, offer.first_day, offer.last_day) == ([], None, None)


def test_two_meetings_that_begin_together_are_one_and_the_last_word_counts() -> None:
    twice = dated(OccurrenceDraft(at(1)), OccurrenceDraft(at(1), status=OccurrenceStatus.CANCELLED))
    offer = stored(twice)
    assert [row.status for row in offer.occurrences] == [OccurrenceStatus.CANCELLED]
    assert stored_timetable(offer, TODAY) == timetable_value(twice, TODAY)


def test_meetings_beyond_the_horizon_are_left_out_of_both() -> None:
    far = dated(OccurrenceDraft(at(1)), OccurrenceDraft(datetime(2031, 1, 1, tzinfo=UTC)))
    assert len(timetable_value(far, TODAY)["dated"]) == 1
    assert stored_timetable(stored(far), TODAY) == timetable_value(far, TODAY)


def test_an_open_series_never_runs_out() -> None:
    offer = stored(OfferDraft("Fotball", series=(TUESDAYS,)))
    first = starts(offer)
    assert (offer.first_day, offer.last_day) == (date(2026, 8, 18), None)
    later = TODAY + timedelta(days=60)
    assert roll_forward(offer, FREE, later)
    assert oslo_day(starts(offer)[0]) >= later - timedelta(days=1)
    assert starts(offer)[-1] > first[-1]
    assert oslo_day(starts(offer)[-1]) > later + timedelta(days=HORIZON_DAYS - 8)


def test_rolling_keeps_the_rows_of_meetings_that_stay() -> None:
    offer = stored(OfferDraft("Fotball", series=(TUESDAYS,)))
    rows = {row.starts_at: row for row in offer.occurrences}
    roll_forward(offer, FREE, TODAY + timedelta(days=7))
    assert all(rows[row.starts_at] is row for row in offer.occurrences if row.starts_at in rows)


def test_a_weekly_six_o_clock_stays_six_o_clock_when_the_clocks_change() -> None:
    offer = stored(OfferDraft("Fotball", series=(TUESDAYS,)))
    assert {row.starts_at.astimezone(OSLO).time() for row in offer.occurrences} == {time(17)}
    assert len({row.starts_at.time() for row in offer.occurrences}) == 2


def test_an_event_that_is_over_keeps_its_last_day_while_its_rows_go() -> None:
    offer = stored(dated(OccurrenceDraft(at(24, month=11)), OccurrenceDraft(at(1))))
    roll_forward(offer, FREE, date(2026, 12, 10))
    assert (offer.occurrences, offer.last_day) == ([], date(2026, 12, 1))


def test_a_season_that_is_over_ended_on_the_last_day_of_its_rule() -> None:
    until = SeriesDraft("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215T225959Z", date(2026, 8, 18), None, time(17))
    counted = SeriesDraft("FREQ=WEEKLY;COUNT=4", date(2026, 11, 24), None, time(17))
    for series, last in ((until, date(2026, 12, 15)), (counted, date(2026, 12, 15))):
        offer = stored(OfferDraft("Kurs", series=(series,)))
        assert offer.last_day == last
        roll_forward(offer, FREE, date(2027, 3, 1))
        assert (offer.occurrences, offer.last_day) == ([], last)


def test_a_series_that_says_nothing_of_holidays_is_unsure_in_them() -> None:
    by_answer = {}
    for answer in Answer:
        offer = stored(OfferDraft("Fotball", series=(TUESDAYS,), follows_school_calendar=answer))
        by_answer[answer] = {oslo_day(row.starts_at): row.unsure for row in offer.occurrences}
    in_winter_break = date(2027, 2, 23)
    assert in_winter_break not in by_answer[Answer.YES]
    assert by_answer[Answer.NO][in_winter_break] is False
    assert by_answer[Answer.UNKNOWN][in_winter_break] is True

"""Dates and times in words, as tables in the three languages."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.terms import Weekday
from web.language import BOKMAL, ENGLISH, LANGUAGES, NYNORSK, Language
from web.wording.dates import (
    Speech,
    date_words,
    dates_words,
    day_words,
    hours_words,
    list_words,
    meeting_words,
    next_words,
    read_words,
    run_words,
    span_words,
    weekly_words,
)

TODAY = date(2026, 9, 1)
NB, NN, EN = (Speech(language, TODAY) for language in (BOKMAL, NYNORSK, ENGLISH))
NB_LONG = Speech(BOKMAL, TODAY, long=True)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in Norway."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.mark.parametrize(
    ("speech", "words"),
    [
        (NB, "man. 28. sep. – tor. 1. okt., kl. 9–15"),
        (NN, "må. 28. sep. – to. 1. okt., kl. 9–15"),
        (EN, "Mon 28 Sept – Thu 1 Oct, 9:00–15:00"),
        (NB_LONG, "mandag 28. september – torsdag 1. oktober, kl. 9–15"),
    ],
)
def test_days_on_end_say_their_hours_once(speech: Speech, words: str) -> None:
    said = run_words(date(2026, 9, 28), date(2026, 10, 1), time(9), time(15), speech)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 2, 22), date(2027, 2, 28), ("22.–28. februar 2027", "22.–28. februar 2027", "22–28 February 2027")),
        (date(2026, 9, 28), date(2026, 10, 4), ("28. september – 4. oktober", "28. september – 4. oktober", "28 September – 4 October")),
        (
            date(2026, 12, 21),
            date(2027, 1, 3),
            ("21. desember 2026 – 3. januar 2027", "21. desember 2026 – 3. januar 2027", "21 December 2026 – 3 January 2027"),
        ),
        (date(2026, 11, 13), date(2026, 11, 13), ("13. november", "13. november", "13 November")),
    ],
)
def test_dates_without_weekdays_say_month_and_year_once(first: date, last: date, words: tuple[str, ...]) -> None:
    assert tuple(dates_words(first, last, speech) for speech in (NB, NN, EN)) == words


def test_unknown_hours_are_left_out_of_a_span() -> None:
    assert run_words(date(2026, 9, 28), date(2026, 9, 29), None, None, NB) == "man. 28. sep. – tir. 29. sep."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (time(17), time(18, 30), "kl. 17–18.30"),
        (time(17), None, "kl. 17"),
        (time(17), time(17), "kl. 17"),
        (time(0), time(0, 5), "kl. 0–0.05"),
    ],
)
def test_hours_are_said_without_needless_zeros(start: time, end: time | None, words: str) -> None:
    assert hours_words(start, end, BOKMAL).replace("\N{NO-BREAK SPACE}", " ") == words


def test_hours_do_not_break_after_kl() -> None:
    assert hours_words(time(17), None, BOKMAL) == "kl.\N{NO-BREAK SPACE}17"


@pytest.mark.parametrize(
    ("start", "end", "all_day", "words"),
    [
        (at(2026, 9, 30, 17), at(2026, 9, 30, 18, 30), False, "ons. 30. sep., kl. 17–18.30"),
        (at(2026, 9, 30, 17), None, False, "ons. 30. sep., kl. 17"),
        (at(2026, 9, 30, 20), at(2026, 10, 1, 1), False, "ons. 30. sep., kl. 20–1"),
        (at(2026, 10, 2, 18), at(2026, 10, 4, 14), False, "fre. 2. okt. kl. 18 – søn. 4. okt. kl. 14"),
        (at(2026, 10, 2), at(2026, 10, 3), True, "fre. 2. okt."),
        (at(2026, 10, 2), at(2026, 10, 5), True, "fre. 2. okt. – søn. 4. okt."),
        (at(2026, 10, 2), None, True, "fre. 2. okt."),
    ],
)
def test_a_meeting_says_its_day_and_hours(start: datetime, end: datetime | None, all_day: bool, words: str) -> None:
    assert meeting_words(start, end, NB, all_day=all_day).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 12, 21), date(2027, 1, 2), "man. 21. des. 2026 – lør. 2. jan. 2027"),
        (date(2027, 2, 22), date(2027, 2, 26), "man. 22. feb. – fre. 26. feb. 2027"),
        (date(2027, 2, 22), date(2027, 2, 22), "man. 22. feb. 2027"),
        (date(2026, 9, 28), date(2026, 9, 28), "man. 28. sep."),
    ],
)
def test_a_year_is_said_when_it_is_not_this_one_and_once_when_shared(first: date, last: date, words: str) -> None:
    assert span_words(first, last, NB) == words


@pytest.mark.parametrize(
    ("days", "every", "words"),
    [
        ([Weekday.TUE], 1, "hver tirsdag kl. 17–18.30"),
        ([Weekday.THU, Weekday.TUE], 1, "hver tirsdag og torsdag kl. 17–18.30"),
        ([Weekday.MON, Weekday.WED, Weekday.FRI], 1, "hver mandag, onsdag og fredag kl. 17–18.30"),
        ([Weekday.MON, Weekday.TUE, Weekday.WED], 1, "mandag–onsdag kl. 17–18.30"),
        ([Weekday.THU], 2, "annenhver torsdag kl. 17–18.30"),
        ([Weekday.THU], 4, "torsdag hver 4. uke kl. 17–18.30"),
        ([], 1, "hver uke kl. 17–18.30"),
    ],
)
def test_a_weekly_meeting_says_its_days(days: list[Weekday], every: int, words: str) -> None:
    assert weekly_words(days, time(17), time(18, 30), BOKMAL, every=every).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_weekly_meeting_is_said_in_nynorsk_and_english() -> None:
    assert weekly_words([Weekday.TUE], None, None, NYNORSK) == "kvar tysdag"
    assert weekly_words([Weekday.TUE], time(17), time(18, 30), ENGLISH) == "every Tuesday 17:00–18:30"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 1), "neste gang i dag"),
        (date(2026, 9, 2), "neste gang i morgen"),
        (date(2026, 9, 8), "neste gang tir. 8. sep."),
    ],
)
def test_the_next_time_is_said_by_nearness(day: date, words: str) -> None:
    assert next_words(day, NB) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(2026, 9, 1, 6, 10), "sist lest i dag kl. 06.10"),
        (at(2026, 8, 31, 18), "sist lest i går kl. 18.00"),
        (at(2026, 6, 12, 6), "sist lest 12. juni"),
    ],
)
def test_the_last_reading_is_said_by_nearness(moment: datetime, words: str) -> None:
    assert read_words(moment, NB) == words


def test_a_date_in_a_sentence_is_long_and_without_weekday() -> None:
    assert [date_words(date(2026, 9, 20), speech) for speech in (NB, NN, EN)] == ["20. september", "20. september", "20 September"]


def test_a_list_has_its_word_before_the_last() -> None:
    assert list_words(["a", "b", "c"], BOKMAL) == "a, b og c"
    assert list_words(["a", "b"], ENGLISH) == "a and b"
    assert list_words([], BOKMAL) == ""


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from(sorted(LANGUAGES)),
    st.booleans(),
)
def test_every_day_says_its_number_and_another_year_is_never_silent(day: date, today: date, code: str, long: bool) -> None:
    words = day_words(day, Speech(Language(code), today, long))
    assert str(day.day) in words
    assert (str(day.year) in words) == (day.year != today.year)

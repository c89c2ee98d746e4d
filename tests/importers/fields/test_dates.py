"""Days and instants as publishers write them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from importers.fields.dates import Moment, day_from, end_after, moment_from

DAYS = (
    "2026-10-05", "05.10.2026", "5.10.26", "5. oktober 2026", "5 October 2026", "October 5, 2026", "mandag 5. oktober 2026", "5/10-2026",
    "05-10-2026", "5.okt 2026", "20261005", "den 5. oktober 2026", "man. 5. oktober 2026", "2026-10-05 10:00", "5th of October 2026",
    "05. 10. 2026", "måndag 5. oktober 2026", "5. OKTOBER 2026", date(2026, 10, 5), datetime(2026, 10, 5, 12, 0),  # noqa: DTZ001
)  # fmt: skip
INSTANTS = (
    ("2026-10-05 10:00", "2026-10-05T10:00:00+02:00"),
    ("2026-10-05T10:00:00+02:00", "2026-10-05T10:00:00+02:00"),
    ("2026-10-05T10:00:00+0200", "2026-10-05T10:00:00+02:00"),
    ("2026-10-05T08:00:00Z", "2026-10-05T08:00:00+00:00"),
    ("05.10.2026 kl. 10.00", "2026-10-05T10:00:00+02:00"),
    ("05.10.2026 10:00", "2026-10-05T10:00:00+02:00"),
    ("20261005T100000", "2026-10-05T10:00:00+02:00"),
    ("2026-12-05 10:00", "2026-12-05T10:00:00+01:00"),
    ("5. oktober 2026 kl. 10–12", "2026-10-05T10:00:00+02:00"),
    ("2026-10-05", "2026-10-05T00:00:00+02:00"),
)
REFUSED = (
    "tirsdag 5. oktober 2026", "05/10/2026", "31.02.2026", "5. oktober", "0001-01-01", "2026-10-05 25:00", "i morgen", "9999-99-99",
    "45000",
    "", "2026-13-01", "32.01.2026", "29.02.2025", "2026-10-05 etter avtale", "uke 40", "10/2026",
)  # fmt: skip


@pytest.mark.parametrize("value", DAYS)
def test_every_spelling_is_the_fifth_of_october(value: object) -> None:
    assert day_from(value) == date(2026, 10, 5)


@pytest.mark.parametrize(("words", "instant"), INSTANTS)
def test_instants_are_aware_and_norwegian_where_no_offset_is_told(words: str, instant: str) -> None:
    assert moment_from(words).instant == datetime.fromisoformat(instant)


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_certain_day_is_refused(words: str) -> None:
    with pytest.raises(InvalidValue):
        day_from(words)


def test_a_slash_date_is_read_when_only_one_order_fits() -> None:
    assert day_from("30/12/2026") == date(2026, 12, 30)


def test_a_meeting_that_ends_before_it_starts_ends_the_next_morning() -> None:
    night = moment_from("2026-10-05 20:00")
    assert end_after(night, time(1, 0)) == datetime.fromisoformat("2026-10-06T01:00:00+02:00")
    assert end_after(Moment(date(2026, 10, 5)), time(1, 0)) is None


@given(st.text(max_size=300) | st.text(alphabet="0123456789.-/: Tzkljanufebms", max_size=60))
def test_no_words_do_worse_than_be_refused(words: str) -> None:
    try:
        moment = moment_from(words)
    except InvalidValue:
        return
    assert 1970 <= moment.day.year <= 2100


@given(st.dates(date(1970, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_as_written(day: date) -> None:
    assert day_from(day.isoformat()) == day_from(f"{day:%d.%m.%Y}") == day

"""Weekly rules counted by arithmetic give the very days that dateutil gives; what is not plain is left to it."""

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from catalog.weekly import WEEKDAYS, weekly_rule

FIRST = st.dates(date(2020, 1, 1), date(2030, 1, 1))
ENDS = st.none() | st.integers(1, 60).map("COUNT={}".format) | FIRST.map(lambda day: f"UNTIL={day:%Y%m%d}")


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A plain weekly rule, its parts in any order."""
    parts = ["FREQ=WEEKLY"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    if draw(st.booleans()):
        parts.append("BYDAY=" + ",".join(draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4))))
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    if end := draw(ENDS):
        parts.append(end)
    return ";".join(draw(st.permutations(parts)))


@given(rule=rules(), first=FIRST, later=st.integers(0, 900))
def test_the_days_are_those_of_dateutil(rule: str, first: date, later: int) -> None:
    start = first + timedelta(days=later)
    by_dateutil = rrulestr(rule, dtstart=datetime.combine(first, time())).xafter(datetime.combine(start, time()), inc=True)
    plain = weekly_rule(rule)
    assert plain is not None
    assert list(islice(plain.days(first, start), 80)) == [moment.date() for moment in islice(by_dateutil, 80)]


def test_days_end_where_the_calendar_does() -> None:
    plain = weekly_rule("FREQ=WEEKLY")
    assert plain is not None
    assert list(plain.days(date(9999, 12, 20), date(9999, 12, 20))) == [date(9999, 12, 20), date(9999, 12, 27)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;BYMONTH=8", "freq=weekly", "",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "FREQ=WEEKLY;UNTIL=20271301", "FREQ=WEEKLY;FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=0",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_others(rule: str) -> None:
    assert weekly_rule(rule) is None

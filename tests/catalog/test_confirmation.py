"""How long an offer is believed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.confirmation import Thresholds, in_doubt, stale_from

SAID = date(2026, 3, 1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_the_newest_of_the_two_dates_counts() -> None:
    assert stale_from(SAID, SAID - timedelta(days=100), Thresholds()) == SAID + timedelta(days=365)
    assert stale_from(SAID - timedelta(days=100), SAID, Thresholds()) == SAID + timedelta(days=365)


def test_an_offer_that_nobody_dated_never_turns_stale_by_itself() -> None:
    assert stale_from(None, None, Thresholds()) is None
    assert not in_doubt(None, None, SAID, Thresholds())


@pytest.mark.parametrize(("after", "doubted"), [(0, False), (179, False), (180, True), (400, True)])
def test_doubt_begins_on_the_180th_day(after: int, doubted: bool) -> None:
    assert in_doubt(SAID, None, SAID + timedelta(days=after), Thresholds()) is doubted


def test_a_municipality_may_set_its_own_thresholds_and_other_settings_are_none_of_these() -> None:
    assert Thresholds.of({"hide_after_days": "30", "contact": "post@lier.example"}) == Thresholds(hide_after_days=30)
    assert Thresholds.of({}) == Thresholds()


@given(DAYS, st.none() | DAYS, DAYS)
def test_what_is_hidden_was_doubted_before(confirmed: date, stated: date | None, today: date) -> None:
    thresholds = Thresholds()
    hidden_from = stale_from(confirmed, stated, thresholds)
    assert hidden_from is not None
    if today >= hidden_from:
        assert in_doubt(confirmed, stated, today, thresholds)

"""The closed word lists: spelled as addresses and the agreed interface spell them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.terms import VENUE_ACCESS, AccessTerm, Author, Kind, Status, TimeOfDay, Weekday


@pytest.mark.parametrize(
    ("minute", "part"),
    [
        (0, TimeOfDay.MORNING),
        (12 * 60 - 1, TimeOfDay.MORNING),
        (12 * 60, TimeOfDay.AFTERNOON),
        (17 * 60 - 1, TimeOfDay.AFTERNOON),
        (17 * 60, TimeOfDay.EVENING),
        (24 * 60 - 1, TimeOfDay.EVENING),
    ],
)
def test_the_time_of_day_goes_by_the_start(minute: int, part: TimeOfDay) -> None:
    assert TimeOfDay.at_minute(minute) is part


@given(st.dates())
def test_weekdays_count_as_the_calendar_does(day: date) -> None:
    assert list(Weekday)[day.weekday()].number == day.weekday()


def test_the_authors_stand_weakest_first() -> None:
    assert list(Author) == [Author.FEED, Author.ORGANISER, Author.STAFF]


def test_the_words_of_the_interface_are_spelled_as_agreed() -> None:
    kinds = "activity event holiday meeting-place facility help course equipment group"
    assert [kind.value for kind in Kind] == kinds.split()
    states = "draft submitted published needs-changes cancelled ended archived"
    assert [status.value for status in Status] == states.split()
    assert len(AccessTerm) == 18


def test_what_only_the_offer_can_promise_is_not_inherited_from_a_venue() -> None:
    for term in (AccessTerm.QUIET, AccessTerm.WHEELCHAIR_PARTICIPATION, AccessTerm.SIGN_LANGUAGE, AccessTerm.COMPANION_FREE):
        assert term not in VENUE_ACCESS
    assert AccessTerm.ASSISTANCE_DOG in VENUE_ACCESS

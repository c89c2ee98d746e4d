"""Days, weeks, months and holidays, reckoned from Sunday 22 November 2026."""

from datetime import date

import pytest

from search.understanding.lexicon import Lexicon
from search.understanding.understand import understand
from tests.search.understanding.conftest import Asked, said


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("i dag", "2026-11-22", "2026-11-22"),
        ("today", "2026-11-22", "2026-11-22"),
        ("i morgen", "2026-11-23", "2026-11-23"),
        ("i morgon", "2026-11-23", "2026-11-23"),
        ("overmorgen", "2026-11-24", "2026-11-24"),
        ("i helga", "2026-11-22", "2026-11-22"),
        ("neste helg", "2026-11-28", "2026-11-29"),
        ("denne uka", "2026-11-22", "2026-11-22"),
        ("neste uke", "2026-11-23", "2026-11-29"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("uke 40", "2027-10-04", "2027-10-10"),
        ("veke 8", "2027-02-22", "2027-02-28"),
        ("uke 47", "2026-11-16", "2026-11-22"),
        ("uke 53", "2026-12-28", "2027-01-03"),
        ("uke 8-9", "2027-02-22", "2027-03-07"),
        ("14. desember", "2026-12-14", "2026-12-14"),
        ("14. november", "2027-11-14", "2027-11-14"),
        ("22. november", "2026-11-22", "2026-11-22"),
        ("december 14th", "2026-12-14", "2026-12-14"),
        ("14.12.", "2026-12-14", "2026-12-14"),
        ("14/12", "2026-12-14", "2026-12-14"),
        ("14.12.2027", "2027-12-14", "2027-12-14"),
        ("2027-01-02", "2027-01-02", "2027-01-02"),
        ("29. februar", "2028-02-29", "2028-02-29"),
        ("5.-9. oktober", "2027-10-05", "2027-10-09"),
        ("28. november til 2. desember", "2026-11-28", "2026-12-02"),
        ("28. desember til 2. januar", "2026-12-28", "2027-01-02"),
        ("i mai", "2027-05-01", "2027-05-31"),
        ("januar 2028", "2028-01-01", "2028-01-31"),
        ("planleggingsdagen", "2027-01-04", "2027-01-04"),
    ],
)
def test_days_are_understood(reading: Asked, text: str, first: str, last: str) -> None:
    """Each way to say a day or several, and nothing is left of it."""
    understood = reading(text)
    assert said(understood) == f"from={first} to={last}"
    assert understood.left == ""


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("høstferien", "autumn-2027"),
        ("i haustferien", "autumn-2027"),
        ("autumn break", "autumn-2027"),
        ("høstferien 2026", "autumn-2026"),
        ("vinterferie", "winter-2027"),
        ("påske", "easter-2027"),
        ("i påska", "easter-2027"),
        ("sommarferie", "summer-2027"),
        ("sommer", "summer-2027"),
        ("jul", "christmas-2026"),
        ("romjula", "christmas-2026"),
        ("summer holidays 2028", "summer-2028"),
    ],
)
def test_holidays_are_the_next_ones(reading: Asked, text: str, slug: str) -> None:
    """The running or next one of the municipality's calendar, or the one of the year."""
    assert said(reading(text)) == f"period={slug}"


@pytest.mark.parametrize(
    ("day", "first", "last"), [(18, "2026-11-21", "2026-11-22"), (21, "2026-11-21", "2026-11-22"), (23, "2026-11-28", "2026-11-29")]
)
def test_the_weekend_is_the_one_of_this_week(lexicon: Lexicon, day: int, first: str, last: str) -> None:
    """Seen from a Wednesday, from the Saturday itself, and from a Monday."""
    assert said(understand("i helga", lexicon, date(2026, 11, day))) == f"from={first} to={last}"


@pytest.mark.parametrize("text", ["uke 54", "uke 0", "32. mai", "31. februar", "14.13", "may", "mars", "99999-01-01"])
def test_what_is_no_day_is_not_taken_for_one(reading: Asked, text: str) -> None:
    """There is no such week or day, or the word means other things too."""
    assert not {"from", "to"} & {part.name for part in reading(text).parts}


def test_a_year_beyond_the_calendar_is_left_as_text(reading: Asked) -> None:
    """The word is the next holiday, the year stands in what is left."""
    assert reading("høstferien 2099").left == "2099"

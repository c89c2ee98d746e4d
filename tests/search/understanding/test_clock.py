"""Weekdays, parts of the day and hours."""

import pytest

from tests.search.understanding.conftest import Asked, said

SCHOOL_DAYS = "weekday=mon weekday=tue weekday=wed weekday=thu weekday=fri"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tirsdag", "weekday=tue"),
        ("tysdag", "weekday=tue"),
        ("på tirsdager", "weekday=tue"),
        ("tysdagar", "weekday=tue"),
        ("on Tuesdays", "weekday=tue"),
        ("onsdagsklubb", "weekday=wed"),
        ("laurdag", "weekday=sat"),
        ("fredag kveld", "weekday=fri time=evening"),
        ("fredagskveld", "weekday=fri time=evening"),
        ("mandag og onsdag", "weekday=mon weekday=wed"),
        ("i helgene", "weekday=sat weekday=sun"),
        ("hverdager", SCHOOL_DAYS),
        ("formiddag", "time=morning"),
        ("om morgenen", "time=morning"),
        ("om morgonen", "time=morning"),
        ("ettermiddag", "time=afternoon"),
        ("i kveld", "from=2026-11-22 to=2026-11-22 time=evening"),
        ("etter skolen", f"time=afternoon {SCHOOL_DAYS}"),
        ("after school", f"time=afternoon {SCHOOL_DAYS}"),
        ("etter skolen på mandag", "time=afternoon weekday=mon"),
        ("kl 17", "time=evening"),
        ("kl. 16.30", "time=afternoon"),
        ("klokka 10", "time=morning"),
        ("etter kl 17", "time=evening"),
        ("etter 15", "time=afternoon time=evening"),
        ("før 12", "time=morning"),
        ("kl 10-12", "time=morning"),
        ("at 6 pm", "time=evening"),
        ("ikke tirsdag", "weekday=mon weekday=wed weekday=thu weekday=fri weekday=sat weekday=sun"),
    ],
)
def test_weekdays_and_hours_are_understood(reading: Asked, text: str, meant: str) -> None:
    """Each way to say them; a filler may be left."""
    understood = reading(text)
    assert said(understood) == meant
    assert understood.to_find == ""


@pytest.mark.parametrize("text", ["kl", "kl 25", "klokka", "one hour"])
def test_what_is_no_hour_is_not_taken_for_one(reading: Asked, text: str) -> None:
    """A word without an hour of the day."""
    assert "time" not in said(reading(text))

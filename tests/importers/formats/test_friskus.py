"""Friskus: groups are no ages, false is no price, and a rule is read only where its dates leave one reading."""

import json
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import Cost, Kind, Weekday
from importers.errors import RunFailed
from tests.importers.reading_feeds import Outcome, outcome_of

TUESDAYS = {"start_at": "2026-08-25T17:00:00+0200", "end_at": "2026-12-15T19:00:00+0100"}


def read(tmp_path: Path, record: dict[str, object], options: dict[str, str] | None = None) -> Outcome:
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"data": [{"id": "x", "name": "Turn", **record}], "meta": {"page": 1, "last_page": 1}}))
    return outcome_of(path, "friskus", options)


def draft(outcome: Outcome) -> OfferDraft:
    assert isinstance(outcome.only, OfferDraft)
    return outcome.only


def rule(days: list[int], **more: object) -> dict[str, object]:
    known = {"frequency": 3, "start_at": "2026-08-18", "until": "2026-12-15", "start_time": "17:00", "end_time": "19:00", "rdates": []}
    return {**known, "weekdays": days, "exdates": [], **more}


@pytest.mark.parametrize(("days", "count"), [([1], 17), ([2], 17), ([1, 3], 33), ([2, 4], 33)])
def test_the_dates_of_a_record_say_which_weekday_nought_is(tmp_path: Path, days: list[int], count: int) -> None:
    (series,) = draft(read(tmp_path, {**TUESDAYS, "rrule": rule(days), "occurrences_count": count})).series
    assert series.weekdays[0] is Weekday.TUE
    assert (series.first.isoformat(), str(series.last), str(series.start)) == ("2026-08-18", "2026-12-15", "17:00:00")


@pytest.mark.parametrize(("week", "weekday"), [("monday", Weekday.WED), ("sunday", Weekday.TUE)])
def test_the_option_says_it_for_the_whole_portal(tmp_path: Path, week: str, weekday: Weekday) -> None:
    (series,) = draft(read(tmp_path, {"rrule": rule([2])}, {"week": week})).series
    assert series.weekdays == (weekday,)


@pytest.mark.parametrize(
    ("more", "match"),
    [
        ({"rrule": rule([5])}, "do not agree"),
        ({"rrule": rule([1, 2]), "end_at": "2026-12-15T19:00:00+0100"}, "cannot be told"),
        ({"rrule": rule([1], frequency=2)}, "not known"),
        ({"rrule": rule([1], interval=2)}, "not known"),
        ({"rrule": rule([9])}, "not known"),
    ],
)
def test_a_rule_that_is_not_sure_keeps_its_next_meeting_only(tmp_path: Path, more: dict[str, object], match: str) -> None:
    outcome = read(tmp_path, {**TUESDAYS, **more})
    assert draft(outcome).series == ()
    assert [str(one.start) for one in draft(outcome).occurrences] == ["2026-08-25 17:00:00+02:00"]
    assert draft(outcome).when_words == "kl. 17.00–19.00"
    assert match in outcome.warnings[0].reason


@pytest.mark.parametrize(("free", "cost"), [(True, Cost.FREE), (False, Cost.UNKNOWN), (None, Cost.UNKNOWN)])
def test_only_free_is_believed(tmp_path: Path, free: bool | None, cost: Cost) -> None:
    found = draft(read(tmp_path, {**TUESDAYS, "end_at": "2026-08-25T19:00:00+0200", "is_free": free}))
    assert (found.price.cost, found.kind, found.ages.known) == (cost, Kind.EVENT, False)


def test_what_is_open_every_day_for_months_is_a_facility(tmp_path: Path) -> None:
    long = draft(read(tmp_path, {"rrule": rule(list(range(7)), until="2027-06-01")}))
    short = draft(read(tmp_path, {"rrule": rule(list(range(7)), until="2026-09-01")}))
    assert (long.kind, long.opening_hours) == (Kind.FACILITY, "Alle dager kl. 17.00–19.00")
    assert (short.kind, short.opening_hours) == (Kind.ACTIVITY, None)


def test_a_week_that_begins_on_wednesday_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="week=wednesday"):
        read(tmp_path, {}, {"week": "wednesday"})

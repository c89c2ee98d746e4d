"""Joined rows → one draft: rules and dates that are exactly the published ones, and the details of the next meeting."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.occurrences import FreeDays, horizon, meetings
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import Answer, OccurrenceStatus
from tests.importers.reading_feeds import Outcome, outcome_of

NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)
LOCAL = FreeDays(SchoolCalendar(holidays_from_rules({"autumn_week": 40, "winter_week": 8}, 2025, 2028)))


def read(tmp_path: Path, *rows: str, header: str = "Navn;Dato;Tid", now: datetime = NOW) -> Outcome:
    path = tmp_path / "list.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    return outcome_of(path, "csv", now=now)


def only(outcome: Outcome) -> OfferDraft:
    draft = outcome.only
    assert isinstance(draft, OfferDraft)
    return draft


def weekly(first: date, count: int, without: tuple[date, ...] = ()) -> list[date]:
    return [day for number in range(count) if (day := first + timedelta(weeks=number)) not in without]


@pytest.mark.parametrize(
    ("days", "follows"),
    [
        (weekly(date(2026, 8, 18), 16), Answer.UNKNOWN),
        (weekly(date(2026, 8, 18), 16, (date(2026, 9, 29), date(2026, 10, 6))), Answer.UNKNOWN),
        (weekly(date(2026, 9, 15), 40), Answer.NO),
        (weekly(date(2027, 6, 22), 7), Answer.NO),
    ],
    ids=["through the autumn holiday", "pausing in it", "through Christmas and Easter", "in summer only"],
)
def test_what_the_catalog_makes_of_the_rules_is_what_was_published_and_nothing_is_unsure(
    tmp_path: Path, days: list[date], follows: Answer
) -> None:
    draft = only(read(tmp_path, *(f"Dans;{day:%d.%m.%Y};17–18" for day in days)))
    found = meetings(draft.series, draft.occurrences, draft.follows_school_calendar, LOCAL, horizon(NOW.date()))
    assert [one.starts_at.date() for one in found] == [day for day in days if day >= NOW.date() - timedelta(days=1)]
    assert not any(one.unsure for one in found)
    assert (len(draft.series), draft.follows_school_calendar) == (1, follows)


def test_a_rule_does_not_change_as_its_first_dates_go_by(tmp_path: Path) -> None:
    rows = [f"Dans;{day:%d.%m.%Y};17–18" for day in weekly(date(2026, 8, 18), 16)]
    before, after = only(read(tmp_path, *rows)), only(read(tmp_path, *rows, now=NOW + timedelta(days=40)))
    assert before.series == after.series
    assert before.series[0].first == date(2026, 8, 18)


def test_past_dates_are_left_out_and_a_record_that_is_wholly_past_is_skipped(tmp_path: Path) -> None:
    rows = ["Dans;01.09.2026;17–18", "Dans;10.09.2026;08–09", "Dans;12.09.2026;17–18", "Dans;01.10.2025;17–18"]
    assert [one.start.day for one in only(read(tmp_path, *rows)).occurrences] == [10, 12]
    assert list(read(tmp_path, *rows, now=NOW + timedelta(days=5)).skipped.values()) == ["ended"]
    assert list(read(tmp_path, *rows, now=NOW + timedelta(days=400)).skipped.values()) == ["ended"]


def test_cancelled_and_full_meetings_are_dates_of_their_own(tmp_path: Path) -> None:
    days = weekly(date(2026, 9, 15), 6)
    states = ["", "", "Avlyst", "Fulltegnet", "", ""]
    draft = only(read(tmp_path, *(f"Dans;{day:%d.%m.%Y};17–18;{state}" for day, state in zip(days, states, strict=True)),
                      header="Navn;Dato;Tid;Status"))  # fmt: skip
    changed = {one.start.date(): one.status for one in draft.occurrences if one.status is not OccurrenceStatus.SCHEDULED}
    assert changed == {days[2]: OccurrenceStatus.CANCELLED, days[3]: OccurrenceStatus.FULL}
    assert (draft.cancelled, draft.series[0].except_on) == (False, ())
    found = meetings(draft.series, draft.occurrences, draft.follows_school_calendar, LOCAL, horizon(NOW.date()))
    assert [one.status for one in found if one.status is not OccurrenceStatus.SCHEDULED] == list(changed.values())


def test_an_activity_whose_every_date_is_cancelled_is_cancelled(tmp_path: Path) -> None:
    draft = only(read(tmp_path, "Dans;15.09.2026;17–18;Avlyst", "Dans;17.09.2026;17–18;Avlyst", header="Navn;Dato;Tid;Status"))
    assert draft.cancelled


def test_page_and_picture_are_those_of_the_next_meeting_and_the_stamp_is_the_last(tmp_path: Path) -> None:
    rows = [f"Dans;{day}.09.2026;https://a.no/{day};{day};0{number}.09.2026" for number, day in enumerate((9, 12, 15), 1)]
    draft = only(read(tmp_path, *rows, header="Navn;Dato;Nettside;Plasser;Oppdatert"))
    assert (draft.url, draft.capacity, draft.stated_on) == ("https://a.no/12", None, date(2026, 9, 3))


def test_of_two_rows_that_begin_together_the_one_that_tells_its_end_counts(tmp_path: Path) -> None:
    draft = only(read(tmp_path, "Dans;15.09.2026;17", "Dans;15.09.2026;17–18", "Dans;17.09.2026;17"))
    assert [(one.start.day, one.end and one.end.hour) for one in draft.occurrences] == [(15, 18), (17, None)]


def test_the_same_trouble_in_many_rows_is_told_once(tmp_path: Path) -> None:
    rows = [f"Dans;{day}.09.2026;etter avtale" for day in (15, 17, 19)]
    assert [(each.field, each.value) for each in read(tmp_path, *rows).warnings] == [("time", "etter avtale")]

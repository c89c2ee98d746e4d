"""Open Referral: schedules become rules where they are whole, absence means nothing, lists of names lead to pages."""

import json
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import Cost
from importers.contract import Feed
from importers.errors import FetchFailed
from tests.importers.reading_feeds import Outcome, feed_of, outcome_of, outcome_of_feed

LIST = "https://data.example/services"


def read(tmp_path: Path, **service: object) -> Outcome:
    path = tmp_path / "services.json"
    path.write_text(
        json.dumps({"contents": [{"id": "a", "name": "Korps", "schedules": [], **service}], "page_number": 1, "total_pages": 1})
    )
    return outcome_of(path, "openreferral")


def offer(outcome: Outcome) -> OfferDraft:
    assert isinstance(outcome.only, OfferDraft)
    return outcome.only


@pytest.mark.parametrize(
    ("schedule", "rule", "last"),
    [
        ({"freq": "WEEKLY", "byday": "MO,WE"}, "FREQ=WEEKLY;BYDAY=MO,WE", None),
        ({"freq": "weekly", "byday": "Monday"}, "FREQ=WEEKLY;BYDAY=MO", None),
        ({"freq": "MONTHLY", "byday": "1TU", "dtstart": "2026-09-01"}, "FREQ=MONTHLY;BYDAY=1TU", None),
        ({"freq": "MONTHLY", "bymonthday": "15", "dtstart": "2026-09-15"}, "FREQ=MONTHLY;BYMONTHDAY=15", None),
        ({"freq": "WEEKLY", "byday": "MO", "dtstart": "2026-08-24", "count": 3}, "FREQ=WEEKLY;BYDAY=MO", "2026-09-07"),
        ({"freq": "WEEKLY", "byday": "MO", "until": "2026-12-01", "valid_to": "2026-11-02"}, "FREQ=WEEKLY;BYDAY=MO", "2026-11-02"),
        ({"freq": "WEEKLY", "interval": 2, "byday": "MO", "valid_from": "2026-08-24"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None),
    ],
)
def test_a_whole_schedule_is_a_series(tmp_path: Path, schedule: dict[str, object], rule: str, last: str | None) -> None:
    (series,) = offer(read(tmp_path, schedules=[{**schedule, "opens_at": "17:00:00", "closes_at": "18:30"}])).series
    assert (series.rrule, str(series.start), str(series.end)) == (rule, "17:00:00", "18:30:00")
    assert (str(series.last) if series.last else None) == last


@pytest.mark.parametrize(
    "schedule",
    [
        {"byday": "MO", "opens_at": "17:00"},
        {"freq": "WEEKLY", "interval": 2, "byday": "MO"},
        {"freq": "HOURLY"},
        {"freq": "WEEKLY", "byday": "MO", "dtstart": "2026-09-01", "until": "2026-08-01"},
        {"freq": "WEEKLY", "byday": "MO", "until": "2026-02-31"},
        {"freq": "WEEKLY", "byday": "MO", "valid_to": "2026-03-01"},
        {},
    ],
)
def test_what_is_no_whole_schedule_stays_words(tmp_path: Path, schedule: dict[str, object]) -> None:
    found = offer(read(tmp_path, schedules=[{**schedule, "description": "On Mondays"}]))
    assert (found.series, found.occurrences, found.when_words) == ((), (), "On Mondays")


@pytest.mark.parametrize(
    ("service", "cost", "amount"),
    [
        ({}, Cost.UNKNOWN, None),
        ({"cost_options": []}, Cost.UNKNOWN, None),
        ({"cost_options": [{"option": "Ask", "currency": "NOK"}]}, Cost.UNKNOWN, None),
        ({"cost_options": [{"amount": 50, "currency": "NOK"}]}, Cost.PAID, 5000),
        ({"fees_description": "Gratis"}, Cost.FREE, 0),
        ({"fees_description": "It depends"}, Cost.UNKNOWN, None),
    ],
)
def test_no_cost_option_is_not_free(tmp_path: Path, service: dict[str, object], cost: Cost, amount: int | None) -> None:
    price = offer(read(tmp_path, **service)).price
    assert (price.cost, price.amount_ore) == (cost, amount)


@pytest.mark.parametrize(
    ("status", "reason"), [("inactive", "inactive"), ("defunct", "inactive"), ("temporarily closed", "temporarily-closed")]
)
def test_a_service_that_is_not_open_is_skipped_with_the_reason(tmp_path: Path, status: str, reason: str) -> None:
    assert list(read(tmp_path, status=status).skipped.values()) == [reason]


def test_an_age_that_one_group_leaves_open_is_unknown(tmp_path: Path) -> None:
    groups = [{"minimum_age": 6, "maximum_age": 9}, {"minimum_age": 4}]
    ages = offer(read(tmp_path, eligibilitys=groups)).ages
    assert (ages.min, ages.max) == (4, None)


def test_a_list_of_names_leads_to_each_services_own_page(tmp_path: Path) -> None:
    asked: list[str] = []
    documents = {LIST: {"contents": [{"id": "a", "name": "A"}, {"id": "b/1", "name": "B"}]}, f"{LIST}/a": {"id": "a", "name": "Whole"}}

    def fetch(location: str) -> Feed:
        asked.append(location)
        if location not in documents:
            raise FetchFailed("503")
        path = tmp_path / f"page{len(asked)}.json"
        path.write_text(json.dumps(documents[location]))
        return feed_of(path, location=location, fetch=fetch)

    outcome = outcome_of_feed(fetch(LIST), "openreferral")
    assert offer(outcome).title == "Whole"
    assert asked == [LIST, f"{LIST}/a", f"{LIST}/b%2F1"]
    assert outcome.rejected["b/1"].field == "id"

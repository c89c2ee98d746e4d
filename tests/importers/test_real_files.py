"""Real files of others, in ../shared: every record of them is accounted for, and none hangs or crashes."""

import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft, SchoolDraft
from catalog.terms import Cost, Kind
from importers.errors import RunFailed
from tests.importers.reading_feeds import outcome_of
from tests.shared_data import DATA, requires_shared

pytestmark = requires_shared
CALENDARS = sorted((DATA / "3-ics").rglob("*.ics")) if DATA.is_dir() else []
ALESUND = {
    "list": "events",
    "guess": "no",
    "map.id": "source_id",
    "map.title": "title",
    "map.description": "description",
    "map.starts": "start_at",
    "map.ends": "end_at",
    "map.free": "is_free",
    "map.price": "price_text",
    "map.venue": "location_name",
    "map.address": "address",
    "map.city": "city",
    "map.latitude": "latitude",
    "map.longitude": "longitude",
    "map.organisation": "organizer",
    "map.url": "url",
    "map.image": "image_url",
    "map.category": "tags",
    "map.audience": "age_groups",
    "value.category.konsert": "concert",
    "value.category.musikk": "music",
    "value.category.familiefilm": "cinema",
    "default.kind": "event",
}


@pytest.mark.parametrize("now", [datetime(2026, 8, 22, tzinfo=UTC), datetime(2015, 1, 1, tzinfo=UTC)], ids=["2026", "2015"])
def test_every_calendar_is_read_or_refused_with_a_reason(now: datetime) -> None:
    counts: Counter[str] = Counter()
    for path in CALENDARS:
        begun = time.process_time()
        try:
            outcome = outcome_of(path, "ical", now=now)
        except RunFailed as error:
            counts["without a reason"] += not str(error)
            counts["refused"] += 1
            continue
        assert len(outcome.records) == len(outcome.drafts) + len(outcome.rejected) + len(outcome.skipped)
        assert time.process_time() - begun < 20
        counts["read"] += 1
    assert counts["read"] + counts["refused"] == len(CALENDARS) == 190
    assert (counts["read"] > 140, counts["without a reason"]) == (True, 0)


@pytest.mark.parametrize(
    ("folder", "options", "number"),
    [
        ("bergen_lekeplasser", {"default.category": "playground", "default.kind": "facility"}, 146),
        ("stavanger_lekeplasser", {"default.category": "playground", "default.kind": "facility"}, 259),
        ("stavanger_badeplasser", {"default.category": "Badeplass", "default.kind": "facility"}, 33),
        ("stavanger_utsiktspunkt", {"default.kind": "anlegg"}, 32),
    ],
)
def test_playgrounds_and_bathing_places_are_facilities(folder: str, options: dict[str, str], number: int) -> None:
    outcome = outcome_of(DATA / "2-offers/datahotell" / folder / "dataset.csv", "csv", options)
    assert (len(outcome.drafts), outcome.rejected, outcome.skipped) == (number, {}, {})
    for draft in outcome.drafts.values():
        assert isinstance(draft, OfferDraft)
        assert draft.kind is Kind.FACILITY
        assert draft.title
        assert draft.venue is not None
        assert draft.venue.point is not None
        assert (58 < draft.venue.point.lat < 61, 5 < draft.venue.point.lon < 6) == (True, True)
        assert draft.price.cost is Cost.UNKNOWN


def test_the_events_of_alesund_are_accounted_for() -> None:
    outcome = outcome_of(DATA / "2-offers/no_alesund_iaal_events.json", "json", ALESUND)
    assert (outcome.rows, len(outcome.records)) == (612, 435)
    assert len(outcome.drafts) + len(outcome.rejected) + len(outcome.skipped) == 435
    assert len(outcome.drafts) > 380
    assert set(outcome.skipped.values()) <= {"ended", "not-for-children"}
    costs = Counter(draft.price.cost for draft in outcome.drafts.values() if isinstance(draft, OfferDraft))
    assert costs[Cost.UNKNOWN] > 150
    for draft in outcome.drafts.values():
        assert isinstance(draft, OfferDraft)
        assert not draft.ages.known
        assert "<script" not in (draft.description or "")
    later = outcome_of(DATA / "2-offers/no_alesund_iaal_events.json", "json", ALESUND, datetime(2027, 6, 1, tzinfo=UTC))
    assert Counter(later.skipped.values())["ended"] > 380


def test_every_showing_of_a_film_in_alesund_belongs_to_one_offer_for_its_hall() -> None:
    apart = outcome_of(DATA / "2-offers/no_alesund_iaal_events.json", "json", {**ALESUND, "series": "no"})
    joined = outcome_of(DATA / "2-offers/no_alesund_iaal_events.json", "json", ALESUND)
    showings, offers = (
        [each for each in outcome.drafts.values() if isinstance(each, OfferDraft) and each.title == "The Odyssey"]
        for outcome in (apart, joined)
    )
    assert len(offers) == len({each.venue and each.venue.name for each in offers}) < len(showings) == 29
    dates = sorted((each.venue and each.venue.name, one.start) for each in showings for one in each.occurrences)
    assert dates == sorted((each.venue and each.venue.name, one.start) for each in offers for one in each.occurrences)


@pytest.mark.parametrize("name", ["nsr_grunnskoler_no_data.js", "nsr_grunnskoler_flat.csv"])
def test_every_school_of_the_register_is_read(name: str) -> None:
    outcome = outcome_of(DATA / "7-schools-addresses" / name, "nsr")
    schools = [draft for draft in outcome.drafts.values() if isinstance(draft, SchoolDraft)]
    assert len(schools) == len(outcome.records) == 2811
    assert {school.name for school in schools if school.municipality_number == "3312"} >= {"Egge skole", "Høvik skole", "Lierbyen skole"}
    assert sum(not school.grades.known for school in schools) == 119
    assert Counter(school.public for school in schools)[False] == 284


def test_trondheims_districts_can_be_placed_as_venues() -> None:
    options = {"map.title": "barneskolenavn", "as": "venues"}
    outcome = outcome_of(Path(DATA / "1-areas/trondheim_barneskolekrets_25832.geojson"), "geojson", options)
    assert (len(outcome.drafts), outcome.rejected) == (43, {})

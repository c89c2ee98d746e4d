"""How well twins are told: pairs of offers labelled by hand, half of them for setting the weights, half for measuring only.

`tests/fixtures/matching/README.md` says where the pairs come from. `pytest -s` prints the figures that docs/decisions/0009 gives.
"""

import csv
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.store.twins import Candidate
from importers.likeness import weigh
from importers.match import Matcher, candidate_of
from importers.meeting_times import Times, times_of_meeting
from tests.importers.reading_feeds import Outcome, outcome_of
from tests.importers.test_real_files import ALESUND
from tests.shared_data import DATA
from web.demo.dates import DemoDates
from web.demo.publish import demo_folder, demo_slugs, demo_sources, publish, read_toml

FOLDER = Path(__file__).parent.parent / "fixtures" / "matching"
NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
EVENTS = DATA / "2-offers" / "no_alesund_iaal_events.json"
SECOND = {
    "guess": "no",
    "map.id": "nr",
    "map.title": "aktivitet",
    "map.organisation": "arrangør",
    "map.venue": "sted",
    "map.when": "når",
    "map.date": "dato",
    "map.start_time": "klokka",
    "map.age": "alder",
    "map.grade": "klasse",
    "map.url": "nettside",
}


@dataclass(frozen=True)
class Pair:
    """Two offers by their labels, whether they are one, what makes the pair hard, and the half that it is in."""

    one: str
    other: str
    same: str
    kind: str
    half: str


@lru_cache(maxsize=1)
def pairs() -> list[Pair]:
    """The labelled pairs; those of the Ålesund events only where that file is."""
    with (FOLDER / "pairs.csv").open(encoding="utf-8") as file:
        found = [Pair(**row) for row in csv.DictReader(file, delimiter=";")]
    return [pair for pair in found if EVENTS.is_file() or not pair.one.startswith("alesund/")]


@pytest.fixture(scope="module")
def offers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, OfferDraft]:
    """Every offer that a label names, read by its real format: `second/v001`, `lier/frivilligsentralen.json/fs-101`."""
    found = _labelled("second", outcome_of(FOLDER / "second-lists.csv", "csv", SECOND, NOW))
    for slug in demo_slugs():
        rules = read_toml(demo_folder() / slug / "municipality.toml").get("calendar", {})
        dates = DemoDates(NOW.date(), SchoolCalendar(holidays_from_rules(rules, 2025, 2029)))
        for source in demo_sources(slug):
            path = publish(source, slug, dates, tmp_path_factory.getbasetemp() / "labelled" / slug)
            found |= _labelled(f"{slug}/{source.file}", outcome_of(path, source.format, source.options, NOW))
    if EVENTS.is_file():
        events = outcome_of(EVENTS, "json", ALESUND | {"series": "no"})
        found |= {f"alesund/{key}": draft for key, draft in events.drafts.items() if isinstance(draft, OfferDraft)}
    return found


def _labelled(prefix: str, outcome: Outcome) -> dict[str, OfferDraft]:
    return {f"{prefix}/{key}": draft for key, draft in outcome.drafts.items() if isinstance(draft, OfferDraft)}


def verdict(one: OfferDraft, other: OfferDraft) -> str:
    """`merged` by itself, `proposed` to a person, or `apart`: `one` is stored, `other` comes."""
    stored, times = replace(candidate_of(one), offer_id=1), (_times(one), _times(other))
    if _certain(stored, times[0], other, times[1]):
        return "merged"
    return "proposed" if weigh(stored, candidate_of(other), times).likely else "apart"


def _certain(stored: Candidate, stored_times: Times, coming: OfferDraft, times: Times) -> bool:
    return Matcher([stored], lambda ids: dict.fromkeys(ids, stored_times)).twin(coming, times) is not None


def _times(draft: OfferDraft) -> Times:
    return times_of_meeting(draft.series, [one.start for one in draft.occurrences])


def key_of(label: str) -> str:
    """The label of an Ålesund event without its publisher, which is there for readers."""
    return "alesund/" + label.split("/", 2)[2] if label.startswith("alesund/") else label


def test_there_are_enough_pairs_of_every_kind_in_both_halves() -> None:
    count = Counter((pair.same, pair.half) for pair in pairs())
    assert sum(count.values()) >= 400
    assert min(count["yes", "tune"], count["yes", "unseen"]) >= 60
    assert len({pair.kind for pair in pairs() if pair.same == "no"}) >= 6


@pytest.mark.parametrize("half", ["tune", "unseen"])
def test_what_merges_by_itself_is_right_and_most_of_the_rest_is_proposed(half: str, offers: dict[str, OfferDraft]) -> None:
    found = Counter((pair.same, verdict(offers[key_of(pair.one)], offers[key_of(pair.other)])) for pair in pairs() if pair.half == half)
    same = sum(count for (label, _), count in found.items() if label == "yes")
    merged, proposed = found["yes", "merged"], found["yes", "proposed"]
    precision = merged / (merged + found["no", "merged"])
    recall = (merged + proposed) / same
    of_proposals = proposed / (proposed + found["no", "proposed"])
    shares = f"precision of merges {precision:.3f}, recall {recall:.3f}, precision of proposals {of_proposals:.3f}"
    print(f"\n{half}: {dict(found)}; {shares}")  # noqa: T201  the figures are for people
    assert merged >= 10
    assert precision >= 0.99
    assert recall >= 0.85
    assert of_proposals >= 0.8

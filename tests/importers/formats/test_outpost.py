"""Outpost: null is unknown, labels become facts only where they mean the same, and a home stays hidden."""

import json
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import AccessState, AccessTerm, Cost, PlaceKind
from tests.importers.reading_feeds import Outcome, outcome_of


def read(tmp_path: Path, **service: object) -> Outcome:
    path = tmp_path / "services.json"
    page = {"number": 1, "totalPages": 1, "content": [{"id": 1, "name": "Band", **service}]}
    path.write_text(json.dumps(page))
    return outcome_of(path, "outpost")


def offer(outcome: Outcome) -> OfferDraft:
    assert isinstance(outcome.only, OfferDraft)
    return outcome.only


@pytest.mark.parametrize(
    ("free", "options", "cost", "amount"),
    [
        (None, [], Cost.UNKNOWN, None),
        (True, [], Cost.FREE, 0),
        (False, [], Cost.PAID, None),
        (None, [{"amount": 0}], Cost.FREE, 0),
        (None, [{"amount": None, "option": "Ask us"}], Cost.UNKNOWN, None),
        (None, [{"amount": 5.5}, {"amount": "3"}], Cost.PAID, 300),
        (None, [{"amount": 0}, {"amount": 5}], Cost.PAID, None),
        (True, [{"amount": 5}], Cost.UNKNOWN, None),
    ],
)
def test_what_is_not_told_of_a_price_is_unknown(
    tmp_path: Path, free: bool | None, options: list[object], cost: Cost, amount: int | None
) -> None:
    price = offer(read(tmp_path, free=free, cost_options=options)).price
    assert (price.cost, price.amount_ore) == (cost, amount)


@pytest.mark.parametrize(("low", "high"), [(None, None), (5, None), (None, 11), (5, 11)])
def test_a_null_age_is_unknown(tmp_path: Path, low: int | None, high: int | None) -> None:
    ages = offer(read(tmp_path, min_age=low, max_age=high)).ages
    assert (ages.min, ages.max) == (low, high)


def test_labels_are_facts_of_the_venue_only_where_they_mean_the_same(tmp_path: Path) -> None:
    labels = ["Accessible toilet facilities", "British sign language (bsl)", "Building has lift", "Bus stop nearby"]
    outcome = read(tmp_path, locations=[{"name": "Hall", "accessibilities": [{"name": label} for label in labels]}])
    venue = offer(outcome).venue
    assert venue is not None
    assert {term: fact.state for term, fact in venue.access.items()} == {
        AccessTerm.ACCESSIBLE_TOILET: AccessState.YES,
        AccessTerm.PUBLIC_TRANSPORT: AccessState.YES,
    }
    assert [warning.value for warning in outcome.warnings] == labels[1:3]


def test_needs_and_suitabilities_are_no_access_facts(tmp_path: Path) -> None:
    outcome = read(tmp_path, send_needs=[{"name": "Hearing"}], suitabilities=[{"name": "Physical disabilities"}])
    assert offer(outcome).access == {}
    assert outcome.unused == ("send_needs", "suitabilities")


def test_a_masked_address_is_a_hidden_home(tmp_path: Path) -> None:
    found = offer(read(tmp_path, locations=[{"name": "Her house", "address_1": "1 Road", "mask_exact_address": True}]))
    assert found.venue is not None
    assert (found.venue.hidden, found.place_kind) == (True, PlaceKind.HOME)

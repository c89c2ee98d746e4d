"""Real pages of directories and portals of others, each through the whole pipeline in the days that they are from.

Each is one saved page of several, so what it does not list means nothing; every record is created, skipped or rejected with a reason.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from catalog.clock import FixedClock
from catalog.model import Offer
from catalog.terms import Cost, Kind, PlaceKind
from importers.pipeline import run_once
from importers.plan import OneOff, Tools
from tests.importers.reading_feeds import vocabulary
from tests.importers.small_feed import Town
from tests.shared_data import DATA, requires_shared

pytestmark = requires_shared


@dataclass(frozen=True)
class Page:
    """A saved page: how it is read, the day that it is from, and how many of its records become offers."""

    name: str
    format: str
    day: datetime
    created: int
    skipped: int = 0


PAGES = (
    Page("no_alesund_friskus_api_page1.json", "friskus", datetime(2026, 3, 20, 12, tzinfo=UTC), 3),
    Page("no_alesund_friskus_api_page1.json", "friskus", datetime(2026, 8, 22, 12, tzinfo=UTC), 2, 1),
    Page("fi_turku_linkedevents_sample.json", "linkedevents", datetime(2022, 6, 10, 12, tzinfo=UTC), 1),
    Page("fi_turku_linkedevents_sample.json", "linkedevents", datetime(2026, 8, 22, 12, tzinfo=UTC), 0, 1),
    Page("uk_buckinghamshire_outpost_services.json", "outpost", datetime(2026, 8, 22, 12, tzinfo=UTC), 20),
)


def read(town: Town, page: Page) -> list[Offer]:
    """The offers that a page comes to; the run's figures add up."""
    tools = Tools(FixedClock(page.day), vocabulary().match_labels)
    report = run_once(town.database, OneOff(town.municipality_id, str(DATA / "2-offers" / page.name), page.format), tools)
    assert report.outcome == "partial"
    assert report.reason == "not read to its end: this file is one page of several; the others are not in it"
    assert (report.counts["created"], report.counts["skipped"], report.counts["rejected"]) == (page.created, page.skipped, 0)
    assert report.counts["read"] == page.created + page.skipped
    assert all(problem.reason and problem.field for problem in report.problems)
    with town.database.reading() as session:
        offers = list(session.scalars(select(Offer).order_by(Offer.id)))
        session.expunge_all()
    return offers


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.format}-{page.day:%Y-%m}")
def test_every_record_of_a_saved_page_is_accounted_for(small_town: Town, page: Page) -> None:
    assert len(read(small_town, page)) == page.created


def test_an_open_farm_and_a_dog_park_are_places_and_their_ages_stay_words(small_town: Town) -> None:
    eggs, dogs, farm = read(small_town, PAGES[0])
    assert (eggs.kind, dogs.kind, farm.kind) == (Kind.EVENT, Kind.FACILITY, Kind.FACILITY)
    assert (eggs.cost, dogs.cost, farm.cost) == (Cost.UNKNOWN, Cost.FREE, Cost.UNKNOWN)
    assert (farm.age_min, farm.age_words) == (None, "barn, ungdom, familie, seniorer, pensjonister")
    assert farm.opening_hours == "Alle dager kl. 12.00–18.00"


def test_nothing_that_a_family_service_leaves_open_is_filled_in(small_town: Town) -> None:
    offers = read(small_town, PAGES[-1])
    assert {offer.cost for offer in offers} == {Cost.UNKNOWN}
    assert sum(offer.age_min is None for offer in offers) == 7
    assert sum(offer.age_max is None for offer in offers) == 12
    assert PlaceKind.HOME not in {offer.place_kind for offer in offers}

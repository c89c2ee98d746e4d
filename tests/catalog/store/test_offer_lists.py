"""Short lists of offers: only what default search would find, the soonest first, the likest first, on both databases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import (
    CoOrganiser,
    ImportRecord,
    Municipality,
    Occurrence,
    Offer,
    OfferCategory,
    OfferOpenTo,
    Organisation,
    SchoolDistrict,
    Source,
    Venue,
    VenueDistrict,
)
from catalog.store.offer_lists import (
    Listing,
    OfferList,
    count_by_source,
    offers_at_venues,
    offers_held_in,
    offers_like,
    offers_of_organisation,
    offers_open_to,
)
from catalog.store.offers import public_offer, standing_id
from catalog.terms import Level, OccurrenceStatus, Status

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
LISTING = Listing(1, NOW, 3)


def offer(offer_id: int, *, starts: int | None = None, **fields: Any) -> Offer:  # noqa: ANN401  any column
    """An offer that is listed unless `fields` say otherwise, with a meeting `starts` days from now."""
    row = Offer(id=offer_id, municipality_id=1, title=f"Tilbud {offer_id}", slug="tilbud", created_at=NOW, updated_at=NOW, **fields)
    if starts is not None:
        row.occurrences = [Occurrence(starts_at=NOW + timedelta(days=starts))]
    return row


@pytest.fixture
def lier(database: Database) -> Database:
    """A municipality with two districts, a venue in each, and two organisations."""
    with database.transaction() as session:
        session.add(Municipality(id=1, number="3312", name="Lier", slug="lier"))
        session.flush()
        for number in (1, 2):
            since = {"valid_from": date(2020, 1, 1), "source": "test"}
            session.add(SchoolDistrict(id=number, municipality_id=1, level=Level.PRIMARY, slug=f"d{number}", name=f"D{number}", **since))
            session.add(Organisation(id=number, municipality_id=1, slug=f"o{number}", name=f"O{number}", name_key=f"o{number}"))
            session.add(Source(id=number, municipality_id=1, name=f"S{number}", format="csv", location="x"))
            session.flush()
            districts = [VenueDistrict(level=Level.PRIMARY, district_id=number)]
            session.add(
                Venue(id=number, municipality_id=1, slug=f"v{number}", name=f"V{number}", name_key=f"v{number}", districts=districts)
            )
    return database


def store(database: Database, *rows: object) -> None:
    """Adds rows in one transaction."""
    with database.transaction() as session:
        session.add_all(rows)


def ids(found: OfferList) -> list[int]:
    """The ids of a list."""
    return [one.id for one in found.offers]


def test_the_soonest_comes_first_and_one_without_dates_last(lier: Database) -> None:
    past = offer(3, starts=-3, venue_id=1)
    past.occurrences.append(Occurrence(starts_at=NOW + timedelta(days=1), status=OccurrenceStatus.CANCELLED))
    past.occurrences.append(Occurrence(starts_at=NOW + timedelta(days=6)))
    store(lier, offer(1, venue_id=1), offer(2, starts=5, venue_id=1), past, offer(4, starts=2, venue_id=1))
    with lier.reading() as session:
        found = offers_at_venues(session, LISTING, [1])
    assert (found.total, ids(found)) == (4, [4, 2, 3])


def test_what_default_search_leaves_out_is_left_out(lier: Database) -> None:
    store(
        lier,
        offer(1, venue_id=1),
        offer(2, venue_id=1, status=Status.ENDED),
        offer(3, venue_id=1, status=Status.CANCELLED),
        offer(4, venue_id=1, hidden_by="staff"),
        offer(5, venue_id=1, merged_into_id=1),
        offer(6, venue_id=1, last_day=date(2026, 11, 21)),
        offer(7, venue_id=1, stale_from=date(2026, 11, 22)),
        offer(8, venue_id=1, last_day=date(2026, 11, 22), stale_from=date(2026, 11, 23)),
    )
    with lier.reading() as session:
        assert ids(offers_at_venues(session, LISTING, [1])) == [1, 8]
        assert ids(offers_at_venues(session, Listing(2, NOW, 3), [1])) == []


def test_held_in_and_open_to_are_told_apart(lier: Database) -> None:
    both = offer(2, venue_id=1)
    both.open_to = [OfferOpenTo(district_id=1)]
    elsewhere = offer(3, venue_id=2)
    elsewhere.open_to = [OfferOpenTo(district_id=1)]
    nowhere = offer(4)
    nowhere.open_to = [OfferOpenTo(district_id=1)]
    store(lier, offer(1, venue_id=1), both, elsewhere, nowhere)
    with lier.reading() as session:
        assert ids(offers_held_in(session, LISTING, [1])) == [1, 2]
        assert ids(offers_open_to(session, LISTING, district_ids=[1])) == [2, 3, 4]
        assert ids(offers_open_to(session, LISTING, district_ids=[1], held_there=False)) == [3, 4]


def test_an_organisations_offers_are_its_own_and_those_it_joins(lier: Database) -> None:
    joined = offer(2, organisation_id=2)
    joined.co_organisers = [CoOrganiser(organisation_id=1)]
    store(lier, offer(1, organisation_id=1), joined, offer(3, organisation_id=2))
    with lier.reading() as session:
        assert ids(offers_of_organisation(session, LISTING, 1)) == [1, 2]


def test_the_likest_share_a_category_then_a_related_one_then_the_district(lier: Database) -> None:
    rows = [offer(n, venue_id=2) for n in (1, 3, 4, 5)] + [offer(2, venue_id=1), offer(6, venue_id=1, age_min=13)]
    categories = {1: ["sport"], 2: ["football"], 3: ["handball"], 4: ["football"], 5: ["chess"], 6: ["football"]}
    for row in rows:
        row.categories = [OfferCategory(slug=slug, position=0) for slug in categories[row.id]]
    mine = offer(9, venue_id=1, age_min=6, age_max=9)
    mine.categories = [OfferCategory(slug="football", position=0)]
    store(lier, *rows, mine, offer(7, venue_id=1))
    with lier.reading() as session:
        whole = public_offer(session, 9)
        assert [one.id for one in offers_like(session, whole, ["handball"], Listing(1, NOW, 9))] == [2, 4, 7, 3]


def test_merged_offers_lead_to_the_last_one_and_a_circle_ends(database: Database, lier: Database) -> None:
    store(lier, offer(3), offer(2, merged_into_id=3), offer(1, merged_into_id=2))
    with lier.reading() as session:
        assert [standing_id(session, number) for number in (1, 2, 3, 99)] == [3, 3, 3, 99]
    with lier.transaction() as session:
        session.get_one(Offer, 3).merged_into_id = 1
    with lier.reading() as session:
        assert standing_id(session, 1) in {1, 2, 3}


def test_each_source_counts_the_listed_offers_that_it_lists(lier: Database, clock: FixedClock) -> None:
    def record(source: int, offer_id: int, **fields: Any) -> ImportRecord:  # noqa: ANN401  any column
        facts = {"content_hash": "", "raw": "", "outcome": "created", "first_run_id": 1, "changed_run_id": 1}
        return ImportRecord(source_id=source, record_id=f"{offer_id}", offer_id=offer_id, **facts | fields)

    store(lier, offer(1), offer(2), offer(3, status=Status.ENDED))
    store(lier, record(1, 1), record(1, 2), record(1, 3), record(2, 1), record(2, 2, retired_at=NOW))
    with lier.reading() as session:
        assert count_by_source(session, clock.now(), 1) == {1: 2, 2: 1}

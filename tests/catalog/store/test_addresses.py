"""Addresses for search engines: only what is listed, in parts that meet without a gap, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from catalog.database import Database
from catalog.model import Municipality, Offer, Organisation
from catalog.store.addresses import OfferAddress, count_of_addresses, offer_addresses, organisations_with_offers
from catalog.store.offer_lists import Listing
from catalog.terms import Status

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
LISTING = Listing(1, NOW, 2)


@pytest.fixture
def lier(database: Database) -> Database:
    """Three listed offers, the last of an organisation; one over, one hidden, and an organisation with nothing listed."""
    with database.transaction() as session:
        session.add(Municipality(id=1, number="3312", name="Lier", slug="lier"))
        session.flush()
        session.add_all(Organisation(id=n, municipality_id=1, slug=f"o{n}", name=f"O{n}", name_key=f"o{n}") for n in (1, 2))
        session.flush()
        for number in range(1, 6):
            changed = NOW - timedelta(days=number)
            row = Offer(
                id=number, municipality_id=1, title="Kor", slug="kor", created_at=changed, updated_at=changed, status=Status.PUBLISHED
            )
            row.organisation_id = {3: 1, 4: 2}.get(number)
            row.last_day = date(2026, 11, 1) if number == 4 else None
            row.hidden_by = "staff:ann" if number == 5 else None
            session.add(row)
    return database


def test_the_parts_together_are_all_listed_offers_in_order(lier: Database) -> None:
    with lier.reading() as session:
        parts = [offer_addresses(session, LISTING, skip=skip) for skip in (0, 2, 4)]
    assert [[one.id for one in part] for part in parts] == [[1, 2], [3], []]
    assert parts[0][0] == OfferAddress(1, "kor", NOW - timedelta(days=1))


def test_their_number_and_newest_change_are_told(lier: Database) -> None:
    with lier.reading() as session:
        assert count_of_addresses(session, LISTING) == (3, NOW - timedelta(days=1))
        assert count_of_addresses(session, Listing(2, NOW, 2)) == (0, None)


def test_organisations_without_a_listed_offer_are_left_out(lier: Database) -> None:
    with lier.reading() as session:
        assert organisations_with_offers(session, LISTING) == ["o1"]

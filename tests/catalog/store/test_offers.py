"""Offers as records: only what families may see, whole."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.audit import feed_actor
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.errors import NotFound
from catalog.intake import Intake
from catalog.model import Offer, Source
from catalog.store.listed_offers import offers_by_id
from catalog.store.municipalities import school_calendar
from catalog.store.offers import PUBLIC, home_of, public_offer, source_names, sources_by_id, standing_id
from catalog.terms import Status
from tests.factories.drafts import varied_drafts
from tests.factories.places import found_place


@pytest.fixture
def offers(database: Database, clock: FixedClock) -> list[int]:
    """Twelve varied offers."""
    with database.transaction() as session:
        place = found_place(session, clock.now())
        calendar = school_calendar(place)
        source = session.scalars(select(Source.id)).one()
        intake = Intake(session, place, actor=feed_actor(source), now=clock.now(), calendar=calendar, source_id=source)
        return [intake.receive(draft).offer_id for draft in varied_drafts(12)]


def change(database: Database, offer_id: int, **columns: object) -> None:
    with database.transaction() as session:
        for name, value in columns.items():
            setattr(session.get_one(Offer, offer_id), name, value)


@pytest.mark.parametrize("status", list(Status))
def test_only_public_states_have_a_page(database: Database, offers: list[int], status: Status) -> None:
    change(database, offers[0], status=status)
    with database.reading() as session:
        if status in PUBLIC:
            assert public_offer(session, offers[0]).status is status
        else:
            with pytest.raises(NotFound):
                public_offer(session, offers[0])


def test_what_staff_hid_has_no_page(database: Database, offers: list[int]) -> None:
    change(database, offers[0], hidden_by="staff:ann")
    with database.reading() as session, pytest.raises(NotFound, match="there is no offer"):
        public_offer(session, offers[0])


def test_a_merged_offer_is_stood_for_by_the_last_it_was_merged_into(database: Database, offers: list[int]) -> None:
    change(database, offers[0], merged_into_id=offers[1])
    change(database, offers[1], merged_into_id=offers[2])
    with database.reading() as session:
        assert [standing_id(session, one) for one in offers[:3]] == [offers[2]] * 3
        assert standing_id(session, 999_999) == 999_999


def test_merging_in_a_circle_ends(database: Database, offers: list[int]) -> None:
    change(database, offers[0], merged_into_id=offers[1])
    change(database, offers[1], merged_into_id=offers[0])
    with database.reading() as session:
        assert standing_id(session, offers[0]) in offers[:2]


def test_a_whole_offer_stays_readable_after_its_session(database: Database, offers: list[int]) -> None:
    with database.reading() as session:
        offer = public_offer(session, offers[0])
        place = home_of(session, offer)
    assert place.slug == "lier"
    assert offer.occurrences and all(row.starts_at.tzinfo for row in offer.occurrences)
    assert max(row.starts_at for row in offer.occurrences) - min(row.starts_at for row in offer.occurrences) > timedelta(days=7)
    assert [row.slug for row in offer.categories] == ["football"]


def test_sources_are_named_by_id(database: Database, offers: list[int]) -> None:
    with database.reading() as session:
        found = source_names(session, offers_by_id(session, offers))
        assert [source.name for source in found.values()] == ["Idrettsrådets liste"]
        assert sources_by_id(session, []) == {}

"""What is kept of offers: only for the version that was asked about, not for long, not without bound, and safe with threads."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import Offer, OfferCategory
from catalog.store.own_rows import KEPT_FOR_S, KeptRows, own_rows
from tests.factories.places import found_place

COUNT = 30


@dataclass
class Seconds:
    """A clock that stands until it is turned."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def offers(database: Database, clock: FixedClock) -> list[int]:
    with database.transaction() as session:
        place, now = found_place(session, clock.now()), clock.now()
        made = [
            Offer(
                municipality_id=place.id,
                created_at=now,
                updated_at=now,
                title=f"Kor {number}",
                slug=f"kor-{number}",
                categories=[OfferCategory(slug="choir", position=0)],
            )
            for number in range(COUNT)
        ]
        session.add_all(made)
        session.flush()
        return [offer.id for offer in made]


def recategorise(database: Database, offer_id: int, slug: str) -> None:
    """Beside the write path: the version stays."""
    with database.transaction() as session:
        session.get_one(Offer, offer_id).categories = [OfferCategory(slug=slug, position=0)]


def slugs(database: Database, kept: KeptRows, versions: Mapping[int, int]) -> list[str]:
    with database.reading() as session:
        return [row.slug for rows in kept.of(session, versions).values() for row in rows.categories]


def test_rows_are_kept_for_their_version_alone(database: Database, offers: list[int]) -> None:
    kept = KeptRows(clock=Seconds())
    assert slugs(database, kept, {offers[0]: 1}) == ["choir"]
    recategorise(database, offers[0], "dance")
    assert slugs(database, kept, {offers[0]: 1}) == ["choir"]
    assert slugs(database, kept, {offers[0]: 2}) == ["dance"]


def test_what_was_mended_by_hand_is_seen_after_a_while(database: Database, offers: list[int]) -> None:
    clock = Seconds()
    kept = KeptRows(clock=clock)
    slugs(database, kept, {offers[0]: 1})
    recategorise(database, offers[0], "dance")
    clock.now += KEPT_FOR_S
    assert slugs(database, kept, {offers[0]: 1}) == ["dance"]


def test_no_more_is_kept_than_allowed_and_what_was_asked_for_last_stays(database: Database, offers: list[int]) -> None:
    kept = KeptRows(most=3)
    for offer_id in (offers[0], offers[1], offers[2], offers[0], offers[3]):
        slugs(database, kept, {offer_id: 1})
    assert len(kept) == 3
    for offer_id in offers[:2]:
        recategorise(database, offer_id, "dance")
    assert slugs(database, kept, {offers[0]: 1}) == ["choir"]
    assert slugs(database, kept, {offers[1]: 1}) == ["dance"]


def test_threads_that_ask_at_once_all_get_the_rows_of_their_offers(database: Database, offers: list[int]) -> None:
    kept = KeptRows(most=COUNT // 2)

    def ask(turn: int) -> bool:
        chosen = dict.fromkeys(offers[turn % 5 :: 3], 1)
        with database.reading() as session:
            return kept.of(session, chosen) == own_rows(session, chosen)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(64)))
    assert len(kept) <= COUNT // 2

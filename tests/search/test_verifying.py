"""Verification names every difference between index and database, and repair leaves none."""

from dataclasses import replace

from search.documents import IndexedOffer, OfferDocument
from search.index import Index
from search.rows import all_indexed_offers
from search.schema import Text
from search.verifying import repair, verify
from tests.search.catalogs import CONCEPTS, Lier


def damaged(lier: Lier, count: int) -> tuple[list[int], list[int], list[int]]:
    """An index of which `count` offers are missing, `count` are ghosts and `count` are of an older version."""
    build = lier.indexes.folder(lier.id).current()
    assert build is not None
    with lier.database.reading() as session:
        offers = all_indexed_offers(session, lier.id, CONCEPTS)
    missing, stale = offers[:count], offers[count : 2 * count]
    ghosts = [IndexedOffer(OfferDocument(10_000 + n, 1, "x"), {Text.TITLE: "Spøkelse"}) for n in range(count)]
    older = [IndexedOffer(replace(offer.document, version=0), offer.texts) for offer in stale]
    index = Index(build)
    index.write([*ghosts, *older], gone=[offer.document.id for offer in missing], cursor=index.cursor())
    return [one.document.id for one in missing], [one.document.id for one in ghosts], [one.document.id for one in stale]


def filled(lier: Lier, count: int) -> None:
    for n in range(count):
        lier.add(f"Tilbud nummer {n}")
    lier.syncing.sync(lier.id)


def test_an_index_in_step_holds(lier: Lier) -> None:
    filled(lier, 3)
    found = verify(lier.database, lier.indexes, lier.id)
    assert found.holds
    assert (found.offers, found.waiting) == (3, 0)
    assert repair(lier.syncing, found) == 0


def test_every_injected_difference_is_named_and_mended(lier: Lier) -> None:
    filled(lier, 80)
    missing, ghosts, stale = damaged(lier, 25)
    found = verify(lier.database, lier.indexes, lier.id)
    assert (list(found.missing), list(found.ghosts), list(found.stale)) == (missing, ghosts, stale)
    assert len(found.differing) == 75
    assert repair(lier.syncing, found) == 80
    assert verify(lier.database, lier.indexes, lier.id).holds


def test_a_few_differences_are_mended_in_place(lier: Lier) -> None:
    filled(lier, 20)
    damaged(lier, 2)
    build = lier.indexes.folder(lier.id).current()
    assert repair(lier.syncing, verify(lier.database, lier.indexes, lier.id)) == 6
    assert lier.indexes.folder(lier.id).current() == build
    assert verify(lier.database, lier.indexes, lier.id).holds


def test_an_offer_that_is_held_twice_is_named_and_mended(lier: Lier) -> None:
    filled(lier, 20)
    build = lier.indexes.folder(lier.id).current()
    assert build is not None
    with lier.database.reading() as session:
        twice = all_indexed_offers(session, lier.id, CONCEPTS)[:1]
    index = Index(build)
    index.fill(twice, index.cursor())
    found = verify(lier.database, lier.indexes, lier.id)
    assert found.doubled == (twice[0].document.id,)
    assert repair(lier.syncing, found) == 1
    assert verify(lier.database, lier.indexes, lier.id).holds


def test_an_offer_that_is_held_without_its_words_is_unfindable(lier: Lier) -> None:
    filled(lier, 2)
    build = lier.indexes.folder(lier.id).current()
    assert build is not None
    with lier.database.reading() as session:
        first, _ = all_indexed_offers(session, lier.id, CONCEPTS)
    index = Index(build)
    index.write([IndexedOffer(first.document, {})], gone=(), cursor=index.cursor())
    found = verify(lier.database, lier.indexes, lier.id)
    assert found.unfindable == (first.document.id,)
    repair(lier.syncing, found)
    assert verify(lier.database, lier.indexes, lier.id).holds


def test_a_venue_changed_behind_the_outbox_shows(lier: Lier) -> None:
    venue = lier.venue("Hallen", lat=59.8, lon=10.2)
    offer = lier.add("Turn", venue_id=venue)
    lier.syncing.sync(lier.id)
    with lier.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE venue SET lat = 59.9")
    assert verify(lier.database, lier.indexes, lier.id).stale == (offer,)


def test_no_index_is_a_problem_that_a_rebuild_mends(lier: Lier) -> None:
    lier.add("Turn")
    found = verify(lier.database, lier.indexes, lier.id)
    assert not found.holds
    assert found.problem == "there is no index yet"
    assert repair(lier.syncing, found) == 1
    assert verify(lier.database, lier.indexes, lier.id).holds

"""Index and database are equal after every crash, and a sync does no more than it must."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from catalog.changes import prune_changes
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import School
from search.documents import IndexedOffer
from search.index import Cursor, Index
from search.indexes import Indexes
from search.verifying import verify
from tests.search.catalogs import CONCEPTS, NOW, Lier
from tests.search.catalogs import lier as make_lier


def build_of(lier: Lier) -> Path:
    build = lier.indexes.folder(lier.id).current()
    assert build is not None
    return build


def holds(lier: Lier) -> bool:
    return verify(lier.database, lier.indexes, lier.id).holds


def test_a_change_is_drained_once_and_found_at_once(lier: Lier) -> None:
    offer = lier.add("Fotball")
    assert lier.syncing.sync(lier.id) == 1
    assert lier.syncing.sync(lier.id) == 0
    generation = lier.indexes.generation(lier.id)
    assert lier.ids(q="fotball") == [offer]
    lier.change(offer, title="Håndball")
    assert lier.syncing.sync(lier.id) == 1
    assert lier.ids(q="fotball") == []
    assert lier.ids(q="håndball") == [offer]
    assert lier.indexes.generation(lier.id).name != generation.name
    assert holds(lier)


def test_an_unchanged_database_leaves_the_index_untouched(lier: Lier) -> None:
    lier.add("Fotball")
    lier.syncing.sync(lier.id)
    before = {path.name: path.stat().st_mtime_ns for path in build_of(lier).iterdir()}
    assert lier.syncing.sync(lier.id) == 0
    assert {path.name: path.stat().st_mtime_ns for path in build_of(lier).iterdir()} == before


def test_an_offer_that_is_no_longer_listed_leaves(lier: Lier) -> None:
    offer = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    lier.change(offer, hidden_by="staff:a")
    lier.syncing.sync(lier.id)
    assert lier.ids() == []
    assert holds(lier)


def test_a_crash_between_database_and_index_costs_a_replay(lier: Lier) -> None:
    lier.add("Først")
    lier.syncing.sync(lier.id)
    second = lier.add("Etterpå")
    assert lier.ids(q="etterpå") == []
    assert verify(lier.database, lier.indexes, lier.id).waiting == 1
    assert holds(lier)
    lier.syncing.sync(lier.id)
    assert second in lier.ids()


def test_the_same_change_drained_twice_makes_one_document(lier: Lier) -> None:
    offer = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    lier.syncing.repair(lier.id, {offer})
    lier.syncing.repair(lier.id, {offer})
    assert [document.id for document in Index(build_of(lier)).documents()] == [offer]
    assert holds(lier)


def test_an_index_rolled_back_by_a_power_cut_catches_up_from_its_own_cursor(lier: Lier, tmp_path: Path) -> None:
    lier.add("En")
    lier.syncing.sync(lier.id)
    before = {path.name: path.read_bytes() for path in build_of(lier).iterdir()}
    lier.add("To")
    lier.change(lier.add("Tre"), title="Tre igjen")
    lier.syncing.sync(lier.id)
    build = build_of(lier)
    for path in build.iterdir():
        path.unlink()
    for name, content in before.items():
        (build / name).write_bytes(content)
    fresh = Indexes(tmp_path, CONCEPTS)
    assert not verify(lier.database, fresh, lier.id).differing
    lier.syncing.sync(lier.id)
    assert holds(lier)
    assert len(fresh.generation(lier.id).columns.ids) == 3


def test_what_changes_while_an_index_is_built_comes_with_the_next_sync(lier: Lier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offers are read so many at a time and the database is let go of in between: writers need not wait for a build."""
    offers = [lier.add(title) for title in ("En", "To", "Tre", "Fire", "Fem")]
    monkeypatch.setattr("search.sync.OFFERS_AT_ONCE", 2)
    fill = Index.fill

    def meanwhile(index: Index, made: Iterable[IndexedOffer], cursor: Cursor) -> list[int]:
        def one_by_one() -> Iterator[IndexedOffer]:
            for number, one in enumerate(made):
                yield one
                if number == 1:
                    lier.change(offers[0], title="Håndball")
                    lier.change(offers[4], hidden_by="staff:a")
                    offers.append(lier.add("Seks"))

        return fill(index, one_by_one(), cursor)

    with monkeypatch.context() as patched:
        patched.setattr(Index, "fill", meanwhile)
        assert lier.syncing.sync(lier.id) == 4
    assert lier.syncing.sync(lier.id) == 3
    assert sorted(lier.ids()) == sorted({*offers} - {offers[4]})
    assert lier.ids(q="håndball") == [offers[0]]
    assert holds(lier)


def test_a_pruned_outbox_leads_to_a_rebuild(lier: Lier) -> None:
    lier.add("En")
    lier.syncing.sync(lier.id)
    build = build_of(lier)
    lost, kept = lier.add("To"), lier.add("Tre")
    with lier.database.transaction() as session:
        prune_changes(session, NOW.replace(year=2030))
    lier.syncing.sync(lier.id)
    assert build_of(lier) != build
    assert {lost, kept} <= set(lier.ids())
    assert holds(lier)


def test_a_school_that_is_loaded_later_leads_to_a_rebuild(lier: Lier) -> None:
    offer = lier.add("Turn", venue_id=lier.venue("Hallen", district="egge"))
    lier.syncing.sync(lier.id)
    with lier.database.transaction() as session:
        session.add(School(municipality_id=lier.id, slug="egge-skole", name="Egge", district_id=lier.districts["egge"], source="x"))
    lier.syncing.sync(lier.id)
    assert lier.ids(school="egge-skole") == [offer]
    build = build_of(lier)
    lier.syncing.sync(lier.id)
    assert build_of(lier) == build
    assert holds(lier)


def test_a_database_older_than_its_index_leads_to_a_rebuild(lier: Lier) -> None:
    lier.add("En")
    lier.syncing.sync(lier.id)
    with lier.database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM change")
    assert "older than the index" in (verify(lier.database, lier.indexes, lier.id).problem or "")
    lier.syncing.sync(lier.id)
    assert holds(lier)


def test_both_databases_are_drained_rebuilt_and_verified(database: Database, tmp_path: Path, clock: FixedClock) -> None:
    lier = make_lier(database, tmp_path, clock)
    offer = lier.add("Fotball", venue_id=lier.venue("Hallen", district="egge", lat=59.8, lon=10.2), categories=["football"])
    lier.syncing.sync(lier.id)
    lier.change(offer, title="Håndball")
    assert lier.syncing.sync(lier.id) == 1
    assert lier.syncing.rebuild(lier.id) == 1
    assert lier.ids(q="håndball", district="egge", category="sport") == [offer]
    assert holds(lier)


def test_readers_keep_answering_while_builds_are_swapped_under_them(lier: Lier) -> None:
    offer = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            found = lier.search(q="fotball")
            if found.ids != (offer,) or found.notices:
                wrong.append(found)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for n in range(12):
        lier.change(offer, summary=f"nr {n}")
        lier.syncing.sync(lier.id) if n % 3 else lier.syncing.rebuild(lier.id)
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_one_busy_index_does_not_hold_up_the_others(lier: Lier, clock: FixedClock) -> None:
    lier.add("Fotball")
    with lier.indexes.folder(lier.id).writing(clock.now()):
        assert lier.syncing.sync_all() == 0
    assert lier.syncing.sync_all() == 1


class TwoRounds(threading.Event):
    """Told to stop after two rounds, without waiting between them."""

    rounds = 0

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002  the signature of Event
        self.rounds += 1
        if self.rounds == 2:
            self.set()
        return self.is_set()


def test_following_goes_on_after_a_failure_and_stops_when_told(lier: Lier) -> None:
    offer = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    build_of(lier).chmod(0o770)
    told: list[str] = []

    def mend(problem: Exception) -> None:
        told.append(str(problem))
        for build in lier.indexes.folder(lier.id).path.glob("build-*"):
            build.chmod(0o700)
        lier.change(offer, title="Håndball")

    stop = TwoRounds()
    lier.syncing.follow(stop, every_s=60, told=mend)
    assert stop.rounds == 2
    assert len(told) == 1
    assert "chmod go-w" in told[0]
    assert lier.ids(q="håndball") == [offer]

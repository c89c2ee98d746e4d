"""Keeps an index equal to the database: drains the outbox into it, or builds it anew beside the one that answers.

A crash anywhere costs a replay, never a difference: the cursor is committed with the documents it stands for, and a change that
is drained twice writes the same document twice. Where the outbox no longer has what the index lacks (pruned, or a database
restored from before), or where what documents are made with has changed (schools of a district, vocabulary, thresholds), the
index is rebuilt.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from threading import Event

from catalog.changes import newest_change
from catalog.clock import Clock
from catalog.database import Database
from catalog.errors import IndexUnavailable
from catalog.store.indexing import change_is_kept, changes_after, listed_ids, municipality_ids, read_one_snapshot
from search.documents import IndexedOffer, Surroundings
from search.folder import IndexBusy, IndexFolder
from search.index import Cursor, Index, create
from search.indexes import Indexes
from search.rows import indexed_offers, surroundings

CHANGES_AT_ONCE = 2_000
OFFERS_AT_ONCE = 200


class Syncing:
    """The writer of the indexes of one installation. Any number may stand ready; the folder's lock lets one write at a time."""

    def __init__(self, database: Database, indexes: Indexes, clock: Clock) -> None:
        self._database = database
        self._indexes = indexes
        self._clock = clock

    def sync(self, municipality_id: int) -> int:
        """Brings one index up to the newest change and returns how many changes (or offers, when rebuilt) that took.

        Raises `IndexBusy` while somebody else writes it; an index in step is left untouched and unlocked.
        """
        folder = self._indexes.folder(municipality_id)
        index = self._usable(folder, municipality_id)
        if index is not None and index.cursor().seq == self._newest(municipality_id):
            return 0
        with self._writing(folder):
            index = self._usable(folder, municipality_id)
            if index is None:
                return self._rebuild(folder, municipality_id)
            return self._drain(index, municipality_id)

    def sync_all(self) -> int:
        """Brings every index up to date; one that is busy or whose disk is full does not hold up the others."""
        with self._database.reading() as session:
            ids = municipality_ids(session)
        drained, problems = 0, []
        for municipality_id in ids:
            try:
                drained += self.sync(municipality_id)
            except IndexBusy:
                continue
            except IndexUnavailable as problem:
                problems.append(str(problem))
        if problems:
            raise IndexUnavailable("; ".join(problems))
        return drained

    def follow(self, stop: Event, every_s: float, told: Callable[[Exception], None]) -> None:
        """Syncs all indexes again and again until told to stop; what goes wrong is told and tried again."""
        while not stop.is_set():
            try:
                self.sync_all()
            except Exception as problem:  # noqa: BLE001  whatever went wrong, the next round must come
                told(problem)
            stop.wait(every_s)

    def rebuild(self, municipality_id: int) -> int:
        """Builds one index anew and returns how many offers it holds; the old one answers until the new one is verified."""
        folder = self._indexes.folder(municipality_id)
        with self._writing(folder):
            return self._rebuild(folder, municipality_id)

    def repair(self, municipality_id: int, ids: set[int]) -> None:
        """Writes these offers anew as the database has them, or takes them out; the cursor stays."""
        folder = self._indexes.folder(municipality_id)
        with self._writing(folder):
            build = folder.current()
            if build is None:
                raise IndexUnavailable(f"there is no index for municipality {municipality_id} to repair; run `krets index rebuild`")
            index = Index(build)
            self._write(index, municipality_id, ids, index.cursor().seq)

    @contextlib.contextmanager
    def _writing(self, folder: IndexFolder) -> Iterator[None]:
        """Alone with the folder. What the disk refuses (full, read-only) is told in words; the index is as it was."""
        try:
            with folder.writing(self._clock.now()):
                yield
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise IndexUnavailable(f"the index in {folder.path} could not be written ({reason}); it stays as it was") from error

    def _newest(self, municipality_id: int) -> int:
        with self._database.reading() as session:
            return newest_change(session, municipality_id)

    def _usable(self, folder: IndexFolder, municipality_id: int) -> Index | None:
        """The open index if draining can bring it in step; None if it must be rebuilt. Loose rights are for a person to mend."""
        build = folder.current()
        if build is None or folder.damage() is not None:
            return None
        try:
            index = Index(build)
            cursor = index.cursor()
        except IndexUnavailable:
            return None
        with self._database.reading() as session:
            newest = newest_change(session, municipality_id)
            in_step = cursor.seq == newest
            can_drain = cursor.seq < newest and change_is_kept(session, municipality_id, cursor.seq)
            around = surroundings(session, municipality_id, self._indexes.concepts)
        return index if (in_step or can_drain) and cursor.surroundings == around.fingerprint else None

    def _drain(self, index: Index, municipality_id: int) -> int:
        drained = 0
        while True:
            with self._database.reading() as session:
                changes = changes_after(session, municipality_id, index.cursor().seq, limit=CHANGES_AT_ONCE)
            if not changes:
                return drained
            self._write(index, municipality_id, {offer_id for _, offer_id in changes}, changes[-1][0])
            drained += len(changes)

    def _write(self, index: Index, municipality_id: int, ids: set[int], seq: int) -> None:
        """Reads the offers, lets the database go, and only then writes: a slow disk of the index must hold up no importer."""
        with self._database.reading() as session:
            around = surroundings(session, municipality_id, self._indexes.concepts)
            offers = list(indexed_offers(session, municipality_id, ids, around))
        index.write(offers, gone=ids - {offer.document.id for offer in offers}, cursor=Cursor(seq, around.fingerprint))

    def _rebuild(self, folder: IndexFolder, municipality_id: int) -> int:
        """The number is read before the offers: what changes while they are read has a higher one, and the next sync brings it."""
        folder.remove_leftovers()
        with self._database.reading() as session:
            read_one_snapshot(session)
            around = surroundings(session, municipality_id, self._indexes.concepts)
            cursor = Cursor(newest_change(session, municipality_id), around.fingerprint)
            listed = listed_ids(session, municipality_id)
        with folder.building() as build:
            written = create(build).fill(self._some_at_a_time(municipality_id, listed, around), cursor)
            if Index(build).held() != (cursor.seq, written):
                raise IndexUnavailable(f"the new index in {build} does not hold what was written to it; the old one stays")
        return len(written)

    def _some_at_a_time(self, municipality_id: int, listed: Sequence[int], around: Surroundings) -> Iterator[IndexedOffer]:
        """The offers by id, so many at a time that memory stays small; the database is let go of while they are written."""
        for start in range(0, len(listed), OFFERS_AT_ONCE):
            with self._database.reading() as session:
                offers = list(indexed_offers(session, municipality_id, listed[start : start + OFFERS_AT_ONCE], around))
            yield from offers

"""Whether an index holds exactly what the database lists, and how it is mended when it does not.

Compared are whole documents, not only ids and versions, so that a venue that moved without its offers being told shows too; and
a sample of titles is searched by their own words, since a damaged posting list shows nowhere else. Changes that still wait in
the outbox are no difference: the next sync brings them.
"""

from collections import Counter
from dataclasses import dataclass

from catalog.changes import newest_change
from catalog.database import Database
from catalog.errors import IndexUnavailable
from catalog.store.indexing import changes_after, listed_ids, read_one_snapshot
from search.documents import IndexedOffer, OfferDocument
from search.folder import IndexFolder
from search.generation import Generation
from search.index import Index
from search.indexes import Indexes
from search.query import query_from
from search.rows import all_indexed_offers
from search.schema import Text
from search.sync import Syncing

SAMPLED_TITLES = 50
MOST_WAITING = 200_000
REBUILD_SHARE = 0.01
REBUILD_FROM = 10


@dataclass(frozen=True, slots=True)
class Verification:
    """Ids that differ: `missing` from the index, `ghosts` that the database does not list, `stale` of another content, `doubled`.

    `unfindable` are not found by the words of their own titles. `waiting` changes are drained by the next sync. `problem` is set
    where the index cannot be read at all, or claims to have drained changes that never were.
    """

    municipality_id: int
    offers: int
    missing: tuple[int, ...] = ()
    ghosts: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()
    unfindable: tuple[int, ...] = ()
    waiting: int = 0
    problem: str | None = None

    @property
    def differing(self) -> frozenset[int]:
        """Every id that differs."""
        return frozenset((*self.missing, *self.ghosts, *self.stale, *self.doubled, *self.unfindable))

    @property
    def holds(self) -> bool:
        """Whether index and database are equal but for changes that wait."""
        return not self.differing and self.problem is None


def verify(database: Database, indexes: Indexes, municipality_id: int) -> Verification:
    """Compares one index with the database; reads only. The index is read first, so that what it lacks still waits in the outbox."""
    try:
        documents, generation = _read(indexes.folder(municipality_id), indexes)
    except IndexUnavailable as reason:
        with database.reading() as session:
            return Verification(municipality_id, len(listed_ids(session, municipality_id)), problem=str(reason))
    with database.reading() as session:
        read_one_snapshot(session)
        newest = newest_change(session, municipality_id)
        waiting = changes_after(session, municipality_id, generation.cursor, limit=MOST_WAITING)
        offers = all_indexed_offers(session, municipality_id, indexes.concepts)
    if generation.cursor > newest:
        problem = f"the index has drained change {generation.cursor}, the newest is {newest}: the database is older than the index"
        return Verification(municipality_id, len(offers), problem=problem)
    return _compared(municipality_id, offers, documents, generation, [offer_id for _, offer_id in waiting])


def repair(syncing: Syncing, found: Verification) -> int:
    """Mends what a verification found and returns how many offers were written: those that differ, or all when many do."""
    differing = found.differing
    if found.problem is not None or len(differing) > max(REBUILD_FROM, REBUILD_SHARE * found.offers):
        return syncing.rebuild(found.municipality_id)
    if differing:
        syncing.repair(found.municipality_id, set(differing))
    return len(differing)


def _read(folder: IndexFolder, indexes: Indexes) -> tuple[list[OfferDocument], Generation]:
    build = folder.current()
    if build is None:
        raise IndexUnavailable("there is no index yet")
    index = Index(build)
    return list(index.documents()), index.generation(indexes.concepts)


def _compared(
    municipality_id: int, offers: list[IndexedOffer], documents: list[OfferDocument], generation: Generation, waiting: list[int]
) -> Verification:
    held = {document.id: document for document in documents}
    times = Counter(document.id for document in documents)
    listed = {offer.document.id: offer.document for offer in offers if offer.document.id not in set(waiting)}
    unfindable: tuple[int, ...] = ()
    problem = None
    try:
        unfindable = _unfindable([offer for offer in offers if offer.document.id in listed and offer.document.id in held], generation)
    except IndexUnavailable as reason:
        problem = str(reason)
    return Verification(
        municipality_id,
        offers=len(offers),
        missing=tuple(sorted(listed.keys() - held.keys())),
        ghosts=tuple(sorted(held.keys() - {offer.document.id for offer in offers} - set(waiting))),
        stale=tuple(sorted(offer_id for offer_id, document in listed.items() if offer_id in held and held[offer_id] != document)),
        doubled=tuple(sorted(offer_id for offer_id, number in times.items() if number > 1)),
        unfindable=unfindable,
        waiting=len(waiting),
        problem=problem,
    )


def _unfindable(offers: list[IndexedOffer], generation: Generation) -> tuple[int, ...]:
    step = max(1, len(offers) // SAMPLED_TITLES)
    everything = generation.columns.ids >= 0
    lost = []
    for offer in offers[::step]:
        query = query_from(offer.texts[Text.TITLE])
        if query.words:
            match = generation.scorer.match(query, everything)
            if offer.document.id not in set(generation.columns.ids[match.rows].tolist()):
                lost.append(offer.document.id)
    return tuple(lost)

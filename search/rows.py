"""From the database to indexed offers: what index, verification and the stand-in for an index read alike."""

from collections.abc import Iterable, Iterator

from catalog.confirmation import Thresholds
from catalog.database import Session
from catalog.model import Municipality
from catalog.store.indexing import listed_ids, listed_offers, schools_by_district
from search.concepts import Concepts
from search.documents import IndexedOffer, Surroundings, indexed_offer

BATCH = 500


def surroundings(session: Session, municipality_id: int, concepts: Concepts) -> Surroundings:
    """What documents of the municipality need beside their offers."""
    municipality = session.get_one(Municipality, municipality_id)
    return Surroundings(schools_by_district(session, municipality_id), concepts, Thresholds.of(municipality.settings))


def indexed_offers(session: Session, municipality_id: int, ids: Iterable[int], around: Surroundings) -> Iterator[IndexedOffer]:
    """Those of the offers that are listed, by id; read in batches so that memory stays bounded."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), BATCH):
        for offer in listed_offers(session, municipality_id, wanted[start : start + BATCH]):
            yield indexed_offer(offer, around)
        session.expunge_all()


def all_indexed_offers(session: Session, municipality_id: int, concepts: Concepts) -> list[IndexedOffer]:
    """Every listed offer of the municipality."""
    around = surroundings(session, municipality_id, concepts)
    return list(indexed_offers(session, municipality_id, listed_ids(session, municipality_id), around))

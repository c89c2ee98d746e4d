"""What the search index reads: changes after a number, offers with all that their documents need, and who is published.

Read-only. A number is read before the offers it stands for, so that an offer changed meanwhile is at worst read twice.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.database import Session
from catalog.model import Change, CoOrganiser, Municipality, Offer, OfferOpenTo, School, Venue, VenueDistrict
from catalog.terms import Status

BATCH = 500

_LISTED = (Offer.status == Status.PUBLISHED, Offer.hidden_by.is_(None), Offer.merged_into_id.is_(None))


def read_one_snapshot(session: Session) -> None:
    """Makes all that follows in a fresh reading session one consistent view. On SQLite writers wait meanwhile where it has no WAL."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    else:
        session.connection().exec_driver_sql("BEGIN")


def municipality_ids(session: Session) -> list[int]:
    """The ids of every municipality, in order."""
    return list(session.scalars(select(Municipality.id).order_by(Municipality.id)))


def change_is_kept(session: Session, municipality_id: int, seq: int) -> bool:
    """Whether the change with the number is still in the outbox; if not, later ones may have been dropped unseen."""
    return bool(session.scalar(select(exists().where(Change.municipality_id == municipality_id, Change.seq == seq))))


def changes_after(session: Session, municipality_id: int, seq: int, *, limit: int) -> list[tuple[int, int]]:
    """The number and offer id of at most `limit` changes after a number, in order."""
    newer = (Change.municipality_id == municipality_id, Change.seq > seq)
    rows = session.execute(select(Change.seq, Change.offer_id).where(*newer).order_by(Change.seq).limit(limit))
    return [(row.seq, row.offer_id) for row in rows]


def count_changes_after(session: Session, municipality_id: int, seq: int) -> int:
    """How many changes wait after a number."""
    return session.scalar(select(func.count()).select_from(Change).where(Change.municipality_id == municipality_id, Change.seq > seq)) or 0


def listed_ids(session: Session, municipality_id: int) -> list[int]:
    """The ids of every published offer that is neither hidden nor merged, in order."""
    return list(session.scalars(select(Offer.id).where(Offer.municipality_id == municipality_id, *_LISTED).order_by(Offer.id)))


def listed_offers(session: Session, municipality_id: int, ids: Iterable[int]) -> list[Offer]:
    """Those of the offers that are listed, by id, with everything loaded that a document is made of."""
    wanted = sorted(set(ids))
    found: list[Offer] = []
    for start in range(0, len(wanted), BATCH):
        found += _loaded(session, municipality_id, wanted[start : start + BATCH])
    return found


def schools_by_district(session: Session, municipality_id: int) -> dict[int, tuple[str, ...]]:
    """The slugs of the active schools of each district, by the district's id."""
    rows = session.execute(
        select(School.district_id, School.slug).where(School.municipality_id == municipality_id, School.active).order_by(School.slug)
    )
    grouped: dict[int, tuple[str, ...]] = {}
    for district_id, slug in rows:
        if district_id is not None:
            grouped[district_id] = (*grouped.get(district_id, ()), slug)
    return grouped


def _loaded(session: Session, municipality_id: int, ids: Sequence[int]) -> list[Offer]:
    query = (
        select(Offer)
        .where(Offer.municipality_id == municipality_id, Offer.id.in_(ids), *_LISTED)
        .order_by(Offer.id)
        .options(
            joinedload(Offer.organisation),
            joinedload(Offer.venue).options(
                selectinload(Venue.districts).joinedload(VenueDistrict.district),
                selectinload(Venue.access),
            ),
            selectinload(Offer.categories),
            selectinload(Offer.co_organisers).joinedload(CoOrganiser.organisation),
            selectinload(Offer.access),
            selectinload(Offer.open_to).options(joinedload(OfferOpenTo.district), joinedload(OfferOpenTo.school)),
            selectinload(Offer.occurrences),
            selectinload(Offer.confirmations),
        )
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query).unique())

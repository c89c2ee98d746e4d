"""What must hold after every fault: the database is that of clean runs, the index is equal to it, nothing is lost or doubled.

Compared is all that a feed can make, by the feed's own record ids and not by ours (a killed transaction may use up numbers):
offers with every column and all that hangs on them, the records' own rows, journal, audit and outbox. Left out are instants,
which differ by when a run was taken up again.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import inspect, select, text

from catalog.clock import oslo_day
from catalog.database import Session
from catalog.model import AuditEvent, Change, ImportItem, ImportRecord, ImportRun, Municipality, Offer, Organisation, Venue
from catalog.store.indexing import listed_ids
from search.engine import SearchEngine
from search.filters import OfferFilter
from search.index import Index
from search.names import names_of
from search.results import Notice
from search.verifying import verify
from tests.faults.scenes import Scene
from web.context import Krets

INSTANTS = {"created_at", "updated_at"}
NUMBERS = {"id", "offer_id", "organisation_id", "venue_id", "series_id", "merged_into_id", "school_id", "district_id"}
PARTS = ("categories", "co_organisers", "access", "open_to", "series", "occurrences", "confirmations")
State = dict[str, Any]


def state_of(krets: Krets) -> State:
    """The catalog as plain values, by the feed's record ids."""
    with krets.database.reading() as session:
        records = {record.record_id: record for record in session.scalars(select(ImportRecord))}
        named = {record.offer_id: name for name, record in records.items()}
        return {
            "records": {name: _record(session, record) for name, record in records.items()},
            "offers": len(session.scalars(select(Offer.id)).all()),
            "organisations": sorted(session.scalars(select(Organisation.name))),
            "venues": sorted(session.scalars(select(Venue.name))),
            "items": Counter((item.record_id, item.outcome, item.field, item.value) for item in session.scalars(select(ImportItem))),
            "changes": Counter(named.get(change.offer_id, "nobody's") for change in session.scalars(select(Change))),
            "audit": Counter(
                (named.get(one.object_id, "nobody's"), one.action)
                for one in session.scalars(select(AuditEvent).where(AuditEvent.object_type == "offer"))
            ),
        }


def assert_database_whole(krets: Krets) -> None:
    """The database's own checks find nothing, and every change in the outbox is of an offer that there is."""
    with krets.database.reading() as session:
        if krets.database.is_sqlite:
            assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        offers = set(session.scalars(select(Offer.id)))
        assert set(session.scalars(select(Change.offer_id))) <= offers
        owned = session.scalars(select(ImportRecord.offer_id).where(ImportRecord.offer_id.is_not(None))).all()
        assert len(owned) == len(set(owned)) == len(offers)


def assert_search_answers(krets: Krets, scene: Scene) -> None:
    """Before anything is mended: search finds what its index has drained, or all that the database lists where there is none."""
    found = verify(krets.database, krets.indexes, scene.municipality_id)
    has_index = krets.indexes.folder(scene.municipality_id).current() is not None
    assert not found.differing
    assert (found.problem is None) is has_index
    total, notices = search_all(krets, scene)
    assert (Notice.FROM_DATABASE in notices) is not has_index
    if not found.waiting:
        assert total == found.offers


def assert_in_step(krets: Krets, scene: Scene) -> None:
    """Index and database are equal, nothing waits, and no offer is held twice."""
    found = verify(krets.database, krets.indexes, scene.municipality_id)
    assert found.holds, found
    assert found.waiting == 0
    with krets.database.reading() as session:
        listed = listed_ids(session, scene.municipality_id)
    build = krets.indexes.folder(scene.municipality_id).current()
    assert build is not None
    assert sorted(document.id for document in Index(build).documents()) == listed
    assert search_all(krets, scene) == (len(listed), ())


def search_all(krets: Krets, scene: Scene, engine: SearchEngine | None = None) -> tuple[int, tuple[Notice, ...]]:
    """How many offers a search for everything finds, and what it says about the answer; by an engine of the test's own, if given."""
    with krets.database.reading() as session:
        names = names_of(
            session, session.get_one(Municipality, scene.municipality_id), frozenset(krets.vocabulary.concepts), oslo_day(scene.clock.now())
        )
    asked = OfferFilter.from_params([], strict=False, names=names)
    answered = (engine or krets.search).search(scene.municipality_id, asked, names)
    return answered.total, answered.notices


def outcomes(krets: Krets) -> list[str]:
    """How every run ended, the oldest first."""
    with krets.database.reading() as session:
        return list(session.scalars(select(ImportRun.outcome).order_by(ImportRun.id)))


def _record(session: Session, record: ImportRecord) -> State:
    row = _columns(record, leave_out={"id", "first_run_id", "changed_run_id", "absent_since", "retired_at", "offer_id"})
    offer = session.get(Offer, record.offer_id) if record.offer_id else None
    return row | {"retired": record.retired_at is not None, "offer": _offer(offer) if offer else None}


def _offer(offer: Offer) -> State:
    around = {
        "organisation": offer.organisation.name if offer.organisation else None,
        "venue": offer.venue.name if offer.venue else None,
    }
    parts = {name: _sorted(_columns(one, leave_out=NUMBERS) for one in getattr(offer, name)) for name in PARTS}
    return _columns(offer, leave_out=NUMBERS | INSTANTS) | around | parts


def _columns(row: object, *, leave_out: set[str]) -> State:
    return {column.key: getattr(row, column.key) for column in inspect(row).mapper.column_attrs if column.key not in leave_out}


def _sorted(rows: Iterable[State]) -> list[State]:
    return sorted(rows, key=repr)

"""Sources, their runs and the records that they listed: named queries, session first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from catalog.database import Session
from catalog.errors import NotFound
from catalog.model import ImportItem, ImportRecord, ImportRun, Offer, Source

RUNNING, COMPLETE, PARTIAL, REFUSED, FAILED, INTERRUPTED = "running", "complete", "partial", "refused", "failed", "interrupted"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of one record of a source without its payload. `retired` says that what came of it ended for its absence."""

    record_id: str
    content_hash: str
    outcome: str
    offer_id: int | None
    absent_runs: int
    absent_since: datetime | None
    retired: bool
    fault: str | None
    organisation_id: int | None = None

    @property
    def stands(self) -> bool:
        """Whether an offer or an organisation came of it."""
        return self.offer_id is not None or self.organisation_id is not None


def source(session: Session, source_id: int) -> Source:
    """One source; raises `NotFound`."""
    found = session.get(Source, source_id)
    if found is None:
        raise NotFound("source", source_id)
    return found


def sources(session: Session, municipality_id: int | None = None, *, one_off: bool | None = None) -> list[Source]:
    """The sources of a municipality, or of all, by name; `one_off` False leaves out files imported once."""
    query = select(Source).order_by(Source.name, Source.id)
    if municipality_id is not None:
        query = query.where(Source.municipality_id == municipality_id)
    if one_off is not None:
        query = query.where(Source.one_off == one_off)
    return list(session.scalars(query))


def one_off_source(session: Session, municipality_id: int, location: str, format_name: str) -> Source | None:
    """The source that an earlier one-off import of the same place in the same format left."""
    query = select(Source).where(
        Source.municipality_id == municipality_id, Source.location == location, Source.format == format_name, Source.one_off
    )
    return session.scalars(query.order_by(Source.id)).first()


def due_sources(session: Session, now: datetime) -> list[tuple[int, datetime, int]]:
    """The scheduled sources whose time has come, longest due first: id, when it was due, seconds between two runs."""
    columns = select(Source.id, Source.due_at, Source.every_s)
    query = columns.where(Source.every_s.is_not(None), Source.paused.is_(False), Source.due_at <= now)
    rows = session.execute(query.order_by(Source.due_at, Source.id))
    return [(found, due_at, every_s) for found, due_at, every_s in rows if due_at is not None and every_s is not None]


def scheduled_sources(session: Session) -> list[Source]:
    """Every source that runs by itself, in order."""
    return list(session.scalars(select(Source).where(Source.every_s.is_not(None), Source.paused.is_(False)).order_by(Source.id)))


def run(session: Session, run_id: int) -> ImportRun:
    """One run; raises `NotFound`."""
    found = session.get(ImportRun, run_id)
    if found is None:
        raise NotFound("run", run_id)
    return found


def runs(session: Session, source_id: int, *, limit: int = 50) -> list[ImportRun]:
    """The latest runs of a source, newest first."""
    return list(session.scalars(select(ImportRun).where(ImportRun.source_id == source_id).order_by(ImportRun.id.desc()).limit(limit)))


def latest_runs(session: Session, source_ids: Collection[int]) -> dict[int, ImportRun]:
    """The latest run of each source that somebody has closed, by the source's id."""
    last = select(func.max(ImportRun.id)).where(ImportRun.source_id.in_(source_ids), ImportRun.outcome != RUNNING)
    rows = session.scalars(select(ImportRun).where(ImportRun.id.in_(last.group_by(ImportRun.source_id))))
    return {row.source_id: row for row in rows}


def open_runs(session: Session, source_id: int) -> list[ImportRun]:
    """The runs of a source that nobody has closed."""
    return list(session.scalars(select(ImportRun).where(ImportRun.source_id == source_id, ImportRun.outcome == RUNNING)))


def sources_with_open_runs(session: Session) -> list[int]:
    """The ids of sources with a run that nobody has closed."""
    return list(session.scalars(select(ImportRun.source_id).where(ImportRun.outcome == RUNNING).distinct().order_by(ImportRun.source_id)))


def first_run_since(session: Session, source_id: int, outcome: Collection[str], *, good: Collection[str]) -> ImportRun | None:
    """The first run with one of the outcomes since the last with a good one: when a trouble that lasts began; None where there is none."""
    mine = ImportRun.source_id == source_id
    last_good = session.scalar(select(func.max(ImportRun.id)).where(mine, ImportRun.outcome.in_(good))) or 0
    since = select(ImportRun).where(mine, ImportRun.outcome.in_(outcome), ImportRun.id > last_good)
    return session.scalars(since.order_by(ImportRun.id).limit(1)).first()


def last_good_run(session: Session, source_id: int) -> ImportRun | None:
    """The newest run that read the whole feed and committed all of it."""
    good = select(ImportRun).where(ImportRun.source_id == source_id, ImportRun.outcome == COMPLETE)
    return session.scalars(good.order_by(ImportRun.id.desc()).limit(1)).first()


def items(session: Session, run_id: int, *, outcome: str | None = None, limit: int = 500) -> list[ImportItem]:
    """What a run did, record by record, in its order."""
    query = select(ImportItem).where(ImportItem.run_id == run_id)
    if outcome is not None:
        query = query.where(ImportItem.outcome == outcome)
    return list(session.scalars(query.order_by(ImportItem.id).limit(limit)))


def faulty_records(session: Session, source_id: int, *, fault: str | None = None, limit: int = 500) -> list[ImportRecord]:
    """The records whose last payload was rejected or passed over, with the reason; of one `fault` only where it is given."""
    query = select(ImportRecord).where(ImportRecord.source_id == source_id, ImportRecord.fault.is_not(None))
    if fault is not None:
        query = query.where(ImportRecord.fault == fault)
    return list(session.scalars(query.order_by(ImportRecord.record_id).limit(limit)))


def listed(session: Session, source_id: int, record_ids: Sequence[str]) -> dict[str, Listed]:
    """What is known of these records, by id."""
    found: dict[str, Listed] = {}
    for start in range(0, len(record_ids), CHUNK):
        rows = session.execute(_light(source_id).where(ImportRecord.record_id.in_(record_ids[start : start + CHUNK])))
        found.update((row[0], Listed(*row)) for row in rows)
    return found


def standing(session: Session, source_id: int) -> Iterator[Listed]:
    """Every record of the source that is not retired, streamed."""
    rows = session.execute(_light(source_id).where(ImportRecord.retired_at.is_(None)), execution_options={"yield_per": 1000})
    for row in rows:
        yield Listed(*row)


def records_of_past_offers(session: Session, source_id: int, today: date) -> frozenset[str]:
    """The records of a source whose offers had their last day before today."""
    past = select(ImportRecord.record_id).join(Offer, Offer.id == ImportRecord.offer_id)
    return frozenset(session.scalars(past.where(ImportRecord.source_id == source_id, Offer.last_day < today)))


def records(session: Session, source_id: int, record_ids: Sequence[str]) -> dict[str, ImportRecord]:
    """The rows of these records, by id, to be changed."""
    found: dict[str, ImportRecord] = {}
    for start in range(0, len(record_ids), CHUNK):
        chunk = record_ids[start : start + CHUNK]
        query = select(ImportRecord).where(ImportRecord.source_id == source_id, ImportRecord.record_id.in_(chunk))
        found.update((row.record_id, row) for row in session.scalars(query))
    return found


def record_ids(session: Session, source_id: int) -> Iterator[str]:
    """The id of every record that the source ever listed, streamed."""
    query = select(ImportRecord.record_id).where(ImportRecord.source_id == source_id)
    yield from session.scalars(query, execution_options={"yield_per": 1000})


def awaits_second_look(session: Session, source_id: int, before: datetime) -> bool:
    """Whether a record that stands has been missing since that instant: the next whole look at its source decides about it."""
    missing = exists().where(ImportRecord.source_id == source_id, ImportRecord.retired_at.is_(None), ImportRecord.absent_since <= before)
    return bool(session.scalar(select(missing)))


def backed(session: Session, offer_ids: Collection[int]) -> set[int]:
    """Those of the offers that a record of any source still stands for: neither given up nor missing now."""
    found: set[int] = set()
    ids = sorted(offer_ids)
    for start in range(0, len(ids), CHUNK):
        query = select(ImportRecord.offer_id).where(
            ImportRecord.offer_id.in_(ids[start : start + CHUNK]), ImportRecord.retired_at.is_(None), ImportRecord.absent_runs == 0
        )
        found.update(offer_id for offer_id in session.scalars(query) if offer_id is not None)
    return found


def led_by_other(session: Session, source_id: int, offer_ids: Collection[int]) -> set[int]:
    """Those of the offers that another source brought first and still lists; for them this source is the second."""
    found: set[int] = set()
    ids, leading = sorted(offer_ids), aliased(ImportRecord)
    for start in range(0, len(ids), CHUNK):
        query = select(Offer.id).where(
            Offer.id.in_(ids[start : start + CHUNK]),
            Offer.source_id != source_id,
            exists().where(leading.offer_id == Offer.id, leading.source_id == Offer.source_id, leading.retired_at.is_(None)),
        )
        found.update(session.scalars(query))
    return found


def _light(source_id: int) -> Select[*tuple[Any, ...]]:
    return select(
        ImportRecord.record_id,
        ImportRecord.content_hash,
        ImportRecord.outcome,
        ImportRecord.offer_id,
        ImportRecord.absent_runs,
        ImportRecord.absent_since,
        ImportRecord.retired_at.is_not(None),
        ImportRecord.fault,
        ImportRecord.organisation_id,
    ).where(ImportRecord.source_id == source_id)

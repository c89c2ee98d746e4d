"""A small format for tests of the pipeline: lines of JSON whose keys are few, and a town to import them into.

The pipeline's promises hold for every format, so its tests use one whose every byte they choose. A line that begins with `!` is
a record that cannot be read; a file that does not end in a line `end` broke off; one that begins with `<` is no feed.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import func, select

from catalog.clock import Clock, FixedClock
from catalog.database import Database, Session
from catalog.drafts import OccurrenceDraft, OfferDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.model import AuditEvent, Change, ImportItem, ImportRecord, Municipality, Offer, Source
from catalog.terms import Group
from catalog.values import UNKNOWN_AGES, AgeRange
from importers import pipeline
from importers.address_guard import AddressPolicy
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import FeedIncomplete, NotThisFormat, RecordRejected, RecordSkipped
from importers.fetch import FetchRules
from importers.journal import RunReport
from importers.plan import Tools

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")


@dataclass
class SmallFormat:
    """Lines of JSON: id, title, and whatever a test needs."""

    format: str = "small"
    title: str = "Lines of JSON"
    absence: Absence = Absence.FULL_LISTING
    options: frozenset[str] = frozenset({"say"})

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """Each line a record; `next` in a line fetches a further page."""
        if feed.head(1) == b"<":
            raise NotThisFormat(self.format, feed.head())
        with feed.open() as file:
            for number, line in enumerate(file.read().decode().splitlines()):
                if line == "end":
                    return
                if line.startswith("!"):
                    yield RawRecord(line[1:], {}, f"line {number}", RecordRejected("line", line, "cannot be read"))
                    continue
                record = json.loads(line)
                if "next" in record:
                    yield from self.read(feed.fetch(record["next"]))
                    return
                yield RawRecord(record["id"], record, f"line {number}")
        raise FeedIncomplete("there is no last line")

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The draft; `bad` rejects, `skip` passes over, `bug` is a defect, `rule` a rule that intake refuses."""
        data: dict[str, Any] = dict(record.data)
        context.notes.used |= {"id", "title", "bad", "skip"}
        if "bad" in data:
            raise RecordRejected("price", data["bad"], "not a price")
        if "skip" in data:
            raise RecordSkipped(data["skip"], "skip", data["skip"])
        if "bug" in data:
            raise ZeroDivisionError(data["bug"])
        if "warn" in data:
            context.notes.warn("phone", data["warn"], "not a telephone number")
        return OfferDraft(
            title=data["title"] + context.options.get("say", ""),
            summary=data.get("summary"),
            url=data.get("url"),
            organisation=OrganisationDraft(data["club"], data.get("number")) if "club" in data else None,
            venue=VenueDraft(data["hall"]) if "hall" in data else None,
            ages=AgeRange(data["age"], data["age"]) if "age" in data else UNKNOWN_AGES,
            group=Group(data["group"]) if "group" in data else None,
            series=(SeriesDraft(data["rule"], date(2026, 8, 18), date(2027, 6, 15), time(17), time(18)),) if "rule" in data else (),
            occurrences=tuple(OccurrenceDraft(datetime.fromisoformat(at)) for at in data.get("at", ())),
        )


def lines(records: Iterable[dict[str, Any] | str], *, ended: bool = True) -> str:
    """The file of these records."""
    body = [record if isinstance(record, str) else json.dumps(record) for record in records]
    return "\n".join([*body, *(["end"] if ended else [])])


def numbered(numbers: Iterable[int], **more: object) -> list[dict[str, Any]]:
    """Records with these numbers as ids."""
    return [{"id": f"r{number}", "title": f"Tilbud {number}", **more} for number in numbers]


def no_categories(_words: str) -> tuple[str, ...]:
    """Knows no categories. A function of a module, since it travels to the reader's process."""
    return ()


def small_tools(clock: Clock) -> Tools:
    """Tools that know the small format only, may fetch from this machine, and commit 20 records at a time."""
    rules = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)
    return Tools(clock, no_categories, rules, importer_for=lambda _name: SmallFormat(), batch=20)


@dataclass
class Town:
    """A municipality with sources whose files a test writes, and what is in the database."""

    database: Database
    clock: FixedClock
    folder: Path
    municipality_id: int = 0
    tools: Tools = field(init=False)

    def __post_init__(self) -> None:
        self.tools = small_tools(self.clock)
        with self.database.transaction() as session:
            municipality = Municipality(number="3312", name="Lier", slug="lier")
            session.add(municipality)
            session.flush()
            self.municipality_id = municipality.id

    def source(self, location: str | None = None, **more: object) -> int:
        """A new source; without a location its file is `<id>.feed`."""
        with self.database.transaction() as session:
            row = Source(municipality_id=self.municipality_id, name="Kilde", format="small", location=location or "", options={}, **more)
            session.add(row)
            session.flush()
            row.location = location or str(self.folder / f"{row.id}.feed")
            return row.id

    def publish(self, source_id: int, records: Iterable[dict[str, Any] | str], *, ended: bool = True) -> None:
        """The source's file now holds these records."""
        (self.folder / f"{source_id}.feed").write_text(lines(records, ended=ended), "utf-8")

    def run(self, source_id: int, *, dry_run: bool = False, force: bool = False, tools: Tools | None = None) -> RunReport:
        """One run of the source."""
        return pipeline.run(self.database, source_id, tools or self.tools, dry_run=dry_run, force=force)

    def imported(self, source_id: int, records: Iterable[dict[str, Any] | str], *, force: bool = False) -> RunReport:
        """The source publishes these records and is run."""
        self.publish(source_id, records)
        return self.run(source_id, force=force)

    def offers(self) -> dict[str, str]:
        """Each offer's title and status."""
        with self.database.reading() as session:
            return {offer.title: offer.status.value for offer in session.scalars(select(Offer).order_by(Offer.id))}

    def state(self) -> dict[str, object]:
        """Everything that a second run of the same input must leave as it is."""
        with self.database.reading() as session:
            counts = {
                record.__tablename__: session.scalar(select(func.count()).select_from(record))
                for record in (Change, AuditEvent, ImportItem)
            }
            offers = session.execute(select(Offer.id, Offer.title, Offer.version, Offer.status, Offer.updated_at).order_by(Offer.id)).all()
            columns = ImportRecord.__table__.columns
            records = session.execute(select(*columns).order_by(ImportRecord.id)).all()
            return {**counts, "offers": offers, "records": records}

    def read(
        self, query: Callable[Concatenate[Session, Arguments], Found], *arguments: Arguments.args, **options: Arguments.kwargs
    ) -> Found:
        """What a named query gives."""
        with self.database.reading() as session:
            found = query(session, *arguments, **options)
            session.expunge_all()
            return found

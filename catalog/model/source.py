"""Sources, their runs, and every record that a source ever listed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.model.base import Record


class Source(Record):
    """A feed that somebody publishes: a row, never code.

    `own` is true where the municipality itself publishes it. `every_s` None means by hand only. `due_at`, `beat_at` (a slot that
    all regular ones are counted from, so that neither a retry nor a change of the clock shifts them) and `failures` are the
    schedule's; `etag` and `last_modified` are stored only after a committed run. `held_run_id` is the run that waits for a person.
    `cursor` is where a feed of changes was left after its last complete run.
    """

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    format: Mapped[str] = mapped_column(String(40))
    location: Mapped[str]
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    publisher: Mapped[str | None]
    licence: Mapped[str | None]
    contact: Mapped[str | None]
    own: Mapped[bool] = mapped_column(default=False)
    one_off: Mapped[bool] = mapped_column(default=False)
    expected_count: Mapped[int | None]
    every_s: Mapped[int | None]
    paused: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    beat_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    cursor: Mapped[str | None]
    last_success_at: Mapped[datetime | None]
    last_run_id: Mapped[int | None]
    held_run_id: Mapped[int | None]
    running_since: Mapped[datetime | None]

    runs: Mapped[list["ImportRun"]] = relationship(cascade="all, delete-orphan", order_by="ImportRun.id")


class ImportRun(Record):
    """One run of a source: what came, what changed, why not, how long. Kept for ever.

    `outcome` is `running`, `complete`, `partial`, `refused`, `failed` or `interrupted`; `counts` has the names of the
    contract's JSON; `facts` what HTTP said; `cursor` how many records are committed, so that a killed run goes on.
    """

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(16), default="running")
    reason: Mapped[str | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    unused_fields: Mapped[list[str]] = mapped_column(default=list)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    lease_epoch: Mapped[int | None]


class ImportRecord(Record):
    """The present state of one record of a source: its last payload, and the offer or the organisation that came of it.

    `absent_runs` counts complete runs in which it was missing since `absent_since`; both return to zero when it comes back.
    `fault` is set while its last payload was rejected, skipped or held ("field: reason").
    """

    __tablename__ = "import_record"
    __table_args__ = (Index("uq_import_record", "source_id", "record_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    record_id: Mapped[str] = mapped_column(String(300))
    content_hash: Mapped[str] = mapped_column(String(64))
    raw: Mapped[str]
    outcome: Mapped[str] = mapped_column(String(16))
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id", ondelete="SET NULL"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
    first_run_id: Mapped[int]
    changed_run_id: Mapped[int]
    absent_runs: Mapped[int] = mapped_column(default=0)
    absent_since: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]
    fault: Mapped[str | None]


class ImportItem(Record):
    """What one run did with one record when it was anything but nothing: outcome, and the field, value and reason of a problem.

    `changes` maps each changed field to [before, after].
    """

    __tablename__ = "import_item"
    __table_args__ = (Index("ix_import_item_run", "run_id", "outcome"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"))
    record_id: Mapped[str] = mapped_column(String(300))
    outcome: Mapped[str] = mapped_column(String(16))
    offer_id: Mapped[int | None]
    field: Mapped[str | None]
    value: Mapped[str | None]
    reason: Mapped[str | None]
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)

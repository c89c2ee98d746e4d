"""Pairs that may be one offer: what speaks for it, what a person decided, and what it takes to undo a merge."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.model.base import Record, Word
from catalog.model.source import ImportRecord
from catalog.terms import MatchState


class OfferMatch(Record):
    """Two offers that may be one, the older first; a pair stands here once, whatever became of it.

    `other_id` is None where a record was merged at its import and never had an offer of its own; `record` is then that record.
    `evidence` has one {"clue", "says", "points", "one", "other"} for each thing compared. `undo` holds what a merge changed.
    `refused` also stands for "undone": a person said that these are two.
    """

    __tablename__ = "offer_match"
    __table_args__ = (UniqueConstraint("offer_id", "other_id"), Index("ix_offer_match_municipality_state", "municipality_id", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("import_record.id", ondelete="SET NULL"), index=True)
    score: Mapped[int]
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[MatchState] = mapped_column(Word(MatchState), default=MatchState.OPEN)
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    undo: Mapped[dict[str, Any]] = mapped_column(default=dict)

    record: Mapped[ImportRecord | None] = relationship()

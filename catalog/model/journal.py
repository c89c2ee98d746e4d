"""What happened and what must still be told: audit, outbox, leases."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.model.base import Record


class AuditEvent(Record):
    """One state change: who (`actor`: `feed:3`, `staff:ann@…`, `system`), what, and each changed field before and after."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_object", "object_type", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(String(40))
    object_type: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int | None]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Change(Record):
    """The outbox: one row for each changed offer, in the order of commits; `seq` is what an index remembers having drained."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_municipality", "municipality_id", "seq"), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    offer_id: Mapped[int]
    at: Mapped[datetime]


class Lease(Record):
    """Who may act alone on something until when; `epoch` grows with each new holder and fences off the old one."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str]
    epoch: Mapped[int]
    expires_at: Mapped[datetime]

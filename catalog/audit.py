"""Who did what: one row for every state change, written in the same transaction as the change itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalog.database import Session
from catalog.model import AuditEvent
from catalog.terms import Author


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the kind of author that decides what may be overwritten, and a name for the journal (`feed:3`, `system`)."""

    author: Author
    name: str


SYSTEM = Actor(Author.STAFF, "system")


def feed_actor(source_id: int | None) -> Actor:
    """The author of what a source says."""
    return Actor(Author.FEED, f"feed:{source_id}" if source_id else "feed")


@dataclass(frozen=True, slots=True)
class Subject:
    """What was changed."""

    type: str
    id: int | None
    municipality_id: int | None


def record_event(
    session: Session, actor: Actor, action: str, subject: Subject, now: datetime, values: Mapping[str, tuple[object, object]] | None = None
) -> None:
    """Adds one event; `values` maps each changed field to (before, after), both plain JSON values."""
    session.add(AuditEvent(**event_row(actor, action, subject, now, values or {})))


def event_row(actor: Actor, action: str, subject: Subject, now: datetime, values: Mapping[str, tuple[object, object]]) -> dict[str, Any]:
    """The same event as a row, for those who insert many at once."""
    return {
        "at": now,
        "municipality_id": subject.municipality_id,
        "actor": actor.name,
        "action": action,
        "object_type": subject.type,
        "object_id": subject.id,
        "before": {field: before for field, (before, _) in values.items()},
        "after": {field: after for field, (_, after) in values.items()},
    }

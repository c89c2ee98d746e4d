"""Adding and pausing sources: rows that say where a feed is, in which format, how it is read and how often."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from catalog.audit import Actor, Subject, record_event
from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.model import Municipality, Source
from catalog.text import clean_line

EVERY = re.compile(r"(\d{1,4})\s*(m|h|d|w)")
UNITS = {"m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source to be added. `every` is words ("6h", "30m", "1d"), None: by hand only."""

    name: str
    format: str
    location: str
    options: Mapping[str, str] = field(default_factory=dict)
    every: str | None = None
    publisher: str | None = None
    licence: str | None = None
    own: bool = False


def seconds_from(every: str) -> int:
    """Seconds between two runs; raises `InvalidValue` for what is no length of time, under 5 minutes or over a year."""
    match = EVERY.fullmatch(every.strip().lower())
    if match is None:
        raise InvalidValue("every", every, "write a number and m, h, d or w, such as 6h")
    seconds = int(match[1]) * UNITS[match[2]]
    if not SHORTEST.total_seconds() <= seconds <= LONGEST.total_seconds():
        raise InvalidValue("every", every, "a source is read between every 5 minutes and once a year")
    return seconds


def add_source(session: Session, municipality: Municipality, draft: SourceDraft, *, actor: Actor, now: datetime) -> Source:
    """A new source, due at once when it has a schedule."""
    if not clean_line(draft.name) or not draft.location.strip():
        raise InvalidValue("source", draft.name or draft.location, "a source has a name and a location")
    every_s = seconds_from(draft.every) if draft.every else None
    source = Source(
        municipality_id=municipality.id,
        name=clean_line(draft.name),
        format=draft.format,
        location=draft.location.strip(),
        options=dict(draft.options),
        every_s=every_s,
        due_at=now if every_s else None,
        publisher=draft.publisher,
        licence=draft.licence,
        own=draft.own,
    )
    session.add(source)
    session.flush()
    record_event(session, actor, "create", Subject("source", source.id, municipality.id), now, {"name": (None, source.name)})
    return source


def pause_source(session: Session, source: Source, *, paused: bool, actor: Actor, now: datetime) -> None:
    """Pauses a source, or lets it go on; a paused one is read only when a person asks."""
    if source.paused == paused:
        return
    record_event(session, actor, "pause" if paused else "resume", Subject("source", source.id, source.municipality_id), now)
    source.paused = paused

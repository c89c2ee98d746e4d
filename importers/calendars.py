"""iCalendar files → one group of texts for each event (its master and its moved meetings), with what the calendar says of zones.

The file is split by lines, and each event is parsed alone: a broken one costs itself only, and a large file is never held as
components. To-dos, journals and free/busy times are passed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from importers.contract import Feed, RawRecord
from importers.decoding import encoding_of, open_text, refuse_other_kinds
from importers.errors import FeedIncomplete, NotThisFormat, RecordRejected, TooMuch
from importers.identity import raw_record

MAX_EVENTS = 10_000
MAX_EVENT_CHARACTERS = 500_000
MAX_ZONE_CHARACTERS = 20_000
MAX_ZONES = 200
_CALENDAR_NAMES = ("X-WR-TIMEZONE", "X-WR-CALNAME", "METHOD")


@dataclass(slots=True)
class Calendar:
    """What a file holds: its own properties, time zone descriptions by id, and the texts of events by UID in their order."""

    properties: dict[str, str] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    events: dict[str, list[str]] = field(default_factory=dict)


def calendar_of(feed: Feed) -> Calendar:
    """The split calendar. Raises `NotThisFormat`, `FeedIncomplete` when it is cut short, `TooMuch`."""
    head = refuse_other_kinds(feed, "ical").removeprefix(b"\xef\xbb\xbf")
    encoding = encoding_of(feed)
    if not encoding.startswith("utf-16") and b"BEGIN:VCALENDAR" not in head.upper():
        raise NotThisFormat("ical", head)
    calendar = Calendar()
    with open_text(feed, encoding) as file:
        inside: list[str] = []
        block: list[str] = []
        count = 0
        for line in _lines(file):
            word = line.strip().upper()
            if word.startswith("BEGIN:"):
                inside.append(word[6:])
            if len(inside) > 1 and inside[1] in {"VEVENT", "VTIMEZONE"}:
                block.append(line)
            elif len(inside) == 1 and (name := _name(line)) in _CALENDAR_NAMES:
                calendar.properties[name] = line.partition(":")[2].strip()[:200]
            if word.startswith("END:") and inside and inside[-1] == word[4:]:
                ended = inside.pop()
                if len(inside) == 1 and block:
                    count += ended == "VEVENT"
                    if count > MAX_EVENTS:
                        raise TooMuch(f"the calendar has more than {MAX_EVENTS:,} events")
                    _keep(calendar, ended, block, count)
                    block = []
        if inside:
            raise FeedIncomplete(f"the calendar is cut short: {inside[-1]} has no end")
    return calendar


def records_of(calendar: Calendar) -> Iterator[RawRecord]:
    """One record for each UID; its data is the texts that it is read from, and the calendar's name and zone."""
    for number, (uid, texts) in enumerate(calendar.events.items(), 1):
        text = "\n".join(texts)
        zones = "\n".join(zone for name, zone in calendar.zones.items() if f"TZID={name}" in text or f'TZID="{name}"' in text)
        data: Mapping[str, object] = {"events": text, "zones": zones, "calendar": dict(calendar.properties)}
        position = f"event {number}"
        if len(text) > MAX_EVENT_CHARACTERS:
            rejected = RecordRejected("event", uid, f"an event has at most {MAX_EVENT_CHARACTERS:,} characters")
            yield RawRecord(uid[:200], {"position": position}, position, rejected)
        else:
            yield raw_record(None if uid.startswith("\n") else uid, data, position, (uid.strip(),))


def property_of(lines: Iterable[str], name: str) -> str:
    """The value of an event's own property in its unfolded lines; "" when it has none."""
    depth = 0
    for line in lines:
        word = line.upper()
        depth += word.startswith("BEGIN:") - word.startswith("END:")
        if depth == 1 and _name(line) == name:
            return line.partition(":")[2].strip()
    return ""


def _keep(calendar: Calendar, kind: str, block: list[str], count: int) -> None:
    if kind == "VTIMEZONE":
        name = property_of(block, "TZID")
        if name and len(calendar.zones) < MAX_ZONES and sum(map(len, block)) <= MAX_ZONE_CHARACTERS:
            calendar.zones[name] = "\n".join(block)
    elif kind == "VEVENT":
        made_up = "\n" + " ".join(property_of(block, name) for name in ("SUMMARY", "DTSTART", "LOCATION")).strip()
        uid = property_of(block, "UID") or (made_up if made_up.strip() else f"\nevent {count}")
        calendar.events.setdefault(uid, []).append("\n".join(block))


def _lines(file: Iterable[str]) -> Iterator[str]:
    """The unfolded content lines; what a line has beyond the limit of an event is dropped, and the event rejected for it."""
    parts: list[str] = []
    length = 0
    for raw in file:
        line = raw.rstrip("\r\n").replace("\x00", "")
        if line[:1] in {" ", "\t"} and parts:
            length += len(line)
            if length <= MAX_EVENT_CHARACTERS + 100:
                parts.append(line[1:])
            continue
        if parts:
            yield "".join(parts)
        parts, length = ([line[: MAX_EVENT_CHARACTERS + 100]], len(line)) if line.strip() else ([], 0)
    if parts:
        yield "".join(parts)


def _name(line: str) -> str:
    """The name of a content line, before its parameters."""
    return line.partition(":")[0].partition(";")[0].strip().upper()

"""iCalendar files → one group of texts for each event (its master and its moved meetings), with what the calendar says of zones.

The file is split by lines once, its events set aside on disk under their UIDs, and then read one by one: memory holds the UIDs only,
each event is parsed alone, and a broken one costs itself. To-dos, journals, free/busy times and alarms are passed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from importers.contract import Feed, RawRecord
from importers.decoding import encoding_of, open_text, refuse_other_kinds
from importers.errors import FeedIncomplete, NotThisFormat, RecordRejected, TooMuch
from importers.identity import raw_record
from importers.spooling import Spool

MAX_EVENTS = 200_000
MAX_TEXTS_OF_AN_EVENT = 2_000
MAX_EVENT_CHARACTERS = 500_000
MAX_ZONE_CHARACTERS = 20_000
MAX_ZONES = 200
_CALENDAR_NAMES = ("X-WR-TIMEZONE", "X-WR-CALNAME", "METHOD")


@dataclass(slots=True)
class _Calendar:
    """One VCALENDAR of a file: its own properties, and its time zone descriptions by id."""

    properties: dict[str, str] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Block:
    """The event or time zone that is being read: its lines while they are few enough to be one, and how deep in it we are."""

    inside: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, line: str) -> None:
        if self.size <= MAX_EVENT_CHARACTERS:
            self.lines.append(line)
        self.size += len(line)

    def taken(self) -> list[str]:
        lines, self.lines, self.size = self.lines, [], 0
        return lines


def records_of(feed: Feed) -> Iterator[RawRecord]:
    """One record for each UID: the texts that it is read from, the zones they name, the calendar's name and zone.

    The whole file is split before the first is given; a file of several calendars gives the events of all. Raises `NotThisFormat`,
    `FeedIncomplete` when it is cut short, `TooMuch`.
    """
    head = refuse_other_kinds(feed, "ical").removeprefix(b"\xef\xbb\xbf")
    encoding = encoding_of(feed)
    if not encoding.startswith("utf-16") and b"BEGIN:VCALENDAR" not in head.upper():
        raise NotThisFormat("ical", head)
    with Spool() as events, open_text(feed, encoding) as file:
        calendars = _split(_lines(file), events)
        for number, (uid, pieces) in enumerate(events.entries(), 1):
            yield _record(str(uid), number, [text for _, text in pieces], calendars[pieces[0][0]])


def _split(lines: Iterable[str], events: Spool) -> list[_Calendar]:
    """The calendars of the file; the texts of their events are set aside by UID, with the number of their calendar."""
    calendars: list[_Calendar] = []
    block = _Block()
    count = 0
    for line in lines:
        word = line.strip().upper()
        if word.startswith("BEGIN:"):
            block.inside.append(word[6:])
            if len(block.inside) == 1:
                calendars.append(_Calendar())
        if len(block.inside) > 1 and block.inside[1] in {"VEVENT", "VTIMEZONE"}:
            block.add(line)
        elif len(block.inside) == 1 and (name := _name(line)) in _CALENDAR_NAMES:
            calendars[-1].properties[name] = line.partition(":")[2].strip()[:200]
        if word.startswith("END:") and block.inside and block.inside[-1] == word[4:]:
            ended = block.inside.pop()
            if len(block.inside) == 1 and block.lines:
                count += ended == "VEVENT"
                if count > MAX_EVENTS:
                    raise TooMuch(f"the calendar has more than {MAX_EVENTS:,} events")
                _keep(ended, block.taken(), calendars, events, count)
    if block.inside:
        raise FeedIncomplete(f"the calendar is cut short: {block.inside[-1]} has no end")
    return calendars


def _keep(kind: str, lines: list[str], calendars: list[_Calendar], events: Spool, count: int) -> None:
    """A time zone is remembered with its calendar, an event set aside under its UID, else under its words."""
    if kind == "VTIMEZONE":
        name, zones = property_of(lines, "TZID"), calendars[-1].zones
        if name and len(zones) < MAX_ZONES and sum(map(len, lines)) <= MAX_ZONE_CHARACTERS:
            zones[name] = "\n".join(lines)
        return
    made_up = "\n" + " ".join(property_of(lines, name) for name in ("SUMMARY", "DTSTART", "LOCATION")).strip()
    uid = property_of(lines, "UID") or (made_up if made_up.strip() else f"\nevent {count}")
    if events.count(uid) <= MAX_TEXTS_OF_AN_EVENT:
        events.add(uid, [len(calendars) - 1, "\n".join(lines)])


def _record(uid: str, number: int, texts: list[str], calendar: _Calendar) -> RawRecord:
    text, position = "\n".join(texts), f"event {number}"
    if len(text) > MAX_EVENT_CHARACTERS or len(texts) > MAX_TEXTS_OF_AN_EVENT:
        limits = f"{MAX_EVENT_CHARACTERS:,} characters and {MAX_TEXTS_OF_AN_EVENT:,} moved meetings"
        return RawRecord(uid[:200], {"position": position}, position, RecordRejected("event", uid, f"an event has at most {limits}"))
    zones = "\n".join(zone for name, zone in calendar.zones.items() if f"TZID={name}" in text or f'TZID="{name}"' in text)
    data: Mapping[str, object] = {"events": text, "zones": zones, "calendar": dict(calendar.properties)}
    return raw_record(None if uid.startswith("\n") else uid, data, position, (uid.strip(),))


def property_of(lines: Iterable[str], name: str) -> str:
    """The value of an event's own property in its unfolded lines; "" when it has none."""
    depth = 0
    for line in lines:
        word = line.upper()
        depth += word.startswith("BEGIN:") - word.startswith("END:")
        if depth == 1 and _name(line) == name:
            return line.partition(":")[2].strip()
    return ""


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

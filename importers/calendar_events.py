"""The events of one UID, parsed: a master and its moved meetings, with every time aware and in a zone that is known.

Times without a zone ("floating") and of unknown zones are Norwegian wall time; the latter is noted as unclear. Windows names of
zones are icalendar's to read; a calendar that gives UTC and names its zone (X-WR-TIMEZONE) means that zone. A "GMT" which the file
itself describes with summer time (British clocks) follows that description.
"""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar
import x_wr_timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from catalog.clock import OSLO
from importers.contract import Notes
from importers.errors import RecordRejected
from importers.recurrence import MAX_DATES

FIRST_YEAR = 1970
LAST_YEAR = 2200
PARSING_ERRORS = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError, ArithmeticError)
_NTH_ZONE_RULE = re.compile(r"^RRULE[^:\n]*:(?!.*FREQ=YEARLY)", re.MULTILINE | re.IGNORECASE)
_GMT_WITH_SUMMER = re.compile(r"^TZID:(?:GMT|UTC)\s*$(?:(?!^END:VTIMEZONE).)*^BEGIN:DAYLIGHT", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_GMT = re.compile(r"(?<=TZID[=:])(?:GMT|UTC)(?=[:;\s])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT: its component, when it starts (a `date` when all day) and ends, and the meeting that it replaces."""

    component: icalendar.Event
    start: date
    end: date | None
    replaces: date | None = None

    @property
    def all_day(self) -> bool:
        """Whether it is given in days without times."""
        return not isinstance(self.start, datetime)

    @property
    def is_tentative(self) -> bool:
        """Whether its publisher has not decided yet that it takes place."""
        return self.text("STATUS").upper() == "TENTATIVE"

    @property
    def is_cancelled(self) -> bool:
        """Whether its publisher called it off."""
        return self.text("STATUS").upper() == "CANCELLED"

    def text(self, name: str) -> str:
        """A property as text; "" when it is not there. Of several, all with commas between."""
        value = self.component.get(name)
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(each) for each in values if each is not None)

    def rule_text(self) -> str:
        """The RRULE value as published. Raises `RecordRejected` for EXRULE and for more than one rule."""
        rule = self.component.get("RRULE")
        if self.component.get("EXRULE") is not None or isinstance(rule, list):
            raise RecordRejected("RRULE", str(rule)[:80], "only one rule, without EXRULE, is read")
        return rule.to_ical().decode() if rule is not None else ""

    @property
    def has_periods(self) -> bool:
        """Whether some of its extra dates have a length of their own."""
        value = self.component.get("RDATE")
        lists = value if isinstance(value, list) else [value] if value is not None else []
        return any(isinstance(each.dt, tuple) for many in lists for each in many.dts)

    def days(self, name: str) -> list[date]:
        """The dates of EXDATE or RDATE (of periods their starts), in the zone of the start. Raises `RecordRejected` for thousands."""
        value = self.component.get(name)
        lists = value if isinstance(value, list) else [value] if value is not None else []
        found = [each.dt[0] if isinstance(each.dt, tuple) else each.dt for many in lists for each in many.dts]
        if len(found) > MAX_DATES:
            raise RecordRejected(name, len(found), f"too many dates: at most {MAX_DATES}")
        return [aware(each, getattr(self.start, "tzinfo", None)) for each in found]


def events_of(data: Mapping[str, object], notes: Notes) -> tuple[Event | None, list[Event], icalendar.Calendar]:
    """The master (None when only moved meetings are told), the moved meetings, and the calendar that holds both.

    Of several versions of one event the one with the highest SEQUENCE counts.
    """
    calendar = _parsed(data, notes)
    try:
        found = [_event(each, notes) for each in calendar.walk("VEVENT") if isinstance(each, icalendar.Event)]
    except PARSING_ERRORS as error:
        raise RecordRejected("event", "", f"its properties cannot be read ({str(error)[:100]})") from error
    if not found:
        raise RecordRejected("event", "", "there is no event in it")
    latest: dict[date | None, Event] = {}
    for event in found:
        if event.replaces not in latest or _version(event) >= _version(latest[event.replaces]):
            latest[event.replaces] = event
    master = latest.pop(None, None)
    return master, list(latest.values()), calendar


def aware(moment: date, zone: object = None) -> date:
    """A datetime in its zone, in that of the event when told, else in Norway; a plain day stays one."""
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            return moment.replace(tzinfo=OSLO)
        return moment.astimezone(zone) if zone is not None and moment.tzinfo is not zone else moment  # type: ignore[arg-type]
    return moment


def is_withdrawn(data: Mapping[str, object]) -> bool:
    """Whether the whole calendar is a message that calls its events off (METHOD:CANCEL)."""
    return _property(data, "METHOD").upper() == "CANCEL"


def _property(data: Mapping[str, object], name: str) -> str:
    """A property of the calendar that the event stood in; "" when it has none."""
    properties = data.get("calendar")
    return str(properties.get(name, "")).strip() if isinstance(properties, Mapping) else ""


def _calendar_zone(data: Mapping[str, object], notes: Notes) -> str:
    """The zone that the calendar names, by its usual name; one that nobody knows is noted, and times stay as they are written."""
    named = _property(data, "X-WR-TIMEZONE").strip('"')
    zone = WINDOWS_TO_OLSON.get(named, named)
    try:
        return ZoneInfo(zone).key if zone else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        notes.warn("X-WR-TIMEZONE", named, "time zone unclear: no zone has this name")
        return ""


def _parsed(data: Mapping[str, object], notes: Notes) -> icalendar.Calendar:
    """The calendar of one UID. Descriptions of zones whose rules are not yearly are left out: nothing may expand them."""
    named = _calendar_zone(data, notes)
    zones = str(data.get("zones", ""))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:krets", *([f"X-WR-TIMEZONE:{named}"] if named else [])]
    text = "\r\n".join([*lines, "" if _NTH_ZONE_RULE.search(zones) else zones, str(data.get("events", "")), "END:VCALENDAR"])
    if _GMT_WITH_SUMMER.search(zones):
        text = _GMT.sub("GMT as described", text)  # British clocks under the name of a zone without summer time: the description holds
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # icalendar says so where it reads "/vendor/Europe/Oslo" as Europe/Oslo
            calendar = icalendar.Calendar.from_ical(text.replace("\r\n\r\n", "\r\n"))
            standard: icalendar.Calendar = x_wr_timezone.to_standard(calendar) if named else calendar
    except PARSING_ERRORS as error:
        raise RecordRejected("event", "", f"it is not written as iCalendar asks ({str(error)[:100]})") from error
    except OSError as error:  # a name such as "Europe" is looked up as a file, and is a folder
        raise RecordRejected("TZID", "", "time zone unclear: it has a name that no zone can have") from error
    return standard


def _event(component: icalendar.Event, notes: Notes) -> Event:
    stamp, given = _moment(component, "DTSTART")
    if not isinstance(given, date):
        raise RecordRejected("DTSTART", str(stamp or ""), "an event needs a start that is a date")
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise RecordRejected("DTSTART", str(given), f"an event starts from {FIRST_YEAR} to {LAST_YEAR}")
    zone_name = str(stamp.params.get("TZID", ""))
    if isinstance(given, datetime) and given.tzinfo is None and zone_name:
        notes.warn("DTSTART", zone_name, "time zone unclear: read as Europe/Oslo")
    start = aware(given)
    replaces = _moment(component, "RECURRENCE-ID")[1]
    moved = aware(replaces, getattr(start, "tzinfo", None)) if isinstance(replaces, date) else None
    return Event(component, start, _end(component, start, notes), moved)


def _moment(component: icalendar.Event, name: str) -> tuple[Any, object]:
    """A property (the first, if it is there more than once) and its date, time or length; (property, None) when it is broken."""
    stamp = component.get(name)
    stamp = stamp[0] if isinstance(stamp, list) and stamp else stamp
    try:
        return stamp, stamp.dt if stamp is not None else None
    except PARSING_ERRORS:
        return stamp, None


def _end(component: icalendar.Event, start: date, notes: Notes) -> date | None:
    """DTEND, else start and DURATION; None when neither is told, or when it is not after the start."""
    stamp, stated = _moment(component, "DTEND")
    length = _moment(component, "DURATION")[1]
    end: date | None = aware(stated) if isinstance(stated, date) else start + length if isinstance(length, timedelta) else None
    if end is None and stamp is not None:
        notes.warn("DTEND", str(stamp), "the end is not understood")
    if end is None or isinstance(end, datetime) != isinstance(start, datetime):
        return None
    if end < start:
        notes.warn("DTEND", str(end), "it ends before it begins")
    return end if end > start else None


def _version(event: Event) -> tuple[int, datetime]:
    """By which the versions of one event are told apart: SEQUENCE, then when it was last changed."""
    sequence = event.text("SEQUENCE")
    stamp = _moment(event.component, "LAST-MODIFIED")[1] or _moment(event.component, "DTSTAMP")[1]
    changed = (stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)) if isinstance(stamp, datetime) else datetime(1, 1, 2, tzinfo=UTC)
    return int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0, changed


def midnight_after(day: date) -> datetime:
    """Local midnight at the end of a day."""
    return datetime.combine(day + timedelta(days=1), time(), OSLO)

"""What one record of an OpenActive feed is: the draft of a series, event, course or facility, or why it is none.

An item tells what it shares with others in what it belongs to (`superEvent`, `instanceOfCourse`, `aggregateFacilityUse`): what it
does not say itself is read there. Slots of a facility are times to book and no meetings, so they belong to the facility.
"""

from collections.abc import Mapping

from catalog.drafts import OfferDraft
from catalog.terms import Kind
from importers.contract import Context, RawRecord
from importers.errors import NOT_AN_OFFER, RecordSkipped
from importers.shapes.linked_data import Thing, number, things, types_of
from importers.shapes.openactive_join import EMBEDDED, OF, OURS, SESSIONS, STATE
from importers.shapes.page_data import compact
from importers.shapes.rpde import DELETED
from importers.shapes.schema_org_cells import draft_of

REMOVED, PART_OF_ANOTHER = "removed-by-its-publisher", "part-of-another-record"
_KINDS = {
    "CourseInstance": Kind.COURSE,
    "Course": Kind.COURSE,
    "FacilityUse": Kind.FACILITY,
    "IndividualFacilityUse": Kind.FACILITY,
    "Place": Kind.FACILITY,
    "SportsActivityLocation": Kind.FACILITY,
    "SessionSeries": Kind.ACTIVITY,
    "ScheduledSession": Kind.ACTIVITY,
    "EventSeries": Kind.ACTIVITY,
    "OnDemandEvent": Kind.ACTIVITY,
    "HeadlineEvent": Kind.EVENT,
    "Event": Kind.EVENT,
}
_SHARED = ("superEvent", "instanceOfCourse", "aggregateFacilityUse", "facilityUse")
_OWN = frozenset({"@id", "@type", "subEvent", "eventSchedule", "startDate", "endDate", "event", "individualFacilityUse", *OURS})
_PARTS = ("subEvent", "event")


def draft_from(record: RawRecord, context: Context) -> OfferDraft:
    """The draft of a record. Raises `RecordSkipped` for what is removed, part of another or no offer, and what `draft_of` raises."""
    context.notes.used.update({"@context", *_SHARED, *_PARTS, *OURS} & record.data.keys())
    sessions = record.data.get(SESSIONS)
    parts: list[Thing] = [compact(each) for each in sessions.values() if isinstance(each, Mapping)] if isinstance(sessions, Mapping) else []
    if record.data.get(STATE) == DELETED or (record.data.get(EMBEDDED) and not parts):
        raise RecordSkipped(REMOVED, "state", record.data.get(STATE) or "no session left")
    thing = whole_of(compact(record.data))
    kinds = types_of(thing)
    if OF in record.data or "Slot" in kinds or (SESSIONS in record.data and not kinds):
        raise RecordSkipped(PART_OF_ANOTHER, "@type", record.data.get(OF) or ", ".join(kinds))
    kind = next((_KINDS[each] for each in kinds if each in _KINDS), None)
    if kind is None:
        raise RecordSkipped(NOT_AN_OFFER, "@type", ", ".join(kinds))
    parts += things(thing, *_PARTS)
    if not parts and "startDate" in thing and "eventSchedule" not in thing and kind is not Kind.COURSE:
        parts = [thing]
    if kind is Kind.EVENT and "eventSchedule" in thing:
        kind = Kind.ACTIVITY
    return draft_of(_with_capacity(thing, parts), context, kind, parts)


def whole_of(thing: Thing, depth: int = 0) -> dict[str, object]:
    """A thing with what it does not say itself filled in from what it belongs to."""
    told: dict[str, object] = {}
    for shared in things(thing, *_SHARED) if depth < 4 else []:
        told = {key: value for key, value in whole_of(shared, depth + 1).items() if key not in _OWN}
    return {**told, **{key: value for key, value in thing.items() if value not in (None, "", [])}}


def _with_capacity(thing: dict[str, object], parts: list[Thing]) -> dict[str, object]:
    """The room of the largest meeting, where the series does not tell its own."""
    most = max((number(part, "maximumAttendeeCapacity") or 0 for part in parts), default=0)
    return thing if "maximumAttendeeCapacity" in thing or not most else {**thing, "maximumAttendeeCapacity": int(most)}

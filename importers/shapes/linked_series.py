"""Which LinkedEvents events are one offer: those of a recurring super event are its dated meetings, those of an umbrella their own.

A recurring super event need not be in the feed (a feed of changes, or of one month): its meetings still are one offer under its id.
"""

from collections.abc import Iterable

from importers.shapes.linked_events import MEETINGS
from importers.shapes.members import Object, part, words

_KEPT = ("id", "start_time", "end_time", "event_status")


class Series:
    """The meetings of recurring events, gathered in a first look through the feed; only what dates them is kept in memory."""

    def __init__(self, events: Iterable[Object]) -> None:
        self._recurring: set[str] = set()
        self._present: set[str] = set()
        self._meetings: dict[str, list[dict[str, object]]] = {}
        umbrellas: set[str] = set()
        for event in events:
            event_id = words(event, "id") or ""
            self._present.add(event_id)
            if event.get("super_event_type") == "recurring":
                self._recurring.add(event_id)
            elif event.get("super_event_type"):
                umbrellas.add(event_id)
            if above := super_of(event):
                self._recurring.update([above] if event.get("sub_event_type") == "sub_recurring" else [])
                if event.get("deleted") is not True:
                    self._meetings.setdefault(above, []).append({name: event.get(name) for name in _KEPT})
        self._recurring -= umbrellas
        for meetings in self._meetings.values():
            meetings.sort(key=lambda each: (str(each["start_time"]), str(each["id"])))

    def joined(self, event: Object) -> Object | None:
        """The event as it is read: with its meetings if it repeats; None for one that is a meeting of another."""
        event_id, above = words(event, "id") or "", super_of(event)
        if event_id in self._recurring and event_id in self._meetings:
            return {**event, MEETINGS: self._meetings[event_id]}
        if above not in self._recurring:
            return event
        first = next((each.get("id") for each in self._meetings.get(above or "", ())), None)
        stands_for_it = above not in self._present and first == event.get("id")
        return {**event, "id": above, MEETINGS: self._meetings[above or ""]} if stands_for_it else None


def super_of(event: Object) -> str | None:
    """The id of the event above this one, from the end of its address."""
    address = words(part(event, "super_event"), "@id")
    return address.rstrip("/").rpartition("/")[2] or None if address else None

"""Two stored offers become one, and one becomes two again. Within the caller's transaction; who may decide it is not asked here.

The winner keeps its number: the one that a person has written in, else the older. It takes over what it does not know and what
a person wrote on the other, each field with its author; where persons wrote both, the other's word is held for staff. The loser
keeps all it had and only points to the winner, so that its addresses lead on and undoing gives it back as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalog.audit import Actor, Subject, record_event
from catalog.changes import record_changes
from catalog.clock import oslo_day
from catalog.confirmation import Thresholds, stale_from
from catalog.database import Session
from catalog.errors import Conflict
from catalog.model import ImportRecord, Municipality, Offer
from catalog.occurrences import FreeDays
from catalog.offer_fields import LABELS, is_empty
from catalog.ownership import RANK, Decision
from catalog.snapshots import WITHOUT_SLUG, empty_values, snapshot, write_field
from catalog.store.matches import read_anew, records_of
from catalog.store.municipalities import school_calendar
from catalog.terms import Author, Status
from catalog.text import slug_from

NOT_LISTED = "no longer listed by its source"
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """By whom and when something is done."""

    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day in Norway."""
        return oslo_day(self.now)


def has_words_of_a_person(offer: Offer) -> bool:
    """Whether anybody but a feed has written a field of the offer."""
    return any(entry["by"] != Author.FEED for entry in offer.provenance.values())


def winner_and_loser(one: Offer, other: Offer) -> tuple[Offer, Offer]:
    """Which of two offers keeps its number: the one that a person has written in, else the older."""
    older, newer = sorted((one, other), key=lambda offer: offer.id)
    return (newer, older) if has_words_of_a_person(newer) and not has_words_of_a_person(older) else (older, newer)


def fate(ours: object, our_entry: Entry | None, theirs: object, their_entry: Entry, our_sources: set[int | None]) -> Decision:
    """What becomes of one field of the loser, by the rules of `catalog.ownership`; two persons' words are both kept."""
    author = Author(their_entry["by"])
    by_feed = author is Author.FEED
    if is_empty(theirs) or ours == theirs or (by_feed and their_entry.get("source") in our_sources):
        return Decision.KEEP  # of one publisher's two records the first speaks
    owner = Author(our_entry["by"]) if our_entry else Author.FEED
    if is_empty(ours) or RANK[author] > RANK[owner]:
        return Decision.WRITE
    return Decision.KEEP if by_feed and owner is Author.FEED else Decision.HOLD


class Merging:
    """Merges and parts the offers of one municipality."""

    def __init__(self, session: Session, municipality: Municipality, moment: Moment) -> None:
        self._session = session
        self._municipality = municipality
        self._moment = moment
        self._free = FreeDays(school_calendar(municipality))
        self._thresholds = Thresholds.of(municipality.settings)

    def merge(self, one: Offer, other: Offer) -> dict[str, Any]:
        """Makes one of two; returns what undoing it needs, as plain JSON."""
        winner, loser = winner_and_loser(one, other)
        today = self._moment.today
        before, theirs = snapshot(winner, today), snapshot(loser, today)
        our_sources: set[int | None] = {row.source_id for row in records_of(self._session, winner.id)}
        taken, held = self._take(winner, theirs, our_sources)
        self._join_standing(winner, loser)
        moved = records_of(self._session, loser.id)
        for row in moved:
            row.offer_id = winner.id
        loser.merged_into_id = winner.id
        self._settle(winner, "merge", {name: (before["values"][name], theirs["values"][name]) for name in taken})
        self._settle(loser, "merge", {"merged_into": (None, winner.id)})
        return {
            "winner_id": winner.id,
            "loser_id": loser.id,
            "winner": before,
            "taken": {name: theirs["values"][name] for name in taken},
            "held": held,
            "hidden_by": loser.hidden_by,
            "records": [row.id for row in moved],
        }

    def part(self, undo: Mapping[str, Any]) -> Offer:
        """The loser of a merge is an offer of its own again, with its records; what came of it leaves the winner."""
        winner, loser = self._session.get_one(Offer, undo["winner_id"]), self._session.get_one(Offer, undo["loser_id"])
        if winner.merged_into_id is not None:
            raise Conflict(f"offer {winner.id} has itself been merged into {winner.merged_into_id}; undo that first")
        if loser.merged_into_id != winner.id:
            raise Conflict(f"offer {loser.id} is not merged into {winner.id} any more")
        loser.merged_into_id = None
        self._give_back(winner, loser, undo, undo["records"])
        self._settle(loser, "unmerge", {"merged_into": (winner.id, None)})
        return loser

    def part_record(self, winner: Offer, record: ImportRecord, undo: Mapping[str, Any]) -> Offer:
        """A record that was merged at its import gets an offer of its own, of what it said then; its next run says the rest."""
        if winner.merged_into_id is not None:
            raise Conflict(f"offer {winner.id} has itself been merged into {winner.merged_into_id}; undo that first")
        if record.offer_id != winner.id:
            raise Conflict(f"the record does not stand for offer {winner.id} any more")
        made = self._offer_of(record, undo["said"])
        self._session.flush()
        self._give_back(winner, made, undo, [record.id])
        self._settle(made, "unmerge", {"title": (None, made.title)})
        return made

    def _take(self, winner: Offer, theirs: Mapping[str, Any], our_sources: set[int | None]) -> tuple[list[str], dict[str, Any]]:
        """Writes and holds what the loser's fields are worth; returns which were written, and what is held."""
        ours, today = snapshot(winner, self._moment.today)["values"], self._moment.today
        of_feed = {"by": Author.FEED.value, "source": theirs["source_id"], "on": today.isoformat()}
        entries = {name: theirs["provenance"].get(name, of_feed) for name in LABELS}
        fates = {name: fate(ours[name], winner.provenance.get(name), theirs["values"][name], entries[name], our_sources) for name in LABELS}
        taken = [name for name in LABELS if fates[name] is Decision.WRITE]
        for name in taken:
            write_field(winner, name, theirs, self._free, today)
        winner.provenance = winner.provenance | {name: entries[name] for name in taken}
        held = {name: entries[name] | {"value": theirs["values"][name]} for name in LABELS if fates[name] is Decision.HOLD}
        winner.held = {**theirs["held"], **winner.held, **held}
        return taken, held

    def _join_standing(self, winner: Offer, loser: Offer) -> None:
        """What staff hid stays hidden; what one source still lists is not over."""
        winner.hidden_by = winner.hidden_by or loser.hidden_by
        if winner.status is Status.ENDED and loser.status is Status.PUBLISHED:
            winner.status, winner.status_reason, winner.ended_on = Status.PUBLISHED, None, None
        winner.source_id = winner.source_id or loser.source_id

    def _offer_of(self, record: ImportRecord, said: Mapping[str, Any]) -> Offer:
        today, now = self._moment.today, self._moment.now
        values = empty_values() | dict(said)
        made = Offer(municipality_id=self._municipality.id, version=0, status=Status.PUBLISHED, source_id=record.source_id)
        made.created_at, made.updated_at, made.slug = now, now, WITHOUT_SLUG
        made.held, made.categories, made.co_organisers, made.access = {}, [], [], []
        made.open_to, made.series, made.occurrences, made.confirmations = [], [], [], []
        entry = {"by": Author.FEED.value, "source": record.source_id, "on": today.isoformat()}
        made.provenance = {name: entry for name in LABELS if not is_empty(values[name])}
        for name in LABELS:
            write_field(made, name, {"values": values}, self._free, today)
        made.slug = slug_from(made.title) or WITHOUT_SLUG
        self._session.add(made)
        return made

    def _give_back(self, winner: Offer, loser: Offer, undo: Mapping[str, Any], record_ids: Sequence[int]) -> None:
        """Moves the records, takes from the winner what came of them, and has both sides read anew."""
        moved = [row for row in records_of(self._session, winner.id) if row.id in set(record_ids)]
        for row in moved:
            row.offer_id = loser.id
        self._session.flush()
        staying = records_of(self._session, winner.id)
        self._restore(winner, undo, {row.source_id for row in moved} - {row.source_id for row in staying})
        for offer in (winner, loser):
            self._end_if_unlisted(offer)
        read_anew(self._session, [row for row in (*moved, *staying) if row.retired_at is None])

    def _restore(self, winner: Offer, undo: Mapping[str, Any], gone: set[int]) -> None:
        """Each field that the loser or its sources gave goes back to what it was; what anybody else wrote since stays."""
        today, before = self._moment.today, undo["winner"]
        now = snapshot(winner, today)
        own = {row.source_id for row in records_of(self._session, winner.id)}
        back = [name for name in LABELS if _came_with(name, winner.provenance.get(name), now["values"][name], undo, gone)]
        provenance = {name: entry for name, entry in winner.provenance.items() if name not in back}
        for name in back:
            entry = before["provenance"].get(name)
            stands = entry is not None and (entry["by"] != Author.FEED or entry.get("source") in own or name == "title")
            write_field(winner, name, before if stands else {"values": empty_values()}, self._free, today)
            provenance |= {name: entry} if stands else {}
        winner.provenance = provenance
        self._restore_standing(winner, undo, gone)
        changed = {name: (now["values"][name], before["values"][name]) for name in back}
        self._settle(winner, "unmerge", changed)

    def _restore_standing(self, winner: Offer, undo: Mapping[str, Any], gone: set[int]) -> None:
        """What is held, who leads, and whether it is over or hidden, as far as the merge decided it."""
        before, merged = undo["winner"], undo.get("held", {})
        ours = {name: kept for name, kept in winner.held.items() if kept.get("source") not in gone and kept != merged.get(name)}
        winner.held = {name: kept for name, kept in before["held"].items() if name in winner.held} | ours
        if winner.source_id in gone:
            winner.source_id = before["source_id"]
        if before["status"] == Status.ENDED and winner.status is Status.PUBLISHED:
            winner.status, winner.status_reason = Status.ENDED, before["status_reason"]
            winner.ended_on = date.fromisoformat(before["ended_on"]) if before["ended_on"] else self._moment.today
        if before["hidden_by"] is None and winner.hidden_by == undo.get("hidden_by"):
            winner.hidden_by = None

    def _end_if_unlisted(self, offer: Offer) -> None:
        """An offer whose sources have all given it up meanwhile is over, as if it had stood alone then."""
        rows = records_of(self._session, offer.id)
        if rows and all(row.retired_at for row in rows) and offer.status is Status.PUBLISHED:
            offer.status, offer.status_reason, offer.ended_on = Status.ENDED, NOT_LISTED, self._moment.today

    def _settle(self, offer: Offer, action: str, changes: Mapping[str, tuple[object, object]]) -> None:
        offer.version += 1
        offer.updated_at = self._moment.now
        offer.stale_from = stale_from(offer.confirmed_on, offer.stated_on, self._thresholds)
        self._session.flush()
        record_changes(self._session, self._municipality.id, [offer.id], self._moment.now)
        subject = Subject("offer", offer.id, self._municipality.id)
        record_event(self._session, self._moment.actor, action, subject, self._moment.now, changes)


def _came_with(name: str, entry: Entry | None, value: object, undo: Mapping[str, Any], gone: set[int]) -> bool:
    """Whether a field of the winner is there because of the loser: its sources wrote it, or it was taken over and is unchanged."""
    if entry is None:
        return False
    if entry["by"] == Author.FEED and entry.get("source") in gone:
        return True
    return name in undo["taken"] and undo["taken"][name] == value

"""The only write path: drafts become offers here, whoever proposes them.

Offer, journal and outbox are written in the caller's one transaction. An `Intake` lives as long as that transaction. Field
ownership decides what a proposal may change (`catalog.ownership`); what it may not is held and reported, never lost.
Each call writes what it did before it returns, except within `together`, where all is written in a few statements at the end.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from catalog.audit import Actor, Subject, event_row
from catalog.changes import number_changes
from catalog.clock import oslo_day
from catalog.confirmation import Thresholds, stale_from
from catalog.database import Session
from catalog.drafts import OfferDraft
from catalog.errors import NotFound
from catalog.handover import take_lead
from catalog.located import Located
from catalog.merging import Moment
from catalog.model import AuditEvent, Confirmation, Municipality, Offer
from catalog.new_offers import new_offer
from catalog.occurrences import FreeDays
from catalog.offer_fields import (
    COLLECTIONS,
    COLUMNS,
    DATES,
    access_value,
    categories_value,
    collection_fields,
    collection_rows,
    column_fields,
    columns_from_draft,
    field_value,
    is_empty,
    open_to_value,
    write_collection,
)
from catalog.ownership import Decision, Proposer, decide, is_news, provenance_entry
from catalog.parties import Parties
from catalog.pending import PendingRows
from catalog.school_year import SchoolCalendar
from catalog.store.offers import offers_to_change
from catalog.terms import Author, Status
from catalog.text import offer_slug
from catalog.timetable import stored_timetable, timetable_value, worked_out, write_timetable

CREATED, UPDATED, UNCHANGED, MERGED = "created", "updated", "unchanged", "merged"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a draft. `changes` maps each field to (before, after); `held` to the value that waits for staff;
    `unknown_names` are districts and schools that nobody here is called."""

    offer_id: int
    outcome: str
    changes: dict[str, tuple[object, object]] = field(default_factory=dict)
    held: dict[str, object] = field(default_factory=dict)
    unknown_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A draft with its parties found: columns to store, and every field as a plain value."""

    columns: dict[str, object]
    fields: dict[str, Any]
    unknown_names: tuple[str, ...]


class Intake:
    """Receives drafts for one municipality within one transaction, on behalf of one actor and source."""

    def __init__(
        self,
        session: Session,
        municipality: Municipality,
        *,
        actor: Actor,
        now: datetime,
        calendar: SchoolCalendar,
        source_id: int | None = None,
    ) -> None:
        self._session = session
        self._municipality = municipality
        self._actor = actor
        self._now = now
        self._today: date = oslo_day(now)
        self._free = FreeDays(calendar)
        self._source_id = source_id
        self._thresholds = Thresholds.of(municipality.settings)
        self._parties = Parties(session, municipality.id, actor.name, self._today)
        self._pending = PendingRows(session)
        self._changed: list[int] = []
        self._touched: set[int] = set()
        self._kept: dict[int, Offer] = {}
        self._waits = False

    @contextmanager
    def together(self, coming: Collection[tuple[OfferDraft, Located | None]], offer_ids: Collection[int] = ()) -> Iterator[None]:
        """What is received within is written at its end, or when much waits: several times as fast, and nothing else differs.

        `coming` are the drafts that will be received, `offer_ids` the offers that are known to change: both are looked up at once.
        A new offer may not be written before the end. After an exception the transaction can only be rolled back.
        """
        self._parties.ahead(coming)
        self._kept = offers_to_change(self._session, self._municipality.id, offer_ids)
        self._pending.expect(max(0, len(coming) - len(self._kept)))
        self._waits = True
        yield
        self.write_out()
        self._waits, self._kept = False, {}

    def receive(self, draft: OfferDraft, *, offer_id: int | None = None, place: Located | None = None) -> Receipt:
        """Creates the offer, or brings the given one up to the draft as far as field ownership lets it."""
        proposal = self._proposal(draft, place)
        if offer_id is None:
            return self._create(draft, proposal)
        offer = self._offer(offer_id)
        return self._change(offer, draft, proposal, primary=offer.source_id in {None, self._source_id})

    def merge(self, offer_id: int, draft: OfferDraft, *, place: Located | None = None) -> Receipt:
        """A second source of the same offer: it fills what is unknown, and owns what it filled."""
        receipt = self._change(self._offer(offer_id), draft, self._proposal(draft, place), primary=False)
        return Receipt(receipt.offer_id, MERGED, receipt.changes, receipt.held, receipt.unknown_names)

    def lead(self, offer_id: int) -> None:
        """The source of this intake leads the offer from now on, since whoever led it lists it no longer."""
        offer = self._offer(offer_id)
        if self._source_id is not None and offer.source_id not in {None, self._source_id}:
            self.write_out()  # the journal keeps the order in which things were done
            take_lead(self._session, offer, self._source_id, Moment(self._actor, self._now))
            self._session.flush()

    def said(self, draft: OfferDraft, *, place: Located | None = None) -> dict[str, Any]:
        """What a draft says, field by field as plain values; nothing is received."""
        return self._proposal(draft, place).fields

    def retire(self, offer_id: int, reason: str) -> bool:
        """Ends an offer that its source no longer lists; says whether anything changed. Nothing is deleted."""
        offer = self._offer(offer_id)
        if offer.status is not Status.PUBLISHED:
            return False
        self._set_status(offer, Status.ENDED, reason, ended_on=self._today)
        return True

    def restore(self, offer_id: int) -> bool:
        """Publishes again what `retire` ended; what staff hid or a person ended stays so."""
        offer = self._offer(offer_id)
        if offer.status is not Status.ENDED or offer.hidden_by is not None:
            return False
        self._set_status(offer, Status.PUBLISHED, None, ended_on=None)
        return True

    def _offer(self, offer_id: int) -> Offer:
        if offer_id in self._touched:
            self.write_out()  # one unit of work cannot replace the same meetings twice
        offer = self._kept.get(offer_id) or self._session.get(Offer, offer_id)
        if offer is None or offer.municipality_id != self._municipality.id:
            raise NotFound("offer", offer_id)
        return offer

    def _proposal(self, draft: OfferDraft, place: Located | None) -> _Proposal:
        organisation = self._parties.organisation(draft.organisation) if draft.organisation else None
        venue = self._parties.venue(draft.venue, place) if draft.venue else None
        beside = sorted({self._parties.organisation(one).id for one in draft.co_organisers})
        open_to, unknown = self._parties.open_to(draft.open_to_districts, draft.open_to_schools)
        columns = columns_from_draft(draft, organisation.id if organisation else None, venue.id if venue else None)
        fields: dict[str, Any] = {name: field_value(columns, name) for name in COLUMNS}
        fields |= {
            "categories": categories_value(draft.categories),
            "access": access_value(draft.access),
            "open_to": open_to_value(open_to),
            "co_organisers": beside,
            DATES: timetable_value(draft, self._today),
        }
        return _Proposal(columns, fields, tuple(unknown))

    def _create(self, draft: OfferDraft, proposal: _Proposal) -> Receipt:
        filled = {name: value for name, value in proposal.fields.items() if not is_empty(value)}
        entry = provenance_entry(Proposer(self._actor, self._source_id), self._today)
        row = proposal.columns | {
            "municipality_id": self._municipality.id,
            "version": 1,
            "status": Status.CANCELLED if draft.cancelled else Status.PUBLISHED,
            "source_id": self._source_id,
            "created_at": self._now,
            "updated_at": self._now,
            "stale_from": stale_from(draft.confirmed_on, draft.stated_on, self._thresholds),
            "slug": offer_slug(draft.title),
            "provenance": dict.fromkeys(filled, entry),
        }
        timetable = worked_out(filled.get(DATES, {}), self._free, self._today)
        collections = {name: collection_rows(name, filled[name], self._actor.name, self._today) for name in COLLECTIONS if name in filled}
        confirmation = self._confirmation(draft.confirmed_on, draft.confirmed_period)
        offer_id = new_offer(self._pending, row, timetable, collections, confirmation)
        self._touched.add(offer_id)
        self._settled(offer_id, "create", {"title": (None, draft.title)}, is_new_version=True)
        return Receipt(offer_id, CREATED, {name: (None, value) for name, value in filled.items()}, {}, proposal.unknown_names)

    def _change(self, offer: Offer, draft: OfferDraft, proposal: _Proposal, *, primary: bool) -> Receipt:
        by = Proposer(self._actor, self._source_id, primary)
        current = column_fields(offer) | collection_fields(offer) | {DATES: stored_timetable(offer, self._today)}
        decisions = {name: decide(offer.provenance.get(name), current[name], value, by) for name, value in proposal.fields.items()}
        changed = {name: (current[name], proposal.fields[name]) for name, decision in decisions.items() if decision is Decision.WRITE}
        held = {name: proposal.fields[name] for name, decision in decisions.items() if decision is Decision.HOLD}
        for name in changed:
            self._write(offer, name, proposal)
        status_change = self._status_from(offer, draft) if primary else {}
        hold_changed = self._hold(offer, held, decisions)
        if not changed and not status_change and not hold_changed:
            return Receipt(offer.id, UNCHANGED, {}, held, proposal.unknown_names)
        entries = {name: provenance_entry(by, self._today) for name in changed if not is_empty(proposal.fields[name])}
        withdrawn = changed.keys() - entries.keys()
        offer.provenance = {name: entry for name, entry in offer.provenance.items() if name not in withdrawn} | entries
        changes = changed | status_change
        if changes:
            self._advance(offer)
        self._touched.add(offer.id)
        self._settled(offer.id, "update" if changes else "hold", changes, is_new_version=bool(changes))
        return Receipt(offer.id, UPDATED if changes else UNCHANGED, changes, held, proposal.unknown_names)

    def _hold(self, offer: Offer, held: dict[str, object], decisions: dict[str, Decision]) -> bool:
        """Remembers what the feed says of fields it may not write; says whether that is new."""
        entry = {name: {"value": value, "source": self._source_id, "on": self._today.isoformat()} for name, value in held.items()}
        mine = {name for name, kept in offer.held.items() if kept.get("source") == self._source_id and name in decisions}
        news = {name for name, kept in entry.items() if is_news(offer.held.get(name, {}), kept)}
        settled = mine - held.keys()
        if not news and not settled:
            return False
        offer.held = {name: kept for name, kept in offer.held.items() if name not in settled} | {
            name: kept for name, kept in entry.items() if name in news
        }
        return True

    def _write(self, offer: Offer, name: str, proposal: _Proposal) -> None:
        if name == DATES:
            write_timetable(offer, proposal.fields[DATES], self._free, self._today)
        elif name in COLLECTIONS:
            write_collection(offer, name, proposal.fields[name], self._actor.name, self._today)
        else:
            for column in COLUMNS[name]:
                setattr(offer, column, proposal.columns[column])
        if name == "title":
            offer.slug = offer_slug(offer.title)
        if name == "confirmed" and (said := self._confirmation(offer.confirmed_on, offer.confirmed_period)):
            offer.confirmed_by = said["by"]
            offer.confirmations.append(Confirmation(**said))

    def _confirmation(self, on: date | None, period: str | None) -> dict[str, Any] | None:
        """The row of a confirmation: what a feed confirms, its organiser does."""
        by = Author.ORGANISER if self._actor.author is Author.FEED else self._actor.author
        return {"on": on, "period": period, "by": by, "actor": self._actor.name} if on else None

    def _status_from(self, offer: Offer, draft: OfferDraft) -> dict[str, tuple[object, object]]:
        """A feed's cancellation, and its end. What staff hid or a person decided is not a feed's to change."""
        wanted = Status.CANCELLED if draft.cancelled else Status.PUBLISHED
        if offer.status is wanted or offer.hidden_by or offer.status not in {Status.PUBLISHED, Status.CANCELLED}:
            return {}
        before, offer.status = offer.status, wanted
        return {"status": (before.value, wanted.value)}

    def _set_status(self, offer: Offer, status: Status, reason: str | None, *, ended_on: date | None) -> None:
        before = offer.status
        offer.status, offer.status_reason, offer.ended_on = status, reason, ended_on
        self._advance(offer)
        values: dict[str, tuple[object, object]] = {"status": (before.value, status.value), "status_reason": (None, reason)}
        self._settled(offer.id, status.value, values, is_new_version=True)

    def _advance(self, offer: Offer) -> None:
        """What follows from any change: a new version, and the day it turns stale."""
        offer.version += 1
        offer.updated_at = self._now
        offer.stale_from = stale_from(offer.confirmed_on, offer.stated_on, self._thresholds)

    def _settled(self, offer_id: int, action: str, values: Mapping[str, tuple[object, object]], *, is_new_version: bool) -> None:
        """A word to the journal, and to the index where the offer is another than before."""
        self._pending.add(AuditEvent, event_row(self._actor, action, Subject("offer", offer_id, self._municipality.id), self._now, values))
        if is_new_version:
            self._changed.append(offer_id)
        if not self._waits or self._pending.is_much:
            self.write_out()

    def write_out(self) -> None:
        """Writes what waits: for those who must see or flush rows in the middle of `together`."""
        if not self._waits:
            self._session.flush()  # what a new offer belongs to may be new itself
        self._pending.write()
        self._session.flush()
        number_changes(self._session, self._municipality.id, self._changed, self._now)
        self._changed.clear()
        self._touched.clear()

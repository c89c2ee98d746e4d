"""What is decided about pairs of offers that may be one: proposed, accepted, refused, undone. Each decision is on record.

A refused pair is never proposed again, nor merged: undo it first. `catalog.merging` does the work, `importers.match` weighs the
evidence. Within the caller's transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.audit import Subject, record_event
from catalog.database import Session
from catalog.errors import Conflict, NotFound
from catalog.merging import Merging, Moment
from catalog.model import ImportRecord, Municipality, Offer, OfferMatch
from catalog.store.matches import known_pairs, match, refused_pair
from catalog.store.offers import standing_id
from catalog.terms import MatchState

Clues = Sequence[Mapping[str, Any]]
CERTAIN = 100


@dataclass(frozen=True, slots=True)
class Likely:
    """Two offers that may be one, with how sure that is (0–100) and what speaks for and against it."""

    offer_id: int
    other_id: int
    score: int
    clues: Clues


def propose(session: Session, municipality_id: int, found: Iterable[Likely], moment: Moment) -> list[OfferMatch]:
    """Asks a person about each pair that was never asked about; an open one is brought up to date."""
    known = known_pairs(session, municipality_id)
    made = []
    for one in found:
        pair = frozenset((one.offer_id, one.other_id))
        if pair in known:
            continue
        older, newer = sorted(pair)
        row = OfferMatch(municipality_id=municipality_id, offer_id=older, other_id=newer, score=one.score, evidence=list(one.clues))
        row.state, row.proposed_at, row.undo = MatchState.OPEN, moment.now, {}
        known[pair] = MatchState.OPEN
        made.append(row)
    session.add_all(made)
    session.flush()
    for row in made:
        _tell(session, row, "propose", moment, {"state": (None, MatchState.OPEN.value)})
    return made


def merged_at_import(
    session: Session, winner: Offer, record: ImportRecord, evidence: Clues, undo: Mapping[str, Any], moment: Moment
) -> OfferMatch:
    """Puts on record that a record was merged as it came, so that a person can undo it."""
    row = OfferMatch(municipality_id=winner.municipality_id, offer_id=winner.id, score=CERTAIN, evidence=list(evidence), record=record)
    row.state, row.proposed_at, row.undo = MatchState.ACCEPTED, moment.now, dict(undo) | {"winner_id": winner.id}
    row.decided_at, row.decided_by = moment.now, moment.actor.name
    session.add(row)
    return row


def accept(session: Session, match_id: int, moment: Moment) -> OfferMatch:
    """The two are one: they are merged. Raises `Conflict` where they are so already or a person said that they are not."""
    row = match(session, match_id)
    one, other = standing_pair(session, row)
    if row.state is not MatchState.OPEN:
        raise Conflict(f"match {match_id} is {row.state.value}, not open")
    if one == other:
        raise Conflict(f"both offers of match {match_id} are offer {one} already")
    if refused_pair(session, one, other):
        raise Conflict(f"a person said that offers {one} and {other} are not one")
    row.undo = _merging(session, row, moment).merge(session.get_one(Offer, one), session.get_one(Offer, other))
    _decide(session, row, MatchState.ACCEPTED, "accept", moment)
    return row


def refuse(session: Session, match_id: int, moment: Moment) -> OfferMatch:
    """The two are not one, and are never proposed again."""
    row = match(session, match_id)
    if row.state is not MatchState.OPEN:
        raise Conflict(f"match {match_id} is {row.state.value}, not open")
    _decide(session, row, MatchState.REFUSED, "refuse", moment)
    return row


def undo(session: Session, match_id: int, moment: Moment) -> OfferMatch:
    """Takes the decision back: a merge is parted and its pair set apart for good; a refused pair is open again."""
    row = match(session, match_id)
    if row.state is MatchState.REFUSED:
        _decide(session, row, MatchState.OPEN, "undo", moment)
        return row
    if row.state is not MatchState.ACCEPTED:
        raise Conflict(f"match {match_id} is open: there is nothing to undo")
    merging = _merging(session, row, moment)
    if "loser_id" in row.undo:
        merging.part(row.undo)
    else:
        if row.record is None:
            raise NotFound("record of match", match_id)
        row.other_id = merging.part_record(session.get_one(Offer, row.offer_id), row.record, row.undo).id
    row.undo = {}
    _decide(session, row, MatchState.REFUSED, "undo", moment)
    return row


def standing_pair(session: Session, row: OfferMatch) -> tuple[int, int]:
    """The offers that stand for a pair today; the same twice where they are one."""
    one = standing_id(session, row.offer_id)
    return one, standing_id(session, row.other_id) if row.other_id is not None else one


def _merging(session: Session, row: OfferMatch, moment: Moment) -> Merging:
    return Merging(session, session.get_one(Municipality, row.municipality_id), moment)


def _decide(session: Session, row: OfferMatch, state: MatchState, action: str, moment: Moment) -> None:
    before, row.state = row.state, state
    row.decided_at, row.decided_by = moment.now, moment.actor.name
    session.flush()
    _tell(session, row, action, moment, {"state": (before.value, state.value)})


def _tell(session: Session, row: OfferMatch, action: str, moment: Moment, values: Mapping[str, tuple[object, object]]) -> None:
    record_event(session, moment.actor, action, Subject("match", row.id, row.municipality_id), moment.now, values)

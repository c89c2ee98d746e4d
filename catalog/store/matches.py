"""Pairs of offers that may be one, and the records that stand for an offer: named queries, session first."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from catalog.database import Session
from catalog.errors import NotFound
from catalog.model import ImportRecord, Offer, OfferMatch, Source
from catalog.terms import MatchState, Status

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One open pair by the offers that stand for it today; `waiting` are the further pairs that hang together with it."""

    match: OfferMatch
    offer_id: int
    other_id: int
    waiting: int


def match(session: Session, match_id: int) -> OfferMatch:
    """One pair; raises `NotFound`."""
    found = session.get(OfferMatch, match_id)
    if found is None:
        raise NotFound("match", match_id)
    return found


def matches(session: Session, municipality_id: int, state: MatchState, *, limit: int = 500) -> list[OfferMatch]:
    """The pairs of a municipality in a state: open ones by score, decided ones by when they were."""
    query = select(OfferMatch).where(OfferMatch.municipality_id == municipality_id, OfferMatch.state == state)
    newest = (OfferMatch.score.desc(),) if state is MatchState.OPEN else (OfferMatch.decided_at.desc(),)
    return list(session.scalars(query.order_by(*newest, OfferMatch.id).limit(limit)))


def suggestions(session: Session, municipality_id: int, *, limit: int = 500) -> list[Suggestion]:
    """What a person is asked: of the open pairs that hang together only the likeliest, so that one course is one question.

    Pairs whose offers have become one or are over, or that a person has set apart by another pair, are no question now.
    """
    merged = _merged(session, municipality_id)
    refused = {
        frozenset((stands_for(merged, one.offer_id), stands_for(merged, one.other_id)))
        for one in matches(session, municipality_id, MatchState.REFUSED, limit=100_000)
        if one.other_id is not None
    }
    open_pairs: list[tuple[OfferMatch, int, int]] = []
    for one in matches(session, municipality_id, MatchState.OPEN, limit=100_000):
        if one.other_id is None:
            continue
        pair = stands_for(merged, one.offer_id), stands_for(merged, one.other_id)
        if pair[0] != pair[1] and frozenset(pair) not in refused:
            open_pairs.append((one, *pair))
    living = _living(session, {offer_id for _, *pair in open_pairs for offer_id in pair})
    return _one_for_each_group([one for one in open_pairs if one[1] in living and one[2] in living])[:limit]


def _one_for_each_group(open_pairs: list[tuple[OfferMatch, int, int]]) -> list[Suggestion]:
    parent: dict[int, int] = {}

    def root(offer_id: int) -> int:
        while parent.setdefault(offer_id, offer_id) != offer_id:
            parent[offer_id] = parent[parent[offer_id]]
            offer_id = parent[offer_id]
        return offer_id

    for _, left, right in open_pairs:
        parent[root(right)] = root(left)
    groups: dict[int, list[tuple[OfferMatch, int, int]]] = {}
    for pair in open_pairs:
        groups.setdefault(root(pair[1]), []).append(pair)
    return [Suggestion(*group[0], waiting=len(group) - 1) for group in groups.values()]


def stands_for(merged: dict[int, int], offer_id: int) -> int:
    """The offer that an offer's number leads to, by a map of what was merged into what."""
    seen: set[int] = set()
    while offer_id in merged and offer_id not in seen:
        seen.add(offer_id)
        offer_id = merged[offer_id]
    return offer_id


def _living(session: Session, offer_ids: Collection[int]) -> set[int]:
    found: set[int] = set()
    ids = sorted(offer_ids)
    for start in range(0, len(ids), CHUNK):
        query = select(Offer.id).where(Offer.id.in_(ids[start : start + CHUNK]), Offer.status.in_((Status.PUBLISHED, Status.CANCELLED)))
        found.update(session.scalars(query))
    return found


def _merged(session: Session, municipality_id: int) -> dict[int, int]:
    query = select(Offer.id, Offer.merged_into_id).where(Offer.municipality_id == municipality_id, Offer.merged_into_id.is_not(None))
    return {offer_id: into for offer_id, into in session.execute(query) if into is not None}


def known_pairs(session: Session, municipality_id: int) -> dict[frozenset[int], MatchState]:
    """Every pair that was ever proposed or decided, with its state, by the two offers' own numbers."""
    query = select(OfferMatch.offer_id, OfferMatch.other_id, OfferMatch.state).where(
        OfferMatch.municipality_id == municipality_id, OfferMatch.other_id.is_not(None)
    )
    return {frozenset((one, other)): state for one, other, state in session.execute(query) if other is not None}


def refused_pair(session: Session, one: int, other: int) -> bool:
    """Whether a person said that these two are not one."""
    pair = sorted((one, other))
    query = select(OfferMatch.id).where(
        OfferMatch.offer_id.in_(pair), OfferMatch.other_id.in_(pair), OfferMatch.state == MatchState.REFUSED
    )
    return session.scalar(query.limit(1)) is not None


def records_of(session: Session, offer_id: int, *, living: bool = False) -> list[ImportRecord]:
    """The records that stand for an offer, first come first; `living` leaves out those that their source has given up."""
    query = select(ImportRecord).where(ImportRecord.offer_id == offer_id)
    if living:
        query = query.where(ImportRecord.retired_at.is_(None))
    return list(session.scalars(query.order_by(ImportRecord.id)))


def followers(session: Session, source_id: int, offer_ids: Collection[int]) -> set[str]:
    """Of several records of one source that a person said are one offer, all but the first: they keep it listed, and say nothing."""
    first: dict[int, str] = {}
    found: set[str] = set()
    ids = sorted(offer_ids)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        several = (
            select(ImportRecord.offer_id)
            .where(ImportRecord.offer_id.in_(chunk), ImportRecord.source_id == source_id, ImportRecord.retired_at.is_(None))
            .group_by(ImportRecord.offer_id)
            .having(func.count() > 1)
        )
        rows = select(ImportRecord.offer_id, ImportRecord.record_id).where(
            ImportRecord.offer_id.in_(several), ImportRecord.source_id == source_id, ImportRecord.retired_at.is_(None)
        )
        for offer_id, record_id in session.execute(rows.order_by(ImportRecord.id)):
            if offer_id is not None and first.setdefault(offer_id, record_id) != record_id:
                found.add(record_id)
    return found


def read_anew(session: Session, records: Collection[ImportRecord]) -> None:
    """Lets the next run of these records' sources read them as if their content were new, whatever a server says of its file."""
    for record in records:
        record.content_hash = ""
    for source in session.scalars(select(Source).where(Source.id.in_({record.source_id for record in records}))):
        source.etag, source.last_modified, source.cursor = None, None, None

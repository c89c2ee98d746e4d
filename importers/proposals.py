"""After a run: which of its offers may be one with another, to be put before a person; and merges at import put on record.

Offers of other sources are found by what they share (an address, or a word of the title together with the organiser, the place or
the day), never by comparing all with all: work grows with the catalog, not with its square. An offer is proposed with the likeliest
other only. Two records of one source are proposed when they say the same, and never merged by themselves.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise

from catalog.audit import feed_actor
from catalog.database import Session
from catalog.drafts import OfferDraft
from catalog.matching import Likely, merged_at_import
from catalog.merging import Moment
from catalog.model import Offer
from catalog.snapshots import snapshot
from catalog.store import sources, twins
from catalog.store.matches import known_pairs
from catalog.store.twins import Candidate
from catalog.terms import MatchState
from importers.likeness import Clue, Weighed, clues_but_times, may_be_likely, page_key, weigh, with_times
from importers.match import Evidence, Twin
from importers.meeting_times import Times, times_of_meeting
from importers.title_words import folded, title_words

MOST_IN_A_BLOCK = 40
"""What more offers than this share tells none of them apart."""
MOST_WEIGHED = 6
AT_A_TIME = 500
LISTED_TWICE = 90
Block = tuple[object, ...]


def blocks(one: Candidate) -> Iterator[Block]:
    """By what an offer is found: what two that are one share at least once."""
    page = page_key(one.url)
    if page:
        yield ("page", page)
    words = title_words(one.title)[:6]
    for word in words:
        part = word[:5]  # fotball finds fotballtrening
        for name, value in (("organiser", one.organisation_key), ("place", one.venue_key), ("day", one.first_day)):
            if value:
                yield (name, value, part)
    for number, word in enumerate(words[:4]):
        yield from (("title", *sorted((word[:5], other[:5]))) for other in words[number + 1 : 4])
    yield ("title", "".join(words))


@dataclass(frozen=True, slots=True)
class Search:
    """Whose offers are looked at: of a municipality, those of a source that changed after a run, at an instant.

    `tick` is called now and then, to say that the work goes on.
    """

    municipality_id: int
    source_id: int
    since_run: int
    now: datetime
    tick: Callable[[], None] = lambda: None


def likely_pairs(session: Session, search: Search) -> list[Likely]:
    """The pairs that a person should be asked about because of what changed; those that were decided before are left out."""
    changed = twins.changed_offers(session, search.source_id, search.since_run)
    if not changed:
        return []
    apart = {pair for pair, state in known_pairs(session, search.municipality_id).items() if state is MatchState.REFUSED}
    others = {one.offer_id: one for one in twins.living(session, search.municipality_id, source_id=search.source_id, own=False)}
    found = [*_across(session, search, others, (changed, apart))] if others else []
    return [*found, *_listed_twice(session, search, changed, apart)]


def _across(
    session: Session, search: Search, others: Mapping[int, Candidate], known: tuple[set[int], set[frozenset[int]]]
) -> Iterator[Likely]:
    """Each changed offer with the likeliest of the other sources' offers, so many at a time that memory stays small."""
    changed, apart = known
    index = _Index(others.values())
    own = (one for one in twins.living(session, search.municipality_id, source_id=search.source_id, own=True) if one.offer_id in changed)
    while some := list(islice(own, AT_A_TIME)):
        search.tick()
        maybe: list[tuple[int, int, tuple[Clue, ...]]] = []
        for one in some:
            weighed = ((other_id, clues_but_times(one, others[other_id])) for other_id in index.near(one))
            maybe += [
                (one.offer_id, other_id, clues)
                for other_id, clues in weighed
                if may_be_likely(clues) and frozenset((one.offer_id, other_id)) not in apart
            ]
        yield from _likeliest(maybe, _times(session, {offer_id for pair in maybe for offer_id in pair[:2]}, search.now))


def _likeliest(maybe: Iterable[tuple[int, int, tuple[Clue, ...]]], times: Mapping[int, Times]) -> Iterator[Likely]:
    """The one best partner of each offer, where it has a likely one; of equals the older."""
    best: dict[int, tuple[Weighed, int]] = {}
    for offer_id, other_id, clues in maybe:
        weighed = with_times(clues, (times[offer_id], times[other_id]))
        kept = best.get(offer_id)
        if weighed.likely and (kept is None or (-weighed.score, other_id) < (-kept[0].score, kept[1])):
            best[offer_id] = weighed, other_id
    for offer_id, (weighed, other_id) in best.items():
        yield Likely(offer_id, other_id, weighed.score, [clue.plain() for clue in weighed.clues])


class _Index:
    """Offers by their blocks, oldest first."""

    def __init__(self, offers: Iterable[Candidate]) -> None:
        self._by_block: dict[Block, list[int]] = {}
        for one in offers:
            for block in set(blocks(one)):
                self._by_block.setdefault(block, []).append(one.offer_id)

    def near(self, one: Candidate) -> list[int]:
        """The offers that share most with this one, at most `MOST_WEIGHED`."""
        shared = Counter[int]()
        for block in set(blocks(one)):
            members = self._by_block.get(block, ())
            if len(members) <= MOST_IN_A_BLOCK:
                shared.update(members)
        return [offer_id for offer_id, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_WEIGHED]]


def _listed_twice(session: Session, search: Search, changed: set[int], apart: set[frozenset[int]]) -> Iterator[Likely]:
    """Offers of the source itself with the same title, organiser, place and days; the same times or page decide."""

    def own() -> Iterator[tuple[int, int]]:
        for one in twins.living(session, search.municipality_id, source_id=search.source_id, own=True):
            yield hash((folded(one.title), one.organisation_key, one.venue_key, one.first_day)), one.offer_id

    first: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    doubled = _doubled(key for key, _ in own())
    for key, offer_id in own() if doubled else ():
        same = first.setdefault(key, offer_id) if key in doubled else offer_id
        if same != offer_id and (offer_id in changed or same in changed) and frozenset((same, offer_id)) not in apart:
            pairs.append((same, offer_id))
    wanted = {offer_id for pair in pairs for offer_id in pair}
    kept = {one.offer_id: one for one in twins.living_by_id(session, search.municipality_id, wanted)}
    times = _times(session, wanted, search.now)
    for one_id, other_id in pairs:
        one, other = kept[one_id], kept[other_id]
        page = page_key(one.url)
        same_times = bool(times[one_id]) and times[one_id] == times[other_id]
        if same_times or (page is not None and page == page_key(other.url) and not times[one_id] and not times[other_id]):
            weighed = weigh(one, other, (times[one_id], times[other_id]))
            contrary = any(clue.points <= -5 for clue in weighed.clues)
            if not contrary:
                yield Likely(one_id, other_id, max(LISTED_TWICE, weighed.score), [clue.plain() for clue in weighed.clues])


def _doubled(keys: Iterable[int]) -> set[int]:
    """The keys that come more than once; a hundred thousand are looked through in a few megabytes."""
    ordered = sorted(array("q", keys))
    return {one for one, following in pairwise(ordered) if one == following}


def _times(session: Session, offer_ids: Collection[int], now: datetime) -> dict[int, Times]:
    series = twins.series_of(session, offer_ids)
    starts = twins.dated_starts_of(session, offer_ids, after=now)
    return {offer_id: times_of_meeting(series.get(offer_id, ()), starts.get(offer_id, ())) for offer_id in offer_ids}


class MergedAtImport:
    """The merges of one batch, kept until its records have their numbers and then put on record, so that each can be undone."""

    def __init__(self, session: Session, source_id: int, now: datetime) -> None:
        self._session = session
        self._source_id = source_id
        self._moment = Moment(feed_actor(source_id), now)
        self._kept: list[tuple[str, int, dict[str, object], list[dict[str, object]]]] = []

    def add(self, record_id: str, twin: Twin, draft: OfferDraft, said: Mapping[str, object]) -> None:
        """A record is about to be merged: what the offer is before, and what the record says."""
        winner = self._session.get_one(Offer, twin.offer_id)
        clue = "page" if twin.evidence is Evidence.SAME_PAGE else "meeting"
        evidence: dict[str, object] = {"clue": clue, "says": "same", "points": 0.0, "one": winner.title, "other": draft.title}
        undo: dict[str, object] = {"winner": snapshot(winner, self._moment.today), "taken": {}, "said": dict(said)}
        self._kept.append((record_id, winner.id, undo, [evidence]))

    def write(self) -> None:
        """Puts them on record."""
        rows = sources.records(self._session, self._source_id, [record_id for record_id, *_ in self._kept]) if self._kept else {}
        for record_id, winner_id, undo, evidence in self._kept:
            winner = self._session.get_one(Offer, winner_id)
            merged_at_import(self._session, winner, rows[record_id], evidence, undo, self._moment)
        self._kept = []

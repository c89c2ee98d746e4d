"""What becomes of each field when two offers become one, and one two again: whatever persons and feeds did, nothing is lost."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.audit import Actor, feed_actor
from catalog.clock import FixedClock
from catalog.database import Database, Session
from catalog.drafts import OfferDraft, SeriesDraft
from catalog.errors import Conflict
from catalog.intake import Intake
from catalog.merging import Merging, Moment, fate, winner_and_loser
from catalog.model import ImportRecord, Municipality, Offer, Source
from catalog.ownership import Decision
from catalog.school_year import SchoolCalendar
from catalog.snapshots import empty_values, snapshot, values_of, write_field
from catalog.terms import Author
from tests.factories.drafts import varied_drafts

STAFF = Actor(Author.STAFF, "staff:anne")
FEED, ORGANISER, BY_STAFF = ({"by": author.value, "source": 1 if author is Author.FEED else None, "on": "2026-11-22"} for author in Author)


@pytest.mark.parametrize(
    ("ours", "our_entry", "theirs", "their_entry", "sources", "decision"),
    [
        (None, None, "ny", FEED, set(), Decision.WRITE),
        ("vår", FEED | {"source": 2}, "ny", FEED, {2}, Decision.KEEP),
        ("vår", FEED, "ny", BY_STAFF, set(), Decision.WRITE),
        ("vår", BY_STAFF, "ny", FEED, set(), Decision.HOLD),
        ("vår", BY_STAFF, "ny", BY_STAFF, set(), Decision.HOLD),
        ("vår", ORGANISER, "ny", BY_STAFF, set(), Decision.WRITE),
        ("vår", BY_STAFF, "ny", ORGANISER, set(), Decision.HOLD),
        ("vår", BY_STAFF, None, BY_STAFF, set(), Decision.KEEP),
        ("vår", BY_STAFF, "vår", FEED, set(), Decision.KEEP),
        (None, None, "ny", FEED, {1}, Decision.KEEP),
    ],
)
def test_the_fate_of_a_field(
    ours: str | None,
    our_entry: dict[str, Any] | None,
    theirs: str | None,
    their_entry: dict[str, Any],
    sources: set[int | None],
    decision: Decision,
) -> None:
    assert fate(ours, our_entry, theirs, their_entry, sources) is decision


class Place:
    """A municipality with two sources, in one transaction."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now
        self.home = Municipality(number="3312", name="Lier", slug="lier")
        session.add(self.home)
        session.flush()
        self.sources = [Source(municipality_id=self.home.id, name=name, format="csv", location=name, options={}) for name in "ab"]
        session.add_all(self.sources)
        session.flush()

    def receive(self, draft: OfferDraft, source: int) -> Offer:
        """A new offer of a source, and its record."""
        source_id = self.sources[source].id
        intake = Intake(
            self.session, self.home, actor=feed_actor(source_id), now=self.now, calendar=SchoolCalendar([]), source_id=source_id
        )
        offer_id = intake.receive(draft).offer_id
        record = ImportRecord(source_id=source_id, record_id=f"r{offer_id}", content_hash="1", raw="{}", outcome="created")
        record.offer_id, record.first_run_id, record.changed_run_id = offer_id, 1, 1
        self.session.add(record)
        self.session.flush()
        return self.session.get_one(Offer, offer_id)

    def merging(self) -> Merging:
        return Merging(self.session, self.home, Moment(STAFF, self.now))


def state(offer: Offer, today: date) -> dict[str, Any]:
    """What must be the same after a merge and its undoing."""
    kept = snapshot(offer, today)
    return kept | {"merged": offer.merged_into_id, "categories": [row.slug for row in offer.categories]}


def test_the_older_wins_unless_only_the_newer_has_words_of_a_person() -> None:
    older, newer = Offer(id=1, provenance={"title": FEED}), Offer(id=2, provenance={"title": BY_STAFF})
    assert winner_and_loser(older, newer) == (newer, older)
    older.provenance = {"summary": ORGANISER}
    assert winner_and_loser(newer, older) == (older, newer)


DRAFTS = st.sampled_from(varied_drafts(40))
WORDS = st.dictionaries(st.sampled_from(["summary", "description", "equipment"]), st.text("abc", min_size=1, max_size=5), max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(drafts=st.tuples(DRAFTS, DRAFTS), written=st.tuples(WORDS, WORDS), same_source=st.booleans())
def test_merging_and_parting_is_a_round_trip_and_a_merge_loses_nobodys_words(
    sqlite: Database,
    clock: FixedClock,
    drafts: tuple[OfferDraft, OfferDraft],
    written: tuple[dict[str, str], dict[str, str]],
    same_source: bool,
) -> None:
    with sqlite.transaction() as session:
        place = Place(session, clock.now())
        today = Moment(STAFF, clock.now()).today
        first, second = place.receive(drafts[0], 0), place.receive(drafts[1], 0 if same_source else 1)
        for offer, words in zip((first, second), written, strict=True):
            for name, value in words.items():
                setattr(offer, name, value)
            offer.provenance = offer.provenance | dict.fromkeys(words, BY_STAFF)
        session.flush()
        before = [state(first, today), state(second, today)]
        undo = place.merging().merge(first, second)
        winner, loser = (first, second) if undo["winner_id"] == first.id else (second, first)
        merged = values_of(winner, today)
        for words in written:
            for name, value in words.items():
                assert value in {merged[name], winner.held.get(name, {}).get("value")}
        assert (loser.merged_into_id, winner.merged_into_id) == (winner.id, None)
        place.merging().part(undo)
        assert [state(first, today), state(second, today)] == before
        session.rollback()


def test_a_later_merge_is_undone_before_an_earlier_one(sqlite: Database, clock: FixedClock) -> None:
    with sqlite.transaction() as session:
        place = Place(session, clock.now())
        one, two, three = (place.receive(OfferDraft(f"Kor {number}"), number % 2) for number in range(3))
        first = place.merging().merge(two, three)
        second = place.merging().merge(one, two)
        with pytest.raises(Conflict, match="undo that first"):
            place.merging().part(first)
        place.merging().part(second)
        place.merging().part(first)
        assert [offer.merged_into_id for offer in (one, two, three)] == [None, None, None]
        with pytest.raises(Conflict, match="not merged"):
            place.merging().part(first)


def test_a_hidden_offer_stays_hidden_as_part_of_another_and_the_other_is_seen_again_when_they_part(
    sqlite: Database, clock: FixedClock
) -> None:
    with sqlite.transaction() as session:
        place = Place(session, clock.now())
        one, two = place.receive(OfferDraft("Kor"), 0), place.receive(OfferDraft("Koret"), 1)
        two.hidden_by = "staff:anne"
        undo = place.merging().merge(one, two)
        hidden = [one.hidden_by]
        place.merging().part(undo)
        assert [*hidden, one.hidden_by, two.hidden_by] == ["staff:anne", None, "staff:anne"]


def test_every_field_of_a_snapshot_can_be_written_back(sqlite: Database, clock: FixedClock) -> None:
    with sqlite.transaction() as session:
        place = Place(session, clock.now())
        merging, today = place.merging(), Moment(STAFF, clock.now()).today
        for draft in (*varied_drafts(20), OfferDraft("Kor", series=(SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18)),))):
            full, bare = place.receive(draft, 0), place.receive(OfferDraft("Tom"), 1)
            kept = snapshot(full, today)
            for name in kept["values"]:
                write_field(bare, name, kept, merging._free, today)
            assert values_of(bare, today) == kept["values"]
            for name in set(kept["values"]) - {"title"}:
                write_field(bare, name, {"values": empty_values()}, merging._free, today)
            assert values_of(bare, today) == empty_values() | {"title": full.title}

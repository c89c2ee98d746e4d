"""Adding and pausing sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from catalog.audit import SYSTEM
from catalog.clock import FixedClock
from catalog.database import Database, Session
from catalog.errors import InvalidValue
from catalog.model import AuditEvent, Municipality, Source
from catalog.sourcing import UNITS, SourceDraft, add_source, pause_source, seconds_from

FEED = SourceDraft(" Idrettsrådet  ", "csv", " a.csv ", {"delimiter": ";"}, every="6h", licence="NLOD-2.0")
BAD = (SourceDraft(" ", "csv", "a.csv"), SourceDraft("a", "csv", "  "), SourceDraft("a", "csv", "b", every="soon"))


@pytest.fixture
def lier(database: Database) -> Database:
    with database.transaction() as session:
        session.add(Municipality(id=1, number="3312", name="Lier", slug="lier"))
    return database


def add(session: Session, clock: FixedClock, draft: SourceDraft) -> Source:
    return add_source(session, session.get_one(Municipality, 1), draft, actor=SYSTEM, now=clock.now())


@pytest.mark.parametrize(("words", "seconds"), [("5m", 300), ("6h", 21_600), (" 1 D ", 86_400), ("2w", 1_209_600), ("366d", 31_622_400)])
def test_lengths_of_time_are_read(words: str, seconds: int) -> None:
    assert seconds_from(words) == seconds


@pytest.mark.parametrize("words", ["", "6", "h", "6 timer", "4m", "0h", "367d", "-6h", "1.5h", "99999w", "6h6h"])
def test_other_words_are_refused_with_advice(words: str) -> None:
    with pytest.raises(InvalidValue, match=r"^every: "):
        seconds_from(words)


@given(st.integers(1, 9_999), st.sampled_from(sorted(UNITS)))
def test_a_length_is_its_number_of_units_or_refused(number: int, unit: str) -> None:
    try:
        assert seconds_from(f"{number}{unit}") == number * UNITS[unit]
    except InvalidValue:
        assert not 300 <= number * UNITS[unit] <= 366 * 86_400


def test_a_scheduled_source_is_due_at_once_and_one_by_hand_never(lier: Database, clock: FixedClock) -> None:
    with lier.transaction() as session:
        scheduled = add(session, clock, FEED)
        by_hand = add(session, clock, SourceDraft("Menigheten", "ical", "b.ics"))
        assert (scheduled.every_s, scheduled.due_at) == (21_600, clock.now())
        assert (by_hand.every_s, by_hand.due_at) == (None, None)
    with lier.reading() as session:
        stored = session.get_one(Source, scheduled.id)
        assert (stored.name, stored.location, stored.options) == ("Idrettsrådet", "a.csv", {"delimiter": ";"})
        assert [event.action for event in session.scalars(select(AuditEvent))] == ["create", "create"]


@pytest.mark.parametrize("draft", BAD)
def test_a_source_without_name_place_or_sane_rhythm_is_refused(lier: Database, clock: FixedClock, draft: SourceDraft) -> None:
    with lier.reading() as session, pytest.raises(InvalidValue):
        add(session, clock, draft)


def test_pausing_is_written_down_once_and_undone(lier: Database, clock: FixedClock) -> None:
    with lier.transaction() as session:
        source = add(session, clock, SourceDraft("a", "csv", "a.csv"))
        for paused in (True, True, False):
            pause_source(session, source, paused=paused, actor=SYSTEM, now=clock.now())
    with lier.reading() as session:
        assert session.get_one(Source, source.id).paused is False
        assert list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.id))) == ["create", "pause", "resume"]

"""The state of the catalog as a watchman reads it: what families would find, and what the outbox still holds for the index."""

from datetime import timedelta

from catalog.changes import record_changes
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import Municipality, Offer
from catalog.store.state import place_states, waiting_changes
from catalog.terms import Status


def place(database: Database, number: str, slug: str) -> int:
    """Stores a municipality."""
    with database.transaction() as session:
        made = Municipality(number=number, name=slug, slug=slug)
        session.add(made)
        session.flush()
        return made.id


def offer(database: Database, clock: FixedClock, municipality_id: int, **columns: object) -> int:
    """Stores an offer with these columns."""
    with database.transaction() as session:
        made = Offer(municipality_id=municipality_id, title="Kor", slug="kor", created_at=clock.now(), updated_at=clock.now(), **columns)
        session.add(made)
        session.flush()
        return made.id


def test_only_what_families_would_find_counts_as_an_offer(database: Database, clock: FixedClock) -> None:
    lier, moss = place(database, "3312", "lier"), place(database, "3103", "moss")
    offer(database, clock, lier, status=Status.PUBLISHED)
    merged_into = offer(database, clock, moss, status=Status.ENDED)
    offer(database, clock, moss, status=Status.DRAFT)
    offer(database, clock, moss, status=Status.PUBLISHED, hidden_by="staff:ann")
    offer(database, clock, moss, status=Status.PUBLISHED, merged_into_id=merged_into)
    with database.reading() as session:
        assert [(state.slug, state.has_offers) for state in place_states(session)] == [("lier", True), ("moss", False)]


def test_waiting_changes_are_one_municipalitys_and_as_old_as_the_first(database: Database, clock: FixedClock) -> None:
    lier, moss = place(database, "3312", "lier"), place(database, "3103", "moss")
    for number, place_id in enumerate((lier, moss, lier, lier)):
        with database.transaction() as session:
            record_changes(session, place_id, [number], clock.now() + timedelta(minutes=number))
    with database.reading() as session:
        newest = {state.slug: state.newest_change for state in place_states(session)}
        assert waiting_changes(session, lier, 0) == (3, clock.now())
        assert waiting_changes(session, lier, newest["moss"]) == (2, clock.now() + timedelta(minutes=2))
        assert waiting_changes(session, lier, newest["lier"]) == (0, None)
        assert newest["moss"] < newest["lier"]


def test_a_place_without_changes_is_at_zero(database: Database) -> None:
    lier = place(database, "3312", "lier")
    with database.reading() as session:
        assert place_states(session)[0].newest_change == 0
        assert waiting_changes(session, lier, 0) == (0, None)

"""Subscriptions: nothing before the address confirms, nothing twice, nothing left when it ends; on both databases."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.mail import MailDraft, claim, enqueue, mark_sent, was_refused
from catalog.model import Mail, Municipality, Subscription
from catalog.store.subscriptions import due_subscriptions
from catalog.subscriptions import (
    ASKED_KEPT,
    FIRST_LOOK_AFTER,
    MOST_OF_AN_ADDRESS,
    Confirming,
    Kept,
    Wish,
    ask,
    asked_or_confirmed,
    confirm,
    end,
    forget_unconfirmed,
    letters_of,
    restore,
)
from catalog.terms import MailKind, MailState

KARI = "kari@example.no"
LAST_DAY = date(2027, 2, 28)


@pytest.fixture
def lier(database: Database) -> Database:
    """A database with one municipality, number 1."""
    with database.transaction() as session:
        session.add(Municipality(id=1, number="3312", name="Lier", slug="lier", words={}, brand={}, settings={}, focus_areas=[]))
    return database


def asked(database: Database, clock: FixedClock, search: str = "cost=free", address: str = KARI) -> str:
    """Asks for a subscription with its letter, and returns its handle."""
    with database.transaction() as session:
        row = ask(session, Wish(1, address, search, "nb", LAST_DAY), now=clock.now())
        letter(database, clock, row.handle, session)
        return row.handle


def letter(database: Database, clock: FixedClock, handle: str, session: object) -> None:
    draft = MailDraft(letters_of(handle) + "confirm", MailKind.SUBSCRIPTION_CONFIRM, KARI, "Emne", "Tekst")
    enqueue(session, draft, now=clock.now())  # type: ignore[arg-type]  # the session of the caller


def confirmed(database: Database, clock: FixedClock, handle: str) -> Confirming:
    with database.transaction() as session:
        return confirm(session, 1, handle, now=clock.now())[0]


def ended(database: Database, handle: str) -> Kept | None:
    with database.transaction() as session:
        return end(session, 1, handle)


def count(database: Database, of: type = Subscription) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(of)) or 0


def due(database: Database, clock: FixedClock) -> list[Subscription]:
    with database.reading() as session:
        return due_subscriptions(session, now=clock.now(), limit=10)


def test_nothing_is_due_before_the_address_has_confirmed(lier: Database, clock: FixedClock) -> None:
    handle = asked(lier, clock)
    clock.instant += FIRST_LOOK_AFTER
    assert due(lier, clock) == []
    assert confirmed(lier, clock, handle) is Confirming.CONFIRMED
    assert due(lier, clock) == []
    clock.instant += FIRST_LOOK_AFTER
    assert [row.handle for row in due(lier, clock)] == [handle]


def test_confirming_again_changes_nothing(lier: Database, clock: FixedClock) -> None:
    handle = asked(lier, clock)
    confirmed(lier, clock, handle)
    clock.instant += timedelta(days=3)
    assert confirmed(lier, clock, handle) is Confirming.ALREADY
    assert due(lier, clock)[0].confirmed_at == clock.now() - timedelta(days=3)


def test_of_two_that_ask_the_same_one_remains(lier: Database, clock: FixedClock) -> None:
    first, second = asked(lier, clock), asked(lier, clock)
    assert confirmed(lier, clock, first) is Confirming.CONFIRMED
    assert confirmed(lier, clock, second) is Confirming.ALREADY
    assert (count(lier), count(lier, Mail)) == (1, 1), "the other is gone, and its letter too"
    assert confirmed(lier, clock, second) is Confirming.GONE


def test_two_clicks_at_once_confirm_once(lier: Database, clock: FixedClock) -> None:
    handles = [asked(lier, clock), asked(lier, clock)]
    together, outcomes = Barrier(4), []

    def click(handle: str) -> None:
        together.wait()
        outcomes.append(confirmed(lier, clock, handle))

    clicks = [Thread(target=click, args=(handle,)) for handle in (*handles, *handles)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert outcomes.count(Confirming.CONFIRMED) == 1 and len(outcomes) == 4
    assert count(lier) == 1


def test_after_two_days_an_unconfirmed_one_cannot_be_confirmed_and_is_deleted_with_its_letter(lier: Database, clock: FixedClock) -> None:
    handle = asked(lier, clock)
    clock.instant += ASKED_KEPT
    with lier.transaction() as session:
        assert forget_unconfirmed(session, now=clock.now()) == 0
    clock.instant += timedelta(seconds=1)
    assert confirmed(lier, clock, handle) is Confirming.GONE
    with lier.transaction() as session:
        assert forget_unconfirmed(session, now=clock.now()) == 1
    assert (count(lier), count(lier, Mail)) == (0, 0)


def test_an_end_deletes_the_row_and_every_letter_and_another_finds_nothing(lier: Database, clock: FixedClock) -> None:
    handle, other = asked(lier, clock), asked(lier, clock, "q=kor")
    confirmed(lier, clock, handle)
    assert ended(lier, handle) is not None
    assert ended(lier, handle) is None
    assert (count(lier), count(lier, Mail)) == (1, 1), "those of the other one stay"
    with lier.reading() as session:
        assert asked_or_confirmed(session, 1, other, now=clock.now()) is not None
        assert asked_or_confirmed(session, 2, other, now=clock.now()) is None, "of another municipality"


def test_one_that_was_never_confirmed_cannot_be_ended(lier: Database, clock: FixedClock) -> None:
    assert ended(lier, asked(lier, clock)) is None
    assert count(lier) == 1


def test_what_was_ended_is_restored_as_it_was_and_once(lier: Database, clock: FixedClock) -> None:
    handle = asked(lier, clock)
    confirmed(lier, clock, handle)
    kept = ended(lier, handle)
    assert kept is not None
    for _ in range(2):
        with lier.transaction() as session:
            assert restore(session, kept, now=clock.now())
    assert count(lier) == 1
    assert ended(lier, handle) == kept
    clock.instant += timedelta(days=400)
    with lier.transaction() as session:
        assert not restore(session, kept, now=clock.now()), "its days are over"


def test_an_address_follows_ten_searches(lier: Database, clock: FixedClock) -> None:
    for number in range(MOST_OF_AN_ADDRESS):
        assert confirmed(lier, clock, asked(lier, clock, f"age={number}")) is Confirming.CONFIRMED
    assert confirmed(lier, clock, asked(lier, clock, "q=en til")) is Confirming.TOO_MANY
    assert confirmed(lier, clock, asked(lier, clock, "q=en til", "ola@example.no")) is Confirming.CONFIRMED


def test_the_address_is_erased_from_the_queue_as_soon_as_a_letter_is_sent(lier: Database, clock: FixedClock) -> None:
    handle = asked(lier, clock)
    with lier.transaction() as session:
        claimed = claim(session, now=clock.now())
        assert claimed is not None and claimed.recipient == KARI
        mark_sent(session, claimed, now=clock.now())
    with lier.reading() as session:
        mail = session.scalars(select(Mail)).one()
        assert (mail.state, mail.recipient, mail.subject, mail.text, mail.headers) == (MailState.SENT, "", "", "", {})
        assert not was_refused(session, letters_of(handle))

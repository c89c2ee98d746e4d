"""The queue of mails: asked for once, claimed by one, sent again only after a crash, forgotten in time; nothing can be smuggled in."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.database import Database, Session
from catalog.errors import Conflict, InvalidValue, NotFound
from catalog.mail import (
    ADDRESS_KEPT,
    CLAIM_TTL,
    KEY_KEPT,
    LAST_ATTEMPT,
    LONGEST_RETRY,
    Claimed,
    MailDraft,
    claim,
    enqueue,
    forget,
    mark_failed,
    mark_given_up,
    mark_sent,
    retry,
)
from catalog.model import Mail
from catalog.store.mails import MailQueue, mail_queue, mails
from catalog.terms import MailKind, MailState

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
DRAFT = MailDraft("source-failing:1:7", MailKind.SOURCE_FAILING, "anne@lier.no", "Kilden svarer ikke", "Hei", "<p>Hei</p>")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.transaction() as opened:
        yield opened


def claimed_one(session: Session, now: datetime = NOW) -> Claimed:
    found = claim(session, now=now)
    assert found is not None
    return found


def only(session: Session) -> Mail:
    (row,) = mails(session)
    session.refresh(row)
    return row


def test_a_mail_is_asked_for_once_whatever_is_in_it(session: Session) -> None:
    assert enqueue(session, DRAFT, now=NOW) is not None
    assert enqueue(session, replace(DRAFT, recipient="other@lier.no", text="another"), now=NOW) is None
    assert only(session).text == "Hei"
    assert mail_queue(session) == MailQueue(1, 0, 0, NOW)


def test_a_mail_of_a_transaction_that_fails_was_never_asked_for(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            enqueue(session, DRAFT, now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as session:
        assert mails(session) == []


def test_a_mail_goes_from_queued_by_sending_to_sent_and_its_words_are_erased(session: Session) -> None:
    enqueue(session, DRAFT, now=NOW)
    taken = claimed_one(session)
    assert (taken.attempt, taken.text, only(session).state) == (1, "Hei", MailState.SENDING)
    assert claim(session, now=NOW) is None
    mark_sent(session, taken, now=NOW)
    row = only(session)
    assert (row.state, row.sent_at, row.text, row.html, row.recipient) == (MailState.SENT, NOW, "", None, "anne@lier.no")
    assert claim(session, now=NOW + timedelta(days=9)) is None
    assert enqueue(session, DRAFT, now=NOW) is None


def test_a_claim_that_was_left_behind_is_sent_again_as_the_same_mail_and_the_late_mark_counts_no_more(session: Session) -> None:
    enqueue(session, DRAFT, now=NOW)
    first = claimed_one(session)
    assert claim(session, now=NOW + CLAIM_TTL - timedelta(seconds=1)) is None
    second = claimed_one(session, NOW + CLAIM_TTL)
    assert (second.token, second.created_at, second.attempt) == (first.token, first.created_at, 2)
    mark_given_up(session, first, "late")
    assert only(session).state is MailState.SENDING
    mark_sent(session, second, now=NOW)
    assert only(session).state is MailState.SENT


def test_a_claim_of_a_clock_that_was_a_year_ahead_blocks_nothing(session: Session) -> None:
    enqueue(session, DRAFT, now=NOW)
    claimed_one(session, NOW + timedelta(days=365))
    assert claimed_one(session).attempt == 2


def test_failures_back_off_until_the_mail_is_given_up_and_a_person_can_have_it_tried_again(session: Session) -> None:
    enqueue(session, DRAFT, now=NOW)
    now, waits = NOW, []
    for _ in range(LAST_ATTEMPT - 1):
        again = mark_failed(session, claimed_one(session, now), "busy\r\nnow", now=now, spread=lambda low, _high: low)
        assert again is not None
        waits.append(again - now)
        assert claim(session, now=again - timedelta(seconds=1)) is None
        now = again
    assert waits[:3] == [timedelta(minutes=minutes) for minutes in (1, 2, 4)]
    assert waits == sorted(waits) and waits[-1] == LONGEST_RETRY
    assert timedelta(days=2) < now - NOW < timedelta(days=4)
    assert mail_queue(session) == MailQueue(1, 1, 0, now, "busy now")
    assert mark_failed(session, claimed_one(session, now), "busy", now=now) is None
    assert mail_queue(session) == MailQueue(0, 0, 1)
    retry(session, only(session).id, now=now)
    assert claimed_one(session, now).attempt == 1


def test_what_is_refused_for_good_is_given_up_with_its_reason(session: Session) -> None:
    enqueue(session, DRAFT, now=NOW)
    mark_given_up(session, claimed_one(session), "550 nobody of that name")
    row = only(session)
    assert (row.state, row.last_error) == (MailState.GIVEN_UP, "550 nobody of that name")
    assert claim(session, now=NOW + timedelta(days=9)) is None


def test_only_what_failed_can_be_tried_again(session: Session) -> None:
    with pytest.raises(NotFound):
        retry(session, 99, now=NOW)
    mail_id = enqueue(session, DRAFT, now=NOW) or 0
    with pytest.raises(Conflict, match="is queued"):
        retry(session, mail_id, now=NOW)
    mark_given_up(session, claimed_one(session), "no")
    forget(session, now=NOW + ADDRESS_KEPT + timedelta(days=1))
    session.expire_all()
    with pytest.raises(Conflict, match="erased"):
        retry(session, mail_id, now=NOW)


def test_a_mail_for_later_waits_and_the_longest_due_goes_first(session: Session) -> None:
    later = NOW + timedelta(hours=1)
    enqueue(session, replace(DRAFT, key="a:later", not_before=later), now=NOW)
    enqueue(session, replace(DRAFT, key="a:now", subject="Nå"), now=NOW)
    first = claimed_one(session)
    assert first.subject == "Nå"
    mark_sent(session, first, now=NOW)
    assert claim(session, now=NOW) is None
    assert claimed_one(session, later).subject == DRAFT.subject


def test_old_mails_lose_their_address_and_much_later_their_key_but_none_that_waits(session: Session) -> None:
    enqueue(session, DRAFT, now=NOW)
    enqueue(session, replace(DRAFT, key="a:waits"), now=NOW)
    mark_sent(session, claimed_one(session), now=NOW)
    assert forget(session, now=NOW + ADDRESS_KEPT) == 0
    assert forget(session, now=NOW + ADDRESS_KEPT + timedelta(days=1)) == 1
    session.expire_all()
    assert [(row.key, row.recipient) for row in mails(session)] == [("a:waits", "anne@lier.no"), (DRAFT.key, "")]
    assert forget(session, now=NOW + KEY_KEPT + timedelta(days=1)) == 1
    assert [row.key for row in mails(session)] == ["a:waits"]


BREAKS = ["\r\nBcc: x@y.no", "\nX: y", "\rX", "\x00", "\u2028X", "\x85X"]


@pytest.mark.parametrize(
    "wrong",
    [
        *({"subject": f"Hei{end}"} for end in BREAKS),
        *({"recipient": f"anne@lier.no{end}"} for end in BREAKS),
        *({"headers": {"List-Unsubscribe": f"<https://x.no/u>{end}"}} for end in BREAKS),
        {"headers": {"Bcc": "x@y.no"}},
        {"headers": {"List-Id\r\nBcc": "x@y.no"}},
        {"headers": {"List-Id": "æ"}},
        {"subject": " "},
        {"subject": "a" * 201},
        {"recipient": "anne@lier.no, per@lier.no"},
        {"recipient": "Anne <anne@lier.no>"},
        {"recipient": "anne"},
        {"recipient": ""},
        {"key": "Anne@lier.no"},
    ],
)
def test_what_would_be_more_than_one_header_is_refused(session: Session, wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        enqueue(session, replace(DRAFT, **wrong), now=NOW)  # type: ignore[arg-type]
    assert mails(session) == []


def test_of_many_that_claim_at_once_each_mail_goes_to_one(database: Database) -> None:
    with database.transaction() as session:
        for number in range(12):
            enqueue(session, replace(DRAFT, key=f"a:{number}"), now=NOW)
    taken: list[int] = []

    def take() -> None:
        while True:
            with database.transaction() as session:
                found = claim(session, now=NOW)
            if found is None:
                return
            taken.append(found.id)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) >= 12 and sorted(set(taken)) == sorted(taken)


@pytest.mark.postgres
def test_of_two_that_ask_at_once_one_mail_comes(postgres: Database) -> None:
    """On PostgreSQL both see no such key; the unique index lets the second wait and then find it taken."""
    asked: list[int | None] = []
    with postgres.transaction() as session:
        asked.append(enqueue(session, DRAFT, now=NOW))

        def ask() -> None:
            with postgres.transaction() as other:
                asked.append(enqueue(other, DRAFT, now=NOW))

        second = threading.Thread(target=ask)
        second.start()
        second.join(0.3)
    second.join()
    assert [given is None for given in asked] == [False, True]

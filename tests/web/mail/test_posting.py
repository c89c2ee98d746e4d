"""From the queue to the door: each mail once, in order, at a steady pace; what fails waits, what is refused is left to a person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from catalog.clock import FixedClock
from catalog.leases import StaleLease
from catalog.mail import CLAIM_TTL, MailDraft, claim, enqueue
from catalog.model import Mail
from catalog.store.mails import mails
from catalog.terms import MailKind, MailState
from tests.web.mail.smtp_server import Inbox, running_smtp
from web.context import Krets
from web.mail.doors import Door, FolderDoor, SmtpDoor
from web.mail.posting import AT_ONCE, Post

DRAFT = MailDraft("source-failing:1:1", MailKind.SOURCE_FAILING, "anne@lier.no", "Kilden på Ås", "Hei")


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with running_smtp(Inbox()) as running:
        yield running


def ask(krets: Krets, number: int) -> None:
    """So many mails are in the queue."""
    with krets.database.transaction() as session:
        for each in range(number):
            enqueue(session, replace(DRAFT, key=f"a:{each}", recipient=f"a{each}@lier.no"), now=krets.clock.now())


def post(krets: Krets, inbox: Inbox) -> Post:
    return Post(krets, SmtpDoor("127.0.0.1", inbox.port, step_s=5.0))


def send(krets: Krets, door: Door) -> int:
    return Post(krets, door).send_due(lambda _: None)


def rows(krets: Krets) -> list[Mail]:
    with krets.database.reading() as session:
        return mails(session)[::-1]


def test_what_waits_goes_in_order_a_few_at_a_time_and_each_once(krets: Krets, inbox: Inbox) -> None:
    ask(krets, AT_ONCE + 2)
    sender = post(krets, inbox)
    assert [sender.send_due(lambda _: None) for _ in range(3)] == [AT_ONCE, 2, 0]
    assert inbox.recipients == [f"a{each}@lier.no" for each in range(AT_ONCE + 2)]
    assert {(row.state, row.text) for row in rows(krets)} == {(MailState.SENT, "")}


def test_a_refused_mail_is_given_up_with_the_reason_and_does_not_stop_the_others(krets: Krets, inbox: Inbox) -> None:
    inbox.answer_to_rcpt = "550 nobody of that name"
    ask(krets, 2)
    assert post(krets, inbox).send_due(lambda _: None) == 2
    assert [(row.state, row.attempts) for row in rows(krets)] == [(MailState.GIVEN_UP, 1)] * 2
    assert "550 nobody of that name" in (rows(krets)[0].last_error or "")


def test_a_busy_server_is_left_alone_and_the_mail_goes_later(krets: Krets, inbox: Inbox, clock: FixedClock) -> None:
    inbox.answer_to_data = "451 later"
    ask(krets, 3)
    assert post(krets, inbox).send_due(lambda _: None) == 0
    assert [row.state for row in rows(krets)] == [MailState.FAILED, MailState.QUEUED, MailState.QUEUED]
    inbox.answer_to_data = ""
    clock.instant += timedelta(minutes=2)
    assert post(krets, inbox).send_due(lambda _: None) == 3
    assert len(inbox.mails) == 3


def test_who_dies_between_sending_and_marking_sends_the_same_mail_again_and_no_other(krets: Krets, clock: FixedClock) -> None:
    folder = krets.settings.data_dir / "mail"
    ask(krets, 1)
    with krets.database.transaction() as session:
        assert claim(session, now=clock.now())
    assert send(krets, FolderDoor(folder)) == 0
    clock.instant += CLAIM_TTL
    assert send(krets, FolderDoor(folder)) == 1
    clock.instant += CLAIM_TTL
    assert send(krets, FolderDoor(folder)) == 0
    assert len(list(folder.iterdir())) == 1
    assert [(row.state, row.attempts) for row in rows(krets)] == [(MailState.SENT, 2)]


def test_who_does_not_lead_sends_nothing(krets: Krets, inbox: Inbox) -> None:
    ask(krets, 1)

    def refuse(_session: object) -> None:
        raise StaleLease("jobs")

    with pytest.raises(StaleLease):
        post(krets, inbox).send_due(refuse)
    assert post(krets, inbox).send_due(lambda _: None, stopped=lambda: True) == 0
    assert (inbox.mails, rows(krets)[0].state) == ([], MailState.QUEUED)


def test_a_mail_whose_stored_header_was_tampered_with_is_not_sent(krets: Krets, inbox: Inbox) -> None:
    ask(krets, 1)
    with krets.database.transaction() as session:
        mails_there = mails(session)
        mails_there[0].subject = "Hei\r\nBcc: x@y.no"
    assert post(krets, inbox).send_due(lambda _: None) == 1
    assert (inbox.mails, rows(krets)[0].state) == ([], MailState.GIVEN_UP)

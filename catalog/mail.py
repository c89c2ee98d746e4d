"""The queue of mails: what is asked for within somebody's transaction, and how each mail gets from there to sent.

Nothing is mailed twice: a mail has a key, and a second one with the same key is not taken. Whoever sends first claims a mail in a
transaction, then sends it outside of any, then marks it in another; who dies between sending and marking leaves a claim behind,
which after `CLAIM_TTL` is sent again, with the same Message-ID. This module sends nothing itself and knows no server.
"""

import random
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from catalog.database import Session
from catalog.errors import Conflict, InvalidValue, NotFound
from catalog.mail_address import mail_address
from catalog.model import Mail
from catalog.terms import MailKind, MailState
from catalog.text import clean_line, shorten

CLAIM_TTL = timedelta(minutes=10)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=6)
JITTER_SHARE = 0.2
LAST_ATTEMPT = 20
"""About three days after the first one."""
ADDRESS_KEPT = timedelta(days=30)
KEY_KEPT = timedelta(days=400)
LONGEST_SUBJECT = 200
LONGEST_REASON = 500
TO_SUBSCRIBERS = frozenset({MailKind.SUBSCRIPTION_CONFIRM, MailKind.SUBSCRIPTION_DIGEST, MailKind.SUBSCRIPTION_ENDED})
"""Kinds of mail whose address is erased as soon as they are sent."""
HEADERS = frozenset({"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Reply-To"})
_BREAKS = re.compile(r"[\r\n\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_KEY = re.compile(r"[a-z0-9][a-z0-9:._-]{2,199}")

Spread = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail to be sent once. `key` says what it is about, and when it would be another mail; it must not hold an address.

    `headers` are those of `HEADERS`, for mails to lists. `not_before` None means at once.
    """

    key: str
    kind: MailKind
    recipient: str
    subject: str
    text: str
    html: str | None = None
    language: str = "nb"
    headers: Mapping[str, str] = field(default_factory=dict)
    not_before: datetime | None = None
    municipality_id: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this process may now send. `attempt` counts from 1 and proves the claim when the mail is marked."""

    id: int
    attempt: int
    token: str
    recipient: str
    subject: str
    text: str
    html: str | None
    language: str
    headers: Mapping[str, str]
    created_at: datetime


def enqueue(session: Session, draft: MailDraft, *, now: datetime) -> int | None:
    """Puts a mail into the queue within the caller's transaction; returns its id, None where one with the key is there already.

    Raises `InvalidValue` for an address, subject or header that could not be sent or would say more than one thing.
    """
    _check(draft)
    if session.scalar(select(Mail.id).where(Mail.key == draft.key)) is not None:
        return None
    row = Mail(
        key=draft.key,
        kind=draft.kind,
        municipality_id=draft.municipality_id,
        recipient=mail_address(draft.recipient, "recipient"),
        subject=draft.subject,
        text=draft.text,
        html=draft.html,
        language=draft.language,
        headers=dict(draft.headers),
        token=secrets.token_hex(16),
        created_at=now,
        not_before=draft.not_before or now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return None  # two asked for it at the same moment; the other one's stands
    return row.id


def _check(draft: MailDraft) -> None:
    if not _KEY.fullmatch(draft.key):
        raise InvalidValue("key", draft.key, "a key has a–z, 0–9, colon, point and hyphen, at most 200")
    if not draft.subject.strip() or len(draft.subject) > LONGEST_SUBJECT or _BREAKS.search(draft.subject):
        raise InvalidValue("subject", draft.subject, f"a subject is one line of 1 to {LONGEST_SUBJECT} characters")
    for name, value in draft.headers.items():
        if name not in HEADERS:
            raise InvalidValue("header", name, f"a mail's own headers are {', '.join(sorted(HEADERS))}")
        if not value.strip() or not value.isascii() or _BREAKS.search(value):
            raise InvalidValue(name, value, "a header is one line of plain letters")


def claim(session: Session, *, now: datetime, mail_id: int | None = None) -> Claimed | None:
    """Takes the mail that has waited longest and is due, or the one asked for if it is due; None where there is none."""
    waiting = and_(Mail.state.in_((MailState.QUEUED, MailState.FAILED)), Mail.not_before <= now)
    # a claim from the future is one of a clock that was wrong
    left = and_(Mail.state == MailState.SENDING, or_(Mail.claimed_at <= now - CLAIM_TTL, Mail.claimed_at > now + CLAIM_TTL))
    query = select(Mail).where(or_(waiting, left)).order_by(Mail.not_before, Mail.id).limit(1).with_for_update(skip_locked=True)
    row = session.scalars(query if mail_id is None else query.where(Mail.id == mail_id)).first()
    if row is None:
        return None
    row.state, row.claimed_at, row.attempts = MailState.SENDING, now, row.attempts + 1
    session.flush()
    return Claimed(
        row.id, row.attempts, row.token, row.recipient, row.subject, row.text, row.html, row.language, dict(row.headers), row.created_at
    )


def mark_sent(session: Session, claimed: Claimed, *, now: datetime) -> None:
    """The mail has been sent: what it said is erased. One that another has claimed meanwhile is left to it."""
    row = _own(session, claimed)
    if row is not None:
        row.state, row.sent_at, row.last_error = MailState.SENT, now, None
        row.text, row.html, row.headers = "", None, {}
        if row.kind in TO_SUBSCRIBERS:
            row.recipient, row.subject = "", ""
        session.flush()


def mark_failed(session: Session, claimed: Claimed, reason: str, *, now: datetime, spread: Spread = random.uniform) -> datetime | None:
    """The mail could not be sent for now: when it is tried again; None where it has been tried for long enough and is given up."""
    row = _own(session, claimed)
    if row is None:
        return None
    row.last_error = _plain(reason)
    if row.attempts >= LAST_ATTEMPT:
        row.state = MailState.GIVEN_UP
        session.flush()
        return None
    wait = min(FIRST_RETRY * 2 ** (row.attempts - 1), LONGEST_RETRY)
    row.state, row.not_before = MailState.FAILED, now + wait * spread(1, 1 + JITTER_SHARE)
    session.flush()
    return row.not_before


def mark_given_up(session: Session, claimed: Claimed, reason: str) -> None:
    """The mail was refused for good; only a person can have it tried again."""
    row = _own(session, claimed)
    if row is not None:
        row.state, row.last_error = MailState.GIVEN_UP, _plain(reason)
        session.flush()


def retry(session: Session, mail_id: int, *, now: datetime) -> Mail:
    """Has a mail that failed or was given up tried again at once, as if new. Raises `NotFound`, and `Conflict` for any other."""
    row = session.get(Mail, mail_id)
    if row is None:
        raise NotFound("mail", mail_id)
    if row.state not in {MailState.FAILED, MailState.GIVEN_UP}:
        raise Conflict(f"mail {mail_id} is {row.state}; only one that failed or was given up is tried again")
    if not row.recipient:
        raise Conflict(f"mail {mail_id} is older than {ADDRESS_KEPT.days} days: its address and text are erased")
    row.state, row.not_before, row.attempts = MailState.QUEUED, now, 0
    session.flush()
    return row


def withdraw(session: Session, prefix: str) -> int:
    """Deletes every mail whose key begins so, sent or not; one that is just being sent still arrives. Returns how many."""
    gone = delete(Mail).where(Mail.key.startswith(prefix, autoescape=True))
    return session.execute(gone).rowcount  # type: ignore[attr-defined,no-any-return]  # a cursor result


def was_refused(session: Session, prefix: str) -> bool:
    """Whether a mail whose key begins so was given up."""
    given_up = select(Mail.id).where(Mail.key.startswith(prefix, autoescape=True), Mail.state == MailState.GIVEN_UP)
    return session.scalar(given_up.limit(1)) is not None


def forget(session: Session, *, now: datetime) -> int:
    """Erases whom old mails were for and what they said, and drops the oldest altogether; returns how many."""
    ended = Mail.state.in_((MailState.SENT, MailState.GIVEN_UP))
    blank: dict[str, object] = {"recipient": "", "subject": "", "text": "", "html": None, "headers": {}, "last_error": None}
    erased = update(Mail).where(ended, Mail.created_at < now - ADDRESS_KEPT, Mail.recipient != "").values(blank)
    dropped = delete(Mail).where(ended, Mail.created_at < now - KEY_KEPT)
    numbers = [session.execute(each).rowcount for each in (erased, dropped)]  # type: ignore[attr-defined]  # cursor results
    return sum(numbers)


def _own(session: Session, claimed: Claimed) -> Mail | None:
    """The row while the claim holds; None when the mail is gone or somebody else has claimed it since."""
    query = select(Mail).where(Mail.id == claimed.id).with_for_update().execution_options(populate_existing=True)
    row = session.scalars(query).first()
    return row if row is not None and (row.state, row.attempts) == (MailState.SENDING, claimed.attempt) else None


def _plain(reason: str) -> str:
    return shorten(clean_line(reason), LONGEST_REASON)

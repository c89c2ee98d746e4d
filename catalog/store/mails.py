"""The queue of mails, looked at: named queries, session first. Nothing here changes a mail (`catalog.mail` does)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from catalog.database import Session
from catalog.model import Mail
from catalog.terms import MailState


@dataclass(frozen=True, slots=True)
class MailQueue:
    """How the queue stands: how many wait, how many of these have failed before, how many were given up; since when the oldest is due."""

    waiting: int = 0
    failing: int = 0
    given_up: int = 0
    oldest_due: datetime | None = None
    newest_error: str | None = None


def mail_queue(session: Session) -> MailQueue:
    """How the queue stands now. Mails that are to be sent later count as waiting, too."""
    unsent = (MailState.QUEUED, MailState.SENDING, MailState.FAILED)
    counts = select(
        func.count(case((Mail.state.in_(unsent), 1))),
        func.count(case((Mail.state == MailState.FAILED, 1))),
        func.count(case((Mail.state == MailState.GIVEN_UP, 1))),
        func.min(case((Mail.state.in_(unsent), Mail.not_before))),
    )
    waiting, failing, given_up, oldest = session.execute(counts).one()
    error = session.scalars(select(Mail.last_error).where(Mail.state == MailState.FAILED).order_by(Mail.claimed_at.desc()).limit(1)).first()
    return MailQueue(waiting, failing, given_up, oldest, error)


def mails(session: Session, *, state: MailState | None = None, limit: int = 100) -> list[Mail]:
    """The newest mails first, of one state or of all."""
    query = select(Mail).order_by(Mail.id.desc()).limit(limit)
    return list(session.scalars(query if state is None else query.where(Mail.state == state)))

"""The queue of mails: one row for each mail that was ever asked for, by a key that lets nothing be mailed twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.model.base import Record, Word
from catalog.terms import MailKind, MailState


class Mail(Record):
    """One mail. `key` says what it is about and never holds an address; `token` is what its Message-ID begins with, so that a
    mail which had to be sent again is the same mail to whoever receives it.

    `claimed_at` is when somebody last began to send it. What it says is erased as soon as it is sent, whom it was for some time
    after (`catalog.mail.forget`); the key stays for longer.
    """

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_due", "state", "not_before"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[MailKind] = mapped_column(Word(MailKind))
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"), index=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(8))
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    token: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    state: Mapped[MailState] = mapped_column(Word(MailState), default=MailState.QUEUED)
    claimed_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
    sent_at: Mapped[datetime | None]

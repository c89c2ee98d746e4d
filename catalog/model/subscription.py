"""Subscriptions by e-mail to a search: the address, the search, the language and days; nothing else of who asked."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.model.base import Record


class Subscription(Record):
    """One subscription; deleted when it ends, and 48 hours after it was asked for where nobody confirmed it.

    `search` holds the pairs of an address, without words of access and without a place that somebody lives at. `handle` is what the
    links in its letters begin with; what proves a link is not stored (`catalog.links_by_mail`). `covered_until` is up to when new
    offers have been told of, `due_at` when they are next looked for; both are None until it is confirmed. `ends_on` is its last day.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        Index(
            "uq_subscription_confirmed",
            "municipality_id",
            "address",
            "search",
            unique=True,
            sqlite_where=text("confirmed_at IS NOT NULL"),
            postgresql_where=text("confirmed_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    handle: Mapped[str] = mapped_column(String(24), unique=True)
    address: Mapped[str]
    search: Mapped[str]
    language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    covered_until: Mapped[datetime | None]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    ends_on: Mapped[date]

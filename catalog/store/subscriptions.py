"""Subscriptions and what is new for them: named queries, session first. Nothing here changes a subscription."""

from datetime import datetime

from sqlalchemy import or_, select

from catalog.clock import oslo_day
from catalog.database import Session
from catalog.model import Offer, Subscription
from catalog.terms import Status


def due_subscriptions(session: Session, *, now: datetime, limit: int) -> list[Subscription]:
    """The confirmed subscriptions that are to be looked at now, those that wait longest first."""
    due = or_(Subscription.due_at <= now, Subscription.ends_on < oslo_day(now))
    query = select(Subscription).where(Subscription.confirmed_at.is_not(None), due)
    return list(session.scalars(query.order_by(Subscription.due_at, Subscription.id).limit(limit)))


def subscription(session: Session, subscription_id: int) -> Subscription | None:
    """The subscription as it is at this moment, held until the transaction ends."""
    query = select(Subscription).where(Subscription.id == subscription_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).first()


def offers_new_between(session: Session, municipality_id: int, after: datetime, until: datetime) -> frozenset[int]:
    """Ids of the offers on show that entered the catalog after one instant and not after another."""
    mine = (Offer.municipality_id == municipality_id, Offer.status == Status.PUBLISHED)
    return frozenset(session.scalars(select(Offer.id).where(*mine, Offer.created_at > after, Offer.created_at <= until)))

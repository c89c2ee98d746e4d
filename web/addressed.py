"""The offer that an address means, for its page and its calendar file: the number says which, the words only how it is called today.

A wrong word, another municipality or a merged offer leads on to the right address; one that ended long ago is gone for good.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import redirect, request
from werkzeug.wrappers import Response

from catalog.database import Session
from catalog.model import Municipality, Offer
from catalog.offer_facts import ended_since
from catalog.store.offers import home_of, public_offer, standing_id
from web.gone import Gone

SHOWN_AFTER_END = timedelta(days=365)
"""Posters live long: so long does the page of an offer that is over."""
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Addressed:
    """An offer that families may see, whose it is, and since when it is over, if it is."""

    offer: Offer
    municipality: Municipality
    ended_on: date | None


def addressed_offer(session: Session, offer_id: int, today: date) -> Addressed:
    """The offer of a number, or what it was merged into; raises `NotFound`, and `Gone` a year after its end."""
    offer = public_offer(session, standing_id(session, offer_id))
    ended_on = ended_since(offer, today)
    if ended_on and today - ended_on > SHOWN_AFTER_END:
        raise Gone("offer", offer_id)
    return Addressed(offer, home_of(session, offer), ended_on)


def moved_to(path: str) -> Response | None:
    """A lasting redirect where the request's own path is another one; its query goes along."""
    if request.path == path:
        return None
    query = request.query_string.decode("ascii", "replace")
    return redirect(f"{path}?{query}" if query else path, 301)

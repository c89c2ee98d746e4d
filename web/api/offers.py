"""One offer as JSON: what families may see of it; a merged one leads to the offer that stands for it now."""

from flask import Response, g, redirect
from werkzeug.wrappers import Response as AnyResponse

from catalog.errors import NotFound
from catalog.model import Municipality
from catalog.store.offers import public_offer
from catalog.store.sources import surviving_offer
from web.api.reply import given, reply
from web.api.searching import shaper_for
from web.links import api_offer_path


def offer(offer_id: int) -> AnyResponse:
    """The offer; ended and cancelled ones say so in `status`. Raises `NotFound` for one that is a draft, hidden or nowhere."""
    given()
    survivor = surviving_offer(g.session, offer_id)
    if survivor is None:
        raise NotFound("offer", offer_id)
    found = public_offer(g.session, survivor)
    if survivor != offer_id:
        return _moved(survivor)
    g.municipality = g.session.get_one(Municipality, found.municipality_id)
    return reply(shaper_for([found]).full(found))


def _moved(offer_id: int) -> AnyResponse:
    return redirect(api_offer_path(offer_id), 301, Response)

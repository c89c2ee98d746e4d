"""One offer as JSON: what families may see of it; a merged one leads to the offer that stands for it now."""

from flask import Response, g, redirect
from werkzeug.wrappers import Response as AnyResponse

from catalog.store.offers import home_of, public_offer, standing_id
from web.api.answer_shape import Asker
from web.api.reply import given, language_of, reply
from web.frame import krets
from web.links import api_offer_path


def offer(offer_id: int) -> AnyResponse:
    """The offer; ended and cancelled ones say so in `status`. Raises `NotFound` for one that is a draft, hidden or nowhere."""
    language = language_of(given().get("lang"))
    standing = standing_id(g.session, offer_id)
    found = public_offer(g.session, standing)
    if standing != offer_id:
        return redirect(api_offer_path(standing), 301, Response)
    asker = Asker(krets(), g.session, home_of(g.session, found), language)
    return reply(asker.shaper_for([found]).full(found))

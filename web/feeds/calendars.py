"""Calendar files by address: of one offer, and of any search, to subscribe to.

A file changes only when its offers do, so that calendars that ask again are answered with "not modified".
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Response, current_app, g, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.clock import today
from catalog.model import Municipality, Offer
from catalog.store.offers import offers_by_id
from search.filters import OfferFilter
from web.addressed import addressed_offer, moved_to
from web.answers import legal_names, point_near
from web.context import Krets
from web.feeds.ics import CONTENT_TYPE, calendar_of
from web.language import Language
from web.links import absolute, offer_calendar_path, offer_path

MOST_OFFERS = 500
"""A calendar of more than this many offers helps nobody; it holds the first ones in the asked order."""
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def offer_calendar(municipality: str, offer_id: int, slug: str) -> AnyResponse:  # noqa: ARG001  the address's words are checked by `moved_to`
    """The dates of one offer; found, moved and gone by the rules of its page."""
    found = addressed_offer(g.session, offer_id, today(_krets().clock))
    moved = moved_to(offer_calendar_path(found.municipality, found.offer))
    return moved or _calendar(found.municipality, [found.offer], found.offer.title, found.offer.slug)


def search_calendar(municipality: str) -> Response:
    """The dates of everything that a search finds, whatever its page; a value that cannot be meant is refused."""
    opened, place = _krets(), g.municipality
    names = legal_names(opened, g.session, place)
    asked = OfferFilter.from_params(request.args.items(multi=True), strict=False, names=names)
    point = point_near(opened, place, asked.near)
    ids = opened.search.all_ids(place.id, asked, names, point=point, limit=MOST_OFFERS)
    language = Language.of(request.args.get("lang") or place.language)
    return _calendar(place, offers_by_id(g.session, ids), language.gettext("Fritid i %(name)s", name=place.name), municipality)


def _calendar(municipality: Municipality, offers: Sequence[Offer], name: str, file: str) -> Response:
    base_url = _krets().settings.base_url
    entries = [(offer, absolute(base_url, offer_path(municipality, offer))) for offer in offers]
    changed = max((offer.updated_at for offer in offers), default=NEVER)
    response = Response(calendar_of(entries, name=name, base_url=base_url, now=changed), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{file}.ics"'
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _krets() -> Krets:
    opened: Krets = current_app.extensions["krets"]
    return opened

"""The search as JSON: the same answer as the page's, with facets, what was understood, and ways on."""

from collections.abc import Sequence

from flask import Response, g, request

from catalog.model import Offer
from search.filters import OfferFilter
from web.answers import answer, legal_names
from web.api.answer_shape import Asker, answer_shape
from web.api.reply import language_of, reply
from web.api.shape import Shaper
from web.pages.frame import krets


def search(municipality: str) -> Response:  # noqa: ARG001  the record is in g
    """One page of the offers that fit."""
    names = legal_names(krets(), g.session, g.municipality)
    asked = OfferFilter.from_params(request.args.items(multi=True), strict=True, names=names)
    language = language_of(asked.lang)
    asker = Asker(krets(), g.session, g.municipality, language)
    return reply(answer_shape(asker, answer(krets(), g.session, g.municipality, asked, names)), language)


def shaper_for(offers: Sequence[Offer]) -> Shaper:
    """What makes the shapes of these offers of the request's municipality."""
    return Asker(krets(), g.session, g.municipality, language_of(None)).shaper_for(offers)

"""The search as JSON: the same answer as the page's, with facets, what was understood, and ways on."""

from flask import Response, g

from search.filters import OfferFilter
from web.answers import answer, legal_names
from web.api.answer_shape import Asker, answer_shape
from web.api.reply import language_of, reply
from web.asked import pairs
from web.frame import krets


def search(municipality: str) -> Response:  # noqa: ARG001  the record is in g
    """One page of the offers that fit."""
    names = legal_names(krets(), g.session, g.municipality)
    asked = OfferFilter.from_params(pairs(), strict=True, names=names)
    language = language_of(asked.lang)
    asker = Asker(krets(), g.session, g.municipality, language)
    return reply(answer_shape(asker, answer(krets(), g.session, g.municipality, asked, names)), language)

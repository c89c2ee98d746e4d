"""The style sheet of a municipality's colours, which every page of it loads after the common one."""

from flask import Response, g, request

from catalog.errors import NotFound
from catalog.model import Municipality
from web.theme import Theme


def colours(municipality: str) -> Response:
    """The colours that the brand gives; 404 without one, and a brand that cannot be read is refused with the reason."""
    place: Municipality = g.municipality
    if "primary" not in place.brand:
        raise NotFound("theme", municipality)
    response = Response(Theme.from_brand(place.brand["primary"], place.brand.get("accent")).css(), mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.add_etag()
    response.make_conditional(request)
    return response

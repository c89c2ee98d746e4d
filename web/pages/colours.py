"""What makes a municipality's pages its own: the style sheet of its colours, and the drawing of its districts that lies behind them."""

from hashlib import sha256
from http import HTTPStatus

from flask import Response, g, request

from catalog.clock import today
from catalog.errors import NotFound
from catalog.geo.shapes import shapes_of
from catalog.store.places import districts, districts_told
from web.emblem import emblem
from web.frame import krets
from web.theme import Theme

SECONDS_TO_REUSE = 3600


def colours(municipality: str) -> Response:
    """The colours that the brand gives; 404 without one, and a brand that cannot be read is refused with the reason."""
    theme = Theme.of(g.municipality.brand)
    if theme is None:
        raise NotFound("theme", municipality)
    drawn = any(length for _, length in _told())
    shape = f':root{{--shape:url("/theme/{municipality}.svg")}}' if drawn else ""
    response = Response(theme.css() + shape, mimetype="text/css")
    response.add_etag()
    return _kept(response)


def outline(municipality: str) -> Response:
    """The municipality's districts as a drawing; 404 where no district has an area."""
    told = _told()
    if not any(length for _, length in told):
        raise NotFound("outline", municipality)
    response = Response(mimetype="image/svg+xml")
    response.set_etag(sha256(f"{g.municipality.id} {told}".encode()).hexdigest()[:32])
    if _kept(response).status_code == HTTPStatus.OK:
        rows = districts(g.session, g.municipality.id, on=today(krets().clock))
        response.data = emblem([shape.geometry for shape in shapes_of(row.geometry for row in rows if row.geometry)])
    return response


def _told() -> list[tuple[int, int]]:
    """The districts in force today, and how much of an area each has."""
    return districts_told(g.session, g.municipality.id, today(krets().clock))


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={SECONDS_TO_REUSE}"
    response.make_conditional(request)
    return response

"""The areas of the school districts for the map, simplified, as GeoJSON (RFC 7946) from our own address."""

import json
from hashlib import sha256

from flask import Response, g, request

from catalog.clock import today
from catalog.geo.shapes import shapes_of
from catalog.store.places import districts, districts_told
from web.frame import krets

CONTENT_TYPE = "application/geo+json"
SECONDS_TO_REUSE = 3600
"""Districts change once in years."""


def shapes(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The districts in force today that have an area: name, whether it is approximate, where the name fits."""
    day = today(krets().clock)
    told = districts_told(g.session, g.municipality.id, day)
    response = Response(content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS_TO_REUSE}"
    response.set_etag(sha256(f"{g.municipality.id} {told}".encode()).hexdigest()[:32])
    response.make_conditional(request)
    if response.status_code == 200:
        drawn = [(row, row.geometry) for row in districts(g.session, g.municipality.id, on=day) if row.geometry]
        made = zip(drawn, shapes_of(area for _, area in drawn), strict=True)
        features = [
            {
                "type": "Feature",
                "properties": {"name": row.name, "approximate": row.approximate, "label": [shape.label.lon, shape.label.lat]},
                "geometry": json.loads(shape.geometry),
            }
            for (row, _), shape in made
        ]
        response.data = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    return response

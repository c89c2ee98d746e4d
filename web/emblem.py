"""A municipality's own outline as a drawing: its school districts side by side, faint and white, to lie behind a page's question.

Pure: GeoJSON areas in, an SVG out. For the eye alone; it says nothing that the page does not say in words.
"""

import json
from collections.abc import Iterator, Sequence
from math import cos, radians
from typing import Any

HEIGHT = 1000
FILL = 0.06
LINE = 0.2
LINE_WIDTH = 4

Ring = list[tuple[float, float]]
"""Longitudes and latitudes of one closed line."""


def emblem(areas: Sequence[str]) -> str:
    """The areas (GeoJSON polygons) as one SVG of `HEIGHT` units, north up, as wide as they are at their latitude.

    Raises ValueError where there is no area.
    """
    drawn = [list(_rings(json.loads(area))) for area in areas]
    points = [point for rings in drawn for ring in rings for point in ring]
    if not points:
        raise ValueError("no area to draw")
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    scale = HEIGHT / (north - south)
    stretched = scale * cos(radians((south + north) / 2))
    paths = "".join(
        "M" + "L".join(f"{(lon - west) * stretched:.0f} {(north - lat) * scale:.0f}" for lon, lat in ring) + "Z"
        for rings in drawn
        for ring in rings
    )
    margin, width = LINE_WIDTH, (east - west) * stretched
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-margin} {-margin} {width + 2 * margin:.0f} {HEIGHT + 2 * margin}">'
        f'<path fill="#fff" fill-opacity="{FILL}" fill-rule="evenodd" stroke="#fff" stroke-opacity="{LINE}" '
        f'stroke-width="{LINE_WIDTH}" stroke-linejoin="round" d="{paths}"/></svg>'
    )


def _rings(area: dict[str, Any]) -> Iterator[Ring]:
    """The lines of a polygon or of several."""
    polygons = area["coordinates"] if area["type"] == "MultiPolygon" else [area["coordinates"]]
    for polygon in polygons:
        yield from ([(point[0], point[1]) for point in ring[:-1]] for ring in polygon)

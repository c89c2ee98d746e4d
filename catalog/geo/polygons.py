"""Polygons out of GeoJSON: read, brought to WGS84, repaired where invalid, and every repair and refusal reported.

A refused feature costs itself only; a document that is no GeoJSON, or too big, is refused whole. Nothing is simplified.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

import shapely
from shapely import STRtree
from shapely.errors import ShapelyError
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from catalog.errors import InvalidValue
from catalog.geo.projection import WGS84, choose_crs, reproject

MAX_POINTS = 1_000_000
MAX_BYTES = 50_000_000
MAX_CROSSINGS = 2_000
_PIECES_AT_ONCE = 100
Area = Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class PolygonFeature:
    """One area in WGS84 with its properties; `repaired` says what was wrong with it, None when nothing was."""

    properties: Mapping[str, object]
    area: Area
    repaired: str | None = None


@dataclass(frozen=True, slots=True)
class Polygons:
    """The areas of a document, and one line for each feature that was refused (counted from 1)."""

    features: tuple[PolygonFeature, ...]
    problems: tuple[str, ...]


def read_polygon_file(path: Path, crs: str | None = None) -> Polygons:
    """The areas of a GeoJSON file (UTF-8). Raises InvalidValue when it is missing, too big or no GeoJSON."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidValue("file", path.name, f"larger than {MAX_BYTES // 1_000_000} MB")
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidValue("file", path.name, "cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise InvalidValue("file", path.name, "is not GeoJSON") from error
    return read_polygons(document, crs)


def read_polygons(document: object, crs: str | None = None) -> Polygons:
    """The areas of a parsed GeoJSON document: a FeatureCollection, a Feature or a bare geometry.

    Raises InvalidValue for anything else, for an unknown system, and for more than a million coordinates in all.
    """
    if not isinstance(document, Mapping):
        raise InvalidValue("geojson", type(document).__name__, "is not a GeoJSON object")
    system = choose_crs(document, crs)
    features: list[PolygonFeature] = []
    problems: list[str] = []
    points = 0
    for number, feature in enumerate(_features(document), start=1):
        points += _count_points(feature.get("geometry"))
        if points > MAX_POINTS:
            raise InvalidValue("geojson", f"feature {number}", f"more than {MAX_POINTS:,} coordinates")
        try:
            features.append(_read_feature(feature, system))
        except InvalidValue as error:
            problems.append(f"feature {number}: {error}")
    return Polygons(tuple(features), tuple(problems))


def _features(document: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        members = document.get("features")
        if not isinstance(members, Sequence) or isinstance(members, str):
            raise InvalidValue("geojson", kind, "has no list of features")
        for member in members:
            yield member if isinstance(member, Mapping) else {}
    elif kind == "Feature":
        yield document
    elif isinstance(kind, str) and ("coordinates" in document or "geometries" in document):
        yield {"geometry": document}
    else:
        raise InvalidValue("geojson", kind, "is neither features nor a geometry")


def _count_points(geometry: object) -> int:
    """How many coordinate pairs a geometry holds, counted before any of it is built."""
    waiting, points = [geometry], 0
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            waiting += [part.get("coordinates"), part.get("geometries")]
        elif isinstance(part, list):
            if part and not isinstance(part[0], list | Mapping):
                points += 1
            else:
                waiting += part
    return points


def _read_feature(feature: Mapping[str, object], system: str) -> PolygonFeature:
    properties = feature.get("properties")
    area, repaired = _repair(reproject(_build(feature.get("geometry")), system, WGS84))
    return PolygonFeature(dict(properties) if isinstance(properties, Mapping) else {}, area, repaired)


def _build(geometry: object) -> BaseGeometry:
    """The polygonal parts of a GeoJSON geometry."""
    if not isinstance(geometry, Mapping):
        raise InvalidValue("geometry", geometry, "is missing")
    try:
        built = shape(cast("dict[str, object]", geometry))
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise InvalidValue("geometry", geometry.get("type"), "cannot be read") from error
    parts = polygonal_parts(built)
    if parts is None:
        raise InvalidValue("geometry", geometry.get("type"), "has no area")
    return parts


def _repair(geometry: BaseGeometry) -> tuple[Area, str | None]:
    """The area made valid, and what was wrong with it. Raises InvalidValue when it crosses itself too often to be a border."""
    wrong = None if geometry.is_valid else explain_validity(geometry)
    if wrong and _crosses_itself_more_than(geometry, MAX_CROSSINGS):
        raise InvalidValue("geometry", geometry.geom_type, f"crosses itself more than {MAX_CROSSINGS:,} times")
    mended = shapely.make_valid(geometry, method="structure", keep_collapsed=False) if wrong else geometry
    area = polygonal_parts(mended)
    if area is None or not area.is_valid or area.area <= 0:
        raise InvalidValue("geometry", geometry.geom_type, "encloses no area")
    return cast("Area", area.normalize()) if wrong else area, wrong


def _crosses_itself_more_than(geometry: BaseGeometry, limit: int) -> bool:
    """Mending takes time by the square of the crossings, so they are counted first, and only until the limit."""
    lines = [ring.coords for polygon in shapely.get_parts(geometry) for ring in (polygon.exterior, *polygon.interiors)]
    pieces = [LineString(piece) for line in lines for piece in pairwise(line)]
    tree, found = STRtree(pieces), 0
    for start in range(0, len(pieces), _PIECES_AT_ONCE):
        found += len(tree.query(pieces[start : start + _PIECES_AT_ONCE], predicate="crosses")[0])
        if found > 2 * limit:  # each crossing is met from both of its pieces
            return True
    return False


def polygonal_parts(geometry: BaseGeometry) -> Area | None:
    """The polygons of a geometry, lines and points dropped; None when there are none."""
    if isinstance(geometry, Polygon):
        return None if geometry.is_empty else geometry
    if isinstance(geometry, MultiPolygon | GeometryCollection):
        found = [polygonal_parts(part) for part in geometry.geoms]
        polygons = [polygon for part in found if part is not None for polygon in shapely.get_parts(part)]
        if len(polygons) == 1:
            return cast("Polygon", polygons[0])
        return MultiPolygon(polygons) if polygons else None
    return None


def area_from_text(text: str) -> Area:
    """The area of a stored GeoJSON geometry. Raises InvalidValue when it holds none."""
    try:
        area = polygonal_parts(shapely.from_geojson(text))
    except ShapelyError as error:
        raise InvalidValue("geometry", text, "is not GeoJSON") from error
    if area is None:
        raise InvalidValue("geometry", text, "has no area")
    return area


def area_to_text(area: Area) -> str:
    """The area as GeoJSON in WGS84, every digit kept so that shared borders stay shared."""
    return shapely.to_geojson(area)

"""From any coordinate system to WGS84 degrees. Axis order is always x = east/longitude, y = north/latitude.

The system comes from an option, else from GeoJSON's legacy `crs` member (Norwegian municipal servers still write it), else it is
WGS84, as RFC 7946 says. Coordinates that cannot belong to the stated system are refused, since a point read in the wrong one
lands somewhere plausible and wrong. ETRS89 (EPSG:4258) is taken as WGS84; the difference is under a metre.

Transformers are cached for the process; pyproj's are safe to share between threads.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, TypeVar

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely import force_2d
from shapely import transform as transform_coordinates
from shapely.geometry.base import BaseGeometry

from catalog.errors import InvalidValue
from catalog.values import Point

WGS84 = "EPSG:4326"
_AUTHORITY = r"(?:urn:(?:x-)?ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?EPSG(?::|:[\d.]*:|/[\d.]+/)"
_EPSG = re.compile(rf"^(?:{_AUTHORITY})?(\d{{4,6}})$", re.IGNORECASE)
_CRS84 = re.compile(r"CRS:?84$", re.IGNORECASE)
Geometry = TypeVar("Geometry", bound=BaseGeometry)
_DEGREE_LIMITS = (180.0, 90.0)


def crs_code(text: str) -> str:
    """The `EPSG:n` form of a system's name (`urn:ogc:def:crs:EPSG::25832`, `EPSG:25832`, `25832`, `CRS84`).

    Raises InvalidValue for a name that means no known system.
    """
    name = text.strip()
    if _CRS84.search(name):
        return WGS84
    match = _EPSG.match(name)
    if not match:
        raise InvalidValue("crs", text, "name the system as EPSG:number, for example EPSG:25833")
    code = f"EPSG:{match[1]}"
    _system(code)
    return code


def declared_crs(document: Mapping[str, object]) -> str | None:
    """What the legacy `crs` member of a GeoJSON document declares, as `EPSG:n`; None when there is none."""
    member = document.get("crs")
    if member is None:
        return None
    properties = member.get("properties") if isinstance(member, Mapping) else None
    name = properties.get("name") if isinstance(properties, Mapping) else None
    if not isinstance(name, str):
        raise InvalidValue("crs", member, "the crs member has no name; state the system as an option")
    return crs_code(name)


def choose_crs(document: Mapping[str, object], option: str | None) -> str:
    """The option's system, else the document's own, else WGS84."""
    return crs_code(option) if option else declared_crs(document) or WGS84


@lru_cache(maxsize=64)
def _system(code: str) -> CRS:
    try:
        return CRS.from_user_input(code)
    except CRSError as error:
        raise InvalidValue("crs", code, "no such coordinate system") from error


@lru_cache(maxsize=64)
def transformer(source: str, target: str = WGS84) -> Transformer:
    """Turns x/y of `source` into x/y of `target`; shared and safe between threads."""
    return Transformer.from_crs(_system(source), _system(target), always_xy=True)


def metric_crs(lon: float) -> str:
    """The ETRS89 UTM system whose zone holds the longitude (zones 32 to 35 cover mainland Norway): metres, true to shape."""
    zone = min(35, max(32, int((lon + 180) // 6) + 1))
    return f"EPSG:{25800 + zone}"


def to_wgs84(x: float, y: float, crs: str = WGS84) -> Point:
    """The point in degrees. Raises InvalidValue when the coordinates cannot be of that system."""
    code = crs_code(crs)
    refuse_misfit((x, y, x, y), code)
    try:
        lon, lat = transformer(code).transform(x, y, errcheck=True)
    except ProjError as error:
        raise InvalidValue("point", f"{x}, {y}", f"outside what {code} can express") from error
    return Point(lat=lat, lon=lon)


def refuse_misfit(bounds: tuple[float, float, float, float], code: str) -> None:
    """Raises InvalidValue when bounds (x min, y min, x max, y max) cannot be coordinates of the system."""
    given = ", ".join(f"{bound:g}" for bound in bounds[:2])
    if not all(math.isfinite(bound) for bound in bounds):
        raise InvalidValue("coordinates", given, "not a number")
    in_degrees = all(abs(bound) <= limit for bound, limit in zip(bounds, _DEGREE_LIMITS * 2, strict=True))
    geographic = _system(code).is_geographic
    if geographic and not in_degrees:
        raise InvalidValue("coordinates", given, "these are not degrees; state the coordinate system, for example crs=EPSG:25833")
    if not geographic and in_degrees:
        raise InvalidValue("coordinates", given, f"these look like degrees, not metres of {code}")


def reproject(geometry: Geometry, source: str, target: str = WGS84) -> Geometry:
    """The geometry in the target system, heights dropped. Raises InvalidValue when it does not fit its system."""
    flat = force_2d(geometry)
    refuse_misfit(flat.bounds, source)
    if source == target:
        return flat
    project: Callable[..., Any] = partial(transformer(source, target).transform, errcheck=True)
    try:
        return transform_coordinates(flat, project, interleaved=False)
    except ProjError as error:
        raise InvalidValue("coordinates", flat.bounds[:2], f"outside what {source} can express") from error

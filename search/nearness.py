"""Distances from one point to a column of points, in metres.

On the WGS84 ellipsoid with the radii of curvature at the asked point: within 0.2 % of a geodesic up to 50 km, which is all a
municipality needs. Rows without a point have no distance (NaN), and so are never near.
"""

import numpy as np
from numpy.typing import NDArray

from catalog.values import Point

EQUATOR_M = 6_378_137.0
ECCENTRICITY_SQUARED = 0.00669437999014


def distances_m(lat: NDArray[np.float64], lon: NDArray[np.float64], point: Point) -> NDArray[np.float32]:
    """Metres from the point to each pair of degrees."""
    middle = np.radians((lat + point.lat) / 2)
    curve = 1 - ECCENTRICITY_SQUARED * np.sin(middle) ** 2
    east = np.radians((lon - point.lon + 180) % 360 - 180) * np.cos(middle) * EQUATOR_M / np.sqrt(curve)
    north = np.radians(lat - point.lat) * EQUATOR_M * (1 - ECCENTRICITY_SQUARED) / curve**1.5
    metres: NDArray[np.float32] = np.hypot(east, north).astype(np.float32)
    return metres

"""Distances on the earth's surface. One pair at a time: whole columns of points are the search's own business."""

from geopy.distance import geodesic

from catalog.values import Point


def distance_m(one: Point, other: Point) -> float:
    """Metres along the WGS84 ellipsoid between two points."""
    return float(geodesic((one.lat, one.lon), (other.lat, other.lon)).meters)

"""Places: points, distances, polygons, districts, addresses and geocoding."""

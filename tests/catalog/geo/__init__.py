"""Places: coordinates, polygons, districts, schools, addresses and geocoding."""

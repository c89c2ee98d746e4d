"""Geocoders on geopy's own base: Kartverket's address service, and an offline one over what is loaded.

Both follow geopy's convention (`geocode(query)` gives a `Location` or None) and add `find`, which says how sure the answer is.
None means only "no such place"; a service that is down, slow, refusing or talking nonsense raises GeocoderUnavailable. Neither
limits its own rate or remembers answers: see `catalog.geo.locating`, and why not geopy's RateLimiter, which is per process.

Source: Kartverket's address API (`/adresser/v1/sok`), CC BY 4.0; EPSG:4258 is taken as WGS84.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderRateLimited, GeopyError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from catalog.errors import GeocoderUnavailable, InvalidValue
from catalog.geo.addresses import StreetAddress, parse_address, street_key
from catalog.geo.offline_places import OfflinePlaces
from catalog.terms import PointQuality
from catalog.values import Point

TIMEOUT_S = 10.0
_MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A geocoder's answer: the point, how sure it is, and the geocoder's own words for the place."""

    point: Point
    quality: PointQuality
    label: str
    raw: dict[str, Any] = field(default_factory=dict)


class AddressFinder(Protocol):
    """What the locator asks."""

    name: str

    def find(self, query: str) -> Found | None:
        """The place that the text means; None when there is none. Raises GeocoderUnavailable."""


class GeocoderBusy(GeocoderUnavailable):
    """The geocoder asks for a pause of `retry_after` seconds."""

    def __init__(self, message: str, retry_after: float) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class KartverketGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Kartverket's open address search, limited to one municipality by its number.

    `host` is the service's address, with or without the path (`https://ws.geonorge.no`, `https://api.kartverket.no/adresser/v1`).
    """

    name = "kartverket"
    path = "/adresser/v1/sok"

    def __init__(self, host: str, municipality_number: str, *, timeout: float = TIMEOUT_S, user_agent: str = "krets") -> None:
        parts = urlsplit(host)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise InvalidValue("geocoder", host, "is not an http or https address")
        super().__init__(scheme=parts.scheme, timeout=timeout, user_agent=user_agent, adapter_factory=URLLibAdapter)
        base = host.rstrip("/").removesuffix("/sok").removesuffix("/adresser/v1")
        self.api = f"{base}{self.path}"
        self.municipality_number = municipality_number

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL) -> Location | list[Location] | None:
        """The addresses that the text means, as geopy gives them; raises geopy's own errors."""
        address = parse_address(query)
        wanted = {
            "sok": address.line,
            "kommunenummer": self.municipality_number,
            "utkoordsys": "4258",
            "treffPerSide": _MOST_HITS,
            "side": 0,
        }
        hits = self._call_geocoder(f"{self.api}?{urlencode(wanted)}", self._parse, timeout=timeout)
        fitting = [hit for hit in hits if self._fits(hit.raw, address)]
        return (fitting[0] if exactly_one else fitting) if fitting else None

    def find(self, query: str) -> Found | None:
        """The best address of the text. A street without a house number gives a point of quality `street`."""
        try:
            hits = self.geocode(query, exactly_one=False) or []
        except GeocoderRateLimited as error:
            raise GeocoderBusy("the geocoder asks for a pause", float(error.retry_after or 60)) from error
        except GeopyError as error:
            raise GeocoderUnavailable(f"the geocoder gave no usable answer ({type(error).__name__})") from error
        except (KeyError, TypeError, ValueError, AttributeError, InvalidValue) as error:
            raise GeocoderUnavailable("the geocoder answered in a shape that is not its own") from error
        if not hits:
            return None
        hit = hits[0]
        quality = PointQuality.ADDRESS if parse_address(query).number else PointQuality.STREET
        return Found(Point(hit.latitude, hit.longitude), quality, hit.address, _kept(hit.raw))

    def _parse(self, answer: dict[str, Any]) -> list[Location]:
        return [_location(hit) for hit in answer["adresser"]]

    def _fits(self, hit: dict[str, Any], wanted: StreetAddress) -> bool:
        """The service searches loosely: only the same street, house and municipality count."""
        if hit["kommunenummer"] != self.municipality_number or not wanted.street:
            return False
        if street_key(hit["adressenavn"] or "") != street_key(wanted.street):
            return False
        if wanted.postcode and hit.get("postnummer") and hit["postnummer"] != wanted.postcode:
            return False
        return wanted.number is None or (hit["nummer"], (hit.get("bokstav") or "").upper() or None) == (wanted.number, wanted.letter)


def _location(hit: dict[str, Any]) -> Location:
    stated = hit["representasjonspunkt"]
    point = Point(float(stated["lat"]), float(stated["lon"]))
    label = f"{hit['adressetekst']}, {hit.get('postnummer') or ''} {hit.get('poststed') or ''}".strip(" ,")
    return Location(label, (point.lat, point.lon), hit)


def _kept(hit: dict[str, Any]) -> dict[str, Any]:
    """What is worth remembering of a hit."""
    return {key: hit.get(key) for key in ("adressetekst", "kommunenummer", "postnummer", "poststed", "oppdateringsdato")}


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Answers from loaded addresses, venues, schools and place names alone; asks nobody. The default."""

    name = "offline"

    def __init__(self, places: OfflinePlaces) -> None:
        super().__init__(adapter_factory=URLLibAdapter)
        self._places = places

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL) -> Location | list[Location] | None:  # noqa: ARG002  geopy's convention
        """The place as geopy gives it; `raw` holds how sure it is."""
        found = self._places.find(query)
        if found is None:
            return None
        place = Location(found.label, (found.point.lat, found.point.lon), {"quality": found.quality.value})
        return place if exactly_one else [place]

    def find(self, query: str) -> Found | None:
        """The place that the text means."""
        found = self._places.find(query)
        return None if found is None else Found(found.point, found.quality, found.label)

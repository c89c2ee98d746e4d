"""A search from the parameters of an address to its answer, the same for pages, JSON, calendars and the command line.

The place of `near` is found in the catalog's own names and addresses and forgotten with the answer. When the index is away the
database answers in its place, and the answer says so.
"""

from dataclasses import dataclass

from catalog.clock import today
from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.geo.geocoding import OfflineGeocoder
from catalog.geo.offline_places import OfflinePlaces
from catalog.model import Municipality, Offer
from catalog.store.offers import offers_by_id
from catalog.values import Point
from search.filters import OfferFilter
from search.names import Names, names_of
from search.results import Results
from web.context import Krets

NEAR_DECIMALS = 3
"""A typed address is rounded to about 100 m before it is used."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One search and its answer: what was asked, in which words, the page of results and their offers in order."""

    asked: OfferFilter
    names: Names
    results: Results
    offers: tuple[Offer, ...]

    @property
    def distances(self) -> dict[int, float]:
        """Metres by offer id, where a place was asked for."""
        return {hit.id: hit.distance_m for hit in self.results.hits if hit.distance_m is not None}


def legal_names(krets: Krets, session: Session, municipality: Municipality) -> Names:
    """The words that a search here may use today."""
    return names_of(session, municipality, frozenset(krets.vocabulary.concepts), today(krets.clock))


def answer(krets: Krets, session: Session, municipality: Municipality, asked: OfferFilter, names: Names) -> Answer:
    """The answer to a filter; raises `InvalidValue` when the place of `near` is not known here."""
    point = point_near(krets, municipality, asked.near)
    results = krets.search.search(municipality.id, asked, names, point)
    return Answer(asked, names, results, tuple(offers_by_id(session, results.ids)))


def point_near(krets: Krets, municipality: Municipality, near: Point | str | None) -> Point | None:
    """The point that `near` means: as given, or of a place, school, address or postcode of this municipality."""
    if near is None or isinstance(near, Point):
        return near
    places = OfflineGeocoder(OfflinePlaces(krets.database, municipality.id))
    found = places.find(near)
    if found is None:
        raise InvalidValue("near", near, "no such place, address or postcode is known here")
    return Point(round(found.point.lat, NEAR_DECIMALS), round(found.point.lon, NEAR_DECIMALS))

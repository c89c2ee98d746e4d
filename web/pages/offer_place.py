"""Where an offer is held: the place with a link to a map, its district, whom it is open to, how to get there.

A home has neither name, address nor point here, whatever is stored of it; "held in" and "open to" are never mixed.
"""

from catalog.model import SchoolDistrict, Venue
from catalog.offer_facts import held_in, open_venue, point_of
from catalog.terms import PlaceKind, PointQuality
from web.frame import district_word
from web.labels import label
from web.links import district_path, map_address, school_path
from web.pages.telling import Telling
from web.view import Fact, FactLine
from web.wording.dates import list_words

MOST_LINKS = 4
"""More districts and schools than this are told in one line."""
UNSURE = frozenset({PointQuality.STREET, PointQuality.APPROXIMATE})


def place_fact(told: Telling) -> Fact:
    """The row about where."""
    return Fact("map-pin", told.gettext("Hvor"), (*_venue(told), *_district(told), *_open_to(told)))


def _venue(told: Telling) -> list[FactLine]:
    offer, venue, point = told.offer, open_venue(told.offer), point_of(told.offer)
    if venue is None:
        at_home = offer.venue is not None or offer.place_kind is PlaceKind.HOME
        lines = [FactLine(label(PlaceKind.HOME if at_home else offer.place_kind, told.language))]
        return [*lines, told.quiet(told.gettext("Arrangøren forteller deg adressen"))] if at_home else lines
    lines = [FactLine(label(offer.place_kind, told.language))] if offer.place_kind in {PlaceKind.SEVERAL, PlaceKind.ONLINE} else []
    lines.append(FactLine(_address(venue)))
    if point:
        lines.append(FactLine(told.gettext("Vis på kart"), map_address(point.lat, point.lon)))
    if point and venue.point_quality in UNSURE:
        lines.append(told.quiet(told.gettext("Punktet på kartet er omtrentlig")))
    if venue.outside:
        lines.append(told.quiet(told.gettext("Utenfor %(name)s", name=told.municipality.name)))
    if venue.transport:
        lines.append(told.own(venue.transport, quiet=True))
    return lines


def _address(venue: Venue) -> str:
    town = " ".join(part for part in (venue.postcode, venue.city) if part)
    return ", ".join(dict.fromkeys(part for part in (venue.name, venue.address, town) if part))


def _district(told: Telling) -> list[FactLine]:
    """The district it is held in; that it is not known where there is a place without one."""
    word = district_word(told.municipality, told.language)
    word = word[:1].upper() + word[1:]
    found = held_in(told.offer)
    if not found:
        placed = open_venue(told.offer) is not None and told.offer.place_kind not in {PlaceKind.SEVERAL, PlaceKind.ONLINE}
        return [told.quiet(told.gettext("%(district)s: ikke kjent", district=word))] if placed else []
    return [_district_link(told, word, district) for district in found]


def _district_link(told: Telling, word: str, district: SchoolDistrict) -> FactLine:
    words = f"{word}: {district.name}"
    if district.approximate:
        words = told.gettext("%(district)s (omtrentlig grense)", district=words)
    return told.link(words, district_path(told.municipality.slug, district.slug), quiet=True)


def _open_to(told: Telling) -> list[FactLine]:
    """Whom the organiser invites: each with a link, or in one line where they are many."""
    slug = told.municipality.slug
    places = {row.district.name: district_path(slug, row.district.slug) for row in told.offer.open_to if row.district}
    places |= {row.school.name: school_path(slug, row.school.slug) for row in told.offer.open_to if row.school}
    names = sorted(places)
    if len(names) > MOST_LINKS:
        return [FactLine(told.gettext("For barn fra %(places)s", places=list_words(names, told.language)))]
    return [told.link(told.gettext("For barn fra %(places)s", places=name), places[name]) for name in names]

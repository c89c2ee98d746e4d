"""Places of one municipality by what is loaded: addresses, venues, schools, named places, postcodes. Asks nobody.

In this order: the whole address; a venue, school or place by name; the street alone; and, for a text that is nothing but a
postcode or a town, the middle of what is known there. A guess is `approximate`; an unknown house of a known street is `street`.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, select

from catalog.database import Database, Session
from catalog.geo.addresses import StreetAddress, parse_address, street_key
from catalog.geo.known_names import KnownNames, KnownPlace
from catalog.model import Address, School, Venue
from catalog.terms import PointQuality
from catalog.text import clean_line, name_key
from catalog.values import Point

_SURENESS = list(PointQuality)


class OfflinePlaces:
    """The known places of one municipality. Names are read once, when it is made; addresses when asked for."""

    def __init__(self, database: Database, municipality_id: int) -> None:
        self._database = database
        self._municipality_id = municipality_id
        with database.reading() as session:
            self._places = [*_known(session, municipality_id)]
        self.names = KnownNames(self._places)
        self._at_address: dict[str, list[tuple[StreetAddress, KnownPlace]]] = {}
        for place in self._places:
            if place.address:
                address = parse_address(place.address, place.postcode)
                self._at_address.setdefault(street_key(address.street or ""), []).append((address, place))

    def find(self, query: str) -> KnownPlace | None:
        """The place that the text means; None when nothing known fits."""
        text = clean_line(query)
        address = parse_address(text)
        if address.street is None:
            return self._area(text, address)
        if address.number is not None:
            return self._house(address) or self.names.within(text) or self._street(address)
        return (
            self.names.whole(text)
            or self._named_place(address)
            or self.names.within(text)
            or self._street(address)
            or self._area(text, address)
        )

    def house(self, text: str) -> KnownPlace | None:
        """The very house that a text gives the address of ("Lokalet, Festplassen 1"); None for any vaguer place."""
        address = parse_address(clean_line(text))
        return self._house(address) if address.number is not None else None

    def _house(self, address: StreetAddress) -> KnownPlace | None:
        """A register's point of the very address, else that of a venue or school at it."""
        for row in self._register(Address.key == address.key):
            if _agrees(row.postcode, address.postcode):
                return KnownPlace(row.point, PointQuality.ADDRESS, address.line)
        for known, place in self._at_address.get(street_key(address.street or ""), ()):
            if known.key == address.key and _agrees(known.postcode, address.postcode):
                quality = max(place.quality, PointQuality.ADDRESS, key=_SURENESS.index)
                return KnownPlace(place.point, quality, address.line)
        return None

    def _named_place(self, address: StreetAddress) -> KnownPlace | None:
        """A place name of the register (an address without a house number)."""
        key = street_key(address.street or "")
        return next(iter(self._register((Address.key == key) & Address.number.is_(None))), None)

    def _street(self, address: StreetAddress) -> KnownPlace | None:
        """The middle of the street's known houses."""
        key = street_key(address.street or "")
        houses = self._register(Address.key.startswith(f"{key} ", autoescape=True))
        points = [row.point for row in houses if _agrees(row.postcode, address.postcode)]
        points += [place.point for known, place in self._at_address.get(key, ()) if _agrees(known.postcode, address.postcode)]
        return KnownPlace(_middle(points), PointQuality.STREET, address.line) if points else None

    def _area(self, text: str, address: StreetAddress) -> KnownPlace | None:
        """The middle of a postcode's or town's known places, for a text that says nothing more."""
        if address.postcode and address.street is None:
            points = [place.point for place in self._places if place.postcode == address.postcode]
            points += [row.point for row in self._register(Address.postcode == address.postcode)]
        elif name_key(text) and address.postcode is None:
            points = [place.point for place in self._places if name_key(place.city or "") == name_key(text)]
        else:
            points = []
        return KnownPlace(_middle(points), PointQuality.APPROXIMATE, text) if points else None

    def _register(self, condition: ColumnElement[bool]) -> list[KnownPlace]:
        """The addresses that fit, as values, since nothing read outlives its session."""
        with self._database.reading() as session:
            here = select(Address).where(Address.municipality_id == self._municipality_id, condition)
            return [
                KnownPlace(Point(row.lat, row.lon), PointQuality.APPROXIMATE, row.street, postcode=row.postcode)
                for row in session.scalars(here.order_by(Address.id))
            ]


def _known(session: Session, municipality_id: int) -> Iterator[KnownPlace]:
    """Schools first, so that a school's name means the school. Hidden homes and places outside are nobody's landmark."""
    open_venue = (Venue.hidden.is_(False), Venue.outside.is_(False))
    for record, conditions in ((School, ()), (Venue, open_venue)):
        told = (record.name, record.aliases, record.address, record.postcode, record.city)
        here = select(record.lat, record.lon, record.point_quality, *told).where(record.municipality_id == municipality_id, *conditions)
        for lat, lon, quality, name, aliases, *where in session.execute(here.order_by(record.id)):
            if lat is not None and lon is not None:
                yield KnownPlace(Point(lat, lon), quality, name, tuple(aliases), *where)


def _agrees(known: str | None, asked: str | None) -> bool:
    return known is None or asked is None or known == asked


def _middle(points: Sequence[Point]) -> Point:
    """The mean point; exact enough within a municipality."""
    return Point(sum(point.lat for point in points) / len(points), sum(point.lon for point in points) / len(points))

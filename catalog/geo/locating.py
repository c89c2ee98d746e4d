"""Where a venue is, before an importer's transaction begins: stated point, known venue, remembered answer, geocoder.

A geocoder that fails costs only the place, never the import: the venue's point stays unknown and is asked for again next time.
After three failures in a row it is left alone for the rest of the run. Answers of remote geocoders are remembered, misses too;
answers outside the municipality are refused. A stated point outside is kept and marked.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from catalog.clock import Clock, oslo_day
from catalog.database import Database
from catalog.drafts import VenueDraft
from catalog.errors import GeocoderUnavailable
from catalog.geo.addresses import parse_address, street_key
from catalog.geo.assigning import districts_at
from catalog.geo.border import Border
from catalog.geo.districts import district_index
from catalog.geo.geocoding import AddressFinder, Found, GeocoderBusy, KartverketGeocoder, OfflineGeocoder
from catalog.geo.known_names import KnownPlace
from catalog.geo.offline_places import OfflinePlaces
from catalog.geo.rate_gate import Turnstile
from catalog.located import Located
from catalog.model import GeocodeAnswer, Municipality
from catalog.terms import PointQuality
from catalog.values import Point

HIT_LASTS = timedelta(days=180)
MISS_LASTS = timedelta(days=14)
PATIENCE = 3
HOUSE = frozenset({PointQuality.EXACT, PointQuality.ADDRESS})
STATED = "stated"
KNOWN = "known venue"
_QUERY_LENGTH = 200


@dataclass(slots=True)
class Tally:
    """What a run asked: requests sent, answers taken from memory, failures (their words once each)."""

    asked: int = 0
    remembered: int = 0
    failed: int = 0
    reasons: list[str] = field(default_factory=list)


class Locator:
    """Finds the venues of one municipality's feed. One for each run; not shared between threads.

    `remote` is asked only where the catalog's own addresses and venues do not answer; None: it is never asked.
    """

    def __init__(
        self, database: Database, municipality_id: int, clock: Clock, remote: AddressFinder | None, turnstile: Turnstile | None = None
    ) -> None:
        self._database = database
        self._municipality_id = municipality_id
        self._remote = remote
        self._clock = clock
        self._turnstile = turnstile or Turnstile(database, remote.name if remote else "", clock)
        self._places = OfflinePlaces(database, municipality_id)
        self._offline = OfflineGeocoder(self._places)
        with database.reading() as session:
            self._border = Border.from_text(session.get_one(Municipality, municipality_id).boundary)
            self._districts = district_index(session, municipality_id, oslo_day(clock.now()))
        self._failures_in_a_row = 0
        self.tally = Tally()

    def locate(self, venue: VenueDraft) -> Located | None:
        """The venue's place with its districts; None when it is unknown (no address, no such address, or the geocoder is away)."""
        if venue.point and not _is_null_island(venue.point):
            unsure = venue.point_quality is PointQuality.UNKNOWN
            return self._located(venue.point, PointQuality.EXACT if unsure else venue.point_quality, STATED)
        known = self._known(venue)
        if known:
            return self._located(known.point, known.quality, KNOWN)
        found = self._ask(_query(venue))
        if found:
            return self._located(found[0].point, found[0].quality, found[1])
        about = self._named_in_part(venue)
        return self._located(about.point, about.quality, KNOWN) if about else None

    def _located(self, point: Point, quality: PointQuality, source: str) -> Located:
        outside = self._border is not None and not self._border.holds(point)
        return Located(point, quality, source, outside, districts_at(self._districts, point))

    def _known(self, venue: VenueDraft) -> KnownPlace | None:
        """A venue or school of the very name, unless the feed gives it another address."""
        place = self._places.names.whole(venue.name) if venue.name else None
        return place if place and not _elsewhere(venue, place) else None

    def _named_in_part(self, venue: VenueDraft) -> KnownPlace | None:
        """A house or known venue that the name mentions among other words, where the feed's address does not contradict it."""
        name = venue.name or ""
        place = (None if venue.address else self._places.house(name)) or self._places.names.within(name)
        return place if place and not _elsewhere(venue, place) else None

    def _ask(self, query: str) -> tuple[Found, str] | None:
        """The answer to an address, and whose it is: the catalog's own where it knows the house, else the remote geocoder's."""
        if not query:
            return None
        own = self._offline.find(query)
        if self._remote and (own is None or own.quality not in HOUSE):
            theirs = self._remembered_or_asked(query[:_QUERY_LENGTH], self._remote)
            if theirs:
                return theirs, self._remote.name
        return (own, self._offline.name) if own else None

    def _remembered_or_asked(self, query: str, finder: AddressFinder) -> Found | None:
        key = (finder.name, self._municipality_id, query.casefold())
        with self._database.reading() as session:
            answer = session.get(GeocodeAnswer, key)
            if answer and answer.expires_at > self._clock.now():
                self.tally.remembered += 1
                return _from_memory(answer)
        if self._failures_in_a_row >= PATIENCE:
            return None
        try:
            self._turnstile.wait()
            self.tally.asked += 1
            found = finder.find(query)
        except GeocoderUnavailable as error:
            self._fail(error)
            return None
        self._failures_in_a_row = 0
        if found and self._border and not self._border.holds(found.point):
            found = None
        self._remember(key, found)
        return found

    def _fail(self, error: GeocoderUnavailable) -> None:
        self._failures_in_a_row += 1
        self.tally.failed += 1
        if str(error) not in self.tally.reasons:
            self.tally.reasons.append(str(error))
        if isinstance(error, GeocoderBusy):
            self._turnstile.postpone(error.retry_after)

    def _remember(self, key: tuple[str, int, str], found: Found | None) -> None:
        now = self._clock.now()
        answer = GeocodeAnswer(
            geocoder=key[0],
            municipality_id=key[1],
            query=key[2],
            found=found is not None,
            lat=found.point.lat if found else None,
            lon=found.point.lon if found else None,
            label=found.label if found else None,
            raw={**found.raw, "quality": found.quality.value} if found else {},
            asked_at=now,
            expires_at=now + (HIT_LASTS if found else MISS_LASTS),
        )
        with self._database.transaction() as session:
            session.merge(answer)


def locator_for(database: Database, municipality_id: int, clock: Clock, geocoder_url: str | None) -> Locator:
    """The locator of an installation: offline, or with Kartverket's service at the address that the settings name."""
    with database.reading() as session:
        number = session.get_one(Municipality, municipality_id).number
    remote = KartverketGeocoder(geocoder_url, number) if geocoder_url else None
    return Locator(database, municipality_id, clock, remote)


def _query(venue: VenueDraft) -> str:
    """The address as one asks for it; empty when there is no street, since a postcode alone is no place."""
    if not venue.address:
        return ""
    area = f"{venue.postcode or ''} {venue.city or ''}".strip()
    return venue.address if not area or (venue.postcode and venue.postcode in venue.address) else f"{venue.address}, {area}"


def _elsewhere(venue: VenueDraft, place: KnownPlace) -> bool:
    """Whether the feed's address is another one than the known place's; unknown is no difference."""
    if not venue.address or not place.address:
        return False
    said, known = parse_address(venue.address), parse_address(place.address)
    if not said.street or not known.street:
        return False
    return said.key != known.key if said.number and known.number else street_key(said.street) != street_key(known.street)


def _from_memory(answer: GeocodeAnswer) -> Found | None:
    if not answer.found or answer.lat is None or answer.lon is None:
        return None
    return Found(Point(answer.lat, answer.lon), PointQuality(answer.raw["quality"]), answer.label or "", dict(answer.raw))


def _is_null_island(point: Point) -> bool:
    """0, 0 is how many systems write "no point"."""
    return point.lat == 0 and point.lon == 0

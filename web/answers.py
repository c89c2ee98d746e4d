"""A search from the parameters of an address to its answer, the same for pages, JSON, calendars and the command line.

Its words are read as filters first, unless it is literal; of several readings the first whose words find anything is taken. The
place of `near` is found in the catalog's own names and addresses and forgotten with the answer. When the index is away the
database answers in its place, and the answer says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalog.clock import today
from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.geo.geocoding import OfflineGeocoder
from catalog.geo.offline_places import OfflinePlaces
from catalog.listed import ListedOffer
from catalog.model import Municipality
from catalog.store.listed_offers import offers_by_id
from catalog.values import Point
from search.answering import Reading
from search.filters import OfferFilter
from search.names import Names, names_of
from search.relaxing import FEW
from search.results import Notice, Results
from search.understanding.merging import merged
from search.understanding.understand import understand
from web.context import Krets
from web.meaning import Meaning, Understand, meanings

NEAR_DECIMALS = 3
"""A typed address is rounded to about 100 m before it is used."""

MOST_IDS = 500
"""So many offers a search gives at once where it is not paged: enough for every calendar that anybody reads."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One search and its answer: what was meant, in which legal words, the page of results and their offers in order.

    `first` is what was understood first, where that found nothing and `meaning` is another reading. `nearest` and `may_fit` are
    offers that may do instead, where little was found.
    """

    meaning: Meaning
    first: Meaning
    names: Names
    results: Results
    offers: tuple[ListedOffer, ...]
    nearest: tuple[ListedOffer, ...] = ()
    may_fit: tuple[ListedOffer, ...] = ()

    @property
    def asked(self) -> OfferFilter:
        """The search as its address has it."""
        return self.meaning.asked

    @property
    def sought(self) -> OfferFilter:
        """The search that was made: the address with what its words say."""
        return self.meaning.sought

    @property
    def distances(self) -> dict[int, float]:
        """Metres by offer id, where a place was asked for."""
        hits = (*self.results.hits, *self.results.nearest)
        return {hit.id: hit.distance_m for hit in hits if hit.distance_m is not None}


def legal_names(krets: Krets, session: Session, municipality: Municipality) -> Names:
    """The words that a search here may use today."""
    return names_of(session, municipality, frozenset(krets.vocabulary.concepts), today(krets.clock))


def answer(krets: Krets, session: Session, municipality: Municipality, asked: OfferFilter, names: Names) -> Answer:
    """The answer to a filter, in a session for reading; raises `InvalidValue` when the place of `near` is not known here."""
    found = list(_readings(krets, session, municipality, asked, names))
    first, reading = found[0]
    meaning, results = first, krets.search.search(municipality.id, reading.asked, names, reading.point, reading.liked)
    if not results.total and (other := _meant_by_words_alone(krets, municipality, found, names)):
        meaning, reading = found[other]
        results = krets.search.search(municipality.id, reading.asked, names, reading.point, reading.liked)
        results = replace(results, reading=other, notices=(Notice.OTHER_READING, *results.notices))
    nearest, may_fit = [hit.id for hit in results.nearest], results.ask if results.total < FEW else ()
    records = {offer.id: offer for offer in offers_by_id(session, (*results.ids, *nearest, *may_fit), krets.kept_rows)}
    offers, *others = (tuple(records[one] for one in ids if one in records) for ids in (results.ids, nearest, may_fit))
    return Answer(meaning, first, names, results, offers, *others)


def all_found(
    krets: Krets, session: Session, municipality: Municipality, asked: OfferFilter, names: Names
) -> tuple[OfferFilter, tuple[int, ...]]:
    """What was searched for, and the ids of all that it finds, at most `MOST_IDS`, whatever the page; raises as `answer`."""
    found = list(_readings(krets, session, municipality, asked, names))

    def ids_of(reading: Reading) -> tuple[int, ...]:
        return krets.search.all_ids(municipality.id, reading.asked, names, point=reading.point, liked=reading.liked, limit=MOST_IDS)

    ids = ids_of(found[0][1])
    if not ids and (other := _meant_by_words_alone(krets, municipality, found, names)):
        return found[other][0].sought, ids_of(found[other][1])
    return found[0][0].sought, ids


def _meant_by_words_alone(krets: Krets, municipality: Municipality, found: Sequence[tuple[Meaning, Reading]], names: Names) -> int:
    """Which reading is meant, where the first finds nothing: the first of which the words alone find something, all of them.

    The parameters have no say, so that a filter more or less never changes what the words mean.
    """
    if len(found) == 1:
        return 0
    alone = []
    for meaning, reading in found:
        words = merged(OfferFilter(q=meaning.asked.q), meaning.understood)
        here = words.near == reading.asked.near
        alone.append(Reading(words if here else words.without("near"), reading.point if here else None))
    results = krets.search.search_best(municipality.id, alone, names)
    return 0 if {Notice.ANY_WORD, Notice.CORRECTED}.intersection(results.notices) else results.reading


def reader(krets: Krets, session: Session, municipality: Municipality, day: date) -> Understand:
    """What understands typed words here on a day."""
    lexicon = krets.lexicons.of(session, municipality, day)
    return lambda text: understand(text, lexicon, day)


def _readings(
    krets: Krets, session: Session, municipality: Municipality, asked: OfferFilter, names: Names
) -> Iterator[tuple[Meaning, Reading]]:
    """Every way to understand the address, ready to be searched for; one whose words name a place that nobody finds is left out."""
    for one in meanings(asked, reader(krets, session, municipality, names.today)):
        try:
            point = point_near(krets, municipality, one.sought.near)
        except InvalidValue:
            if asked.near is not None:
                raise
            continue
        yield one, Reading(one.sought, point, one.understood.liked)


def point_near(krets: Krets, municipality: Municipality, near: Point | str | None) -> Point | None:
    """The point that `near` means: as given, or of a place, school, address or postcode of this municipality."""
    if near is None or isinstance(near, Point):
        return near
    places = OfflineGeocoder(OfflinePlaces(krets.database, municipality.id))
    found = places.find(near)
    if found is None:
        raise InvalidValue("near", near, "no such place, address or postcode is known here")
    return Point(round(found.point.lat, NEAR_DECIMALS), round(found.point.lon, NEAR_DECIMALS))

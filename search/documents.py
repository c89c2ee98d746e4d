"""From an offer's row to its document: every axis that can be filtered, and the texts that are searched.

Pure: the same offer gives the same document. Ages and grades stay as stated (they are converted for the asked day when a search
is made), days stay days (whether an offer has ended or gone stale is decided against the day of the search). Contact persons,
e-mail and phone are never part of it, nor the name, address and point of a home.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

import msgspec

from catalog.confirmation import Thresholds
from catalog.model import Offer, Organisation, SchoolDistrict
from catalog.offer_facts import access_of, districts_of, open_venue, point_of
from catalog.terms import GradeYear
from catalog.values import Point
from search.concepts import Concepts
from search.meetings import packed_meetings
from search.schema import Text


@dataclass(frozen=True, slots=True)
class OfferDocument:
    """What the index stores of one offer; words as in `catalog.terms`, days as dates, None for unknown.

    `districts` are the primary school districts that it is held in or open to, `schools` those it is open to or near by district.
    `access` maps a term to its state, the offer's own word first; unknown ones are left out. `meetings` is packed by
    `search.meetings`. `confirmed_until` is the last day on which a confirmation still counts. `digest` stands for the texts.
    `title` and `names` (of organisers, venue and districts) are as written, for suggestions and for putting slips right.
    """

    id: int
    version: int
    digest: str
    title: str = ""
    names: tuple[str, ...] = ()
    kind: str | None = None
    categories: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    grade_min: int | None = None
    grade_max: int | None = None
    grades_start: bool = False
    cost: str = "unknown"
    price_ore: int | None = None
    booking: str = "unknown"
    languages: tuple[str, ...] = ()
    group: str | None = None
    access: tuple[tuple[str, str], ...] = ()
    districts: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    point: Point | None = None
    meetings: bytes = b""
    last_day: date | None = None
    stale_from: date | None = None
    confirmed_on: date | None = None
    confirmed_until: date | None = None
    confirmed_periods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexedOffer:
    """A document and the texts under which it is found."""

    document: OfferDocument
    texts: Mapping[Text, str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document needs beside its offer: the schools of each district (by id), the concepts, the municipality's thresholds."""

    schools: Mapping[int, tuple[str, ...]]
    concepts: Concepts
    thresholds: Thresholds

    @property
    def fingerprint(self) -> str:
        """Differs when documents made with it may differ though their offers are the same."""
        told = (sorted(self.schools.items()), self.concepts.fingerprint, self.thresholds)
        return blake2b(repr(told).encode(), digest_size=8).hexdigest()


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(OfferDocument)


def encoded(document: OfferDocument) -> bytes:
    """The document as it is stored."""
    return _encoder.encode(document)


def decoded(stored: bytes) -> OfferDocument:
    """The stored document; raises `msgspec.MsgspecError` when the bytes are none."""
    return _decoder.decode(stored)


def indexed_offer(offer: Offer, around: Surroundings) -> IndexedOffer:
    """The document and texts of an offer whose relations are loaded."""
    texts = _texts(offer, around.concepts)
    organisations = _organisations(offer)
    confirmed_until = offer.confirmed_on + timedelta(days=around.thresholds.doubt_after_days - 1) if offer.confirmed_on else None
    document = OfferDocument(
        id=offer.id,
        version=offer.version,
        digest=blake2b("\0".join(texts.values()).encode(), digest_size=8).hexdigest(),
        title=offer.title,
        names=_names(offer, organisations),
        kind=offer.kind,
        categories=tuple(category.slug for category in offer.categories),
        organisations=tuple(organisation.slug for organisation in organisations),
        organisers=tuple(sorted({organisation.kind.value for organisation in organisations if organisation.kind})),
        audience=tuple(sorted(set(offer.audience))),
        age_min=offer.age_min,
        age_max=offer.age_max,
        grade_min=offer.grade_min,
        grade_max=offer.grade_max,
        grades_start=offer.grade_year is GradeYear.STARTING,
        cost=offer.cost,
        price_ore=offer.price_ore,
        booking=offer.booking,
        languages=tuple(sorted({tag.split("-")[0].lower() for tag in offer.languages})),
        group=offer.group,
        access=tuple(sorted((term.value, fact.state.value) for term, fact in access_of(offer).items())),
        districts=tuple(district.slug for district in districts_of(offer)),
        schools=_schools(offer, around.schools),
        point=point_of(offer),
        meetings=packed_meetings(offer.occurrences),
        last_day=offer.last_day,
        stale_from=offer.stale_from,
        confirmed_on=offer.confirmed_on,
        confirmed_until=confirmed_until,
        confirmed_periods=tuple(sorted({*filter(None, [offer.confirmed_period, *(said.period for said in offer.confirmations)])})),
    )
    return IndexedOffer(document, texts)


def _organisations(offer: Offer) -> list[Organisation]:
    found = [offer.organisation] if offer.organisation else []
    others = sorted((co.organisation for co in offer.co_organisers), key=lambda organisation: organisation.slug)
    return list(dict.fromkeys([*found, *others]))


def _held_in(offer: Offer) -> list[SchoolDistrict]:
    return [row.district for row in offer.venue.districts] if offer.venue else []


def _districts(offer: Offer) -> list[SchoolDistrict]:
    return _held_in(offer) + [row.district for row in offer.open_to if row.district]


def _schools(offer: Offer, by_district: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The schools that the organiser names, and those of the districts named; where none is, those of the district it is held in."""
    named = {row.school.slug for row in offer.open_to if row.school}
    districts = [row.district for row in offer.open_to if row.district] if offer.open_to else _held_in(offer)
    return tuple(sorted(named.union(*(by_district.get(district.id, ()) for district in districts))))


def _names(offer: Offer, organisations: list[Organisation]) -> tuple[str, ...]:
    venue = open_venue(offer)
    told = [*(one.name for one in organisations), *([venue.name] if venue else []), *(one.name for one in _districts(offer))]
    return tuple(dict.fromkeys(told))


def _texts(offer: Offer, concepts: Concepts) -> dict[Text, str]:
    venue = open_venue(offer)
    translated = [texts for _, texts in sorted(offer.translations.items())]
    names = [name for organisation in _organisations(offer) for name in (organisation.name, *organisation.aliases)]
    districts = [district.name for district in _districts(offer)]
    place = [venue.name, *venue.aliases, venue.address, venue.city] if venue else []
    bodies = [offer.summary, offer.description, offer.equipment, offer.level, offer.when_words]
    return {
        Text.TITLE: _joined(offer.title, *(texts.get("title") for texts in translated)),
        Text.ORGANISER: _joined(*names),
        Text.SUBJECT: concepts.text(tuple(category.slug for category in offer.categories)),
        Text.PLACE: _joined(*place, *districts),
        Text.BODY: _joined(*bodies, *(texts.get(name) for texts in translated for name in ("summary", "description"))),
    }


def _joined(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)

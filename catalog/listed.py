"""An offer as lists read it: plain frozen values under the names of the record's own attributes, for cards, maps, calendars and JSON.

A page of records costs several times what a page of these does (docs/decisions/0012-page-time.md). What only the page of one offer
shows (`catalog.store.offers.public_offer`) is not here. Whatever reads an offer in a list takes either: `AnyOffer`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from catalog.model import Occurrence, Offer, Series
from catalog.occurrences import Meeting
from catalog.terms import (
    AccessState,
    AccessTerm,
    Author,
    Booking,
    Cost,
    Group,
    Kind,
    Level,
    OrganiserKind,
    PlaceKind,
    PointQuality,
    PriceUnit,
    Referral,
    Status,
)


@dataclass(frozen=True, slots=True)
class ListedDistrict:
    """A school district by its names."""

    id: int
    slug: str
    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """A school by its name in addresses."""

    slug: str


@dataclass(frozen=True, slots=True)
class ListedPlacing:
    """The district of one level that a venue lies in."""

    level: Level
    district: ListedDistrict


@dataclass(frozen=True, slots=True)
class ListedInvitation:
    """A district or school that the offer is open to."""

    district: ListedDistrict | None
    school: ListedSchool | None


@dataclass(frozen=True, slots=True)
class ListedAccess:
    """One access fact of an offer or a venue, and who says so since when."""

    term: AccessTerm
    state: AccessState
    note: str | None
    said_by: str
    said_on: date


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """Who offers it and how to reach them."""

    slug: str
    name: str
    kind: OrganiserKind | None
    url: str | None
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class ListedVenue:
    """Where it is held."""

    name: str
    address: str | None
    postcode: str | None
    city: str | None
    lat: float | None
    lon: float | None
    point_quality: PointQuality
    hidden: bool
    districts: tuple[ListedPlacing, ...]
    access: tuple[ListedAccess, ...]


@dataclass(frozen=True, slots=True)
class ListedSeries:
    """A repeated meeting, as it is said in words."""

    rrule: str
    first: date
    last: date | None
    start: time | None
    end: time | None


@dataclass(frozen=True, slots=True)
class ListedCategory:
    """A category by its slug."""

    slug: str


@dataclass(frozen=True, slots=True)
class ListedConfirmation:
    """For which holiday somebody said that the offer holds; None for in general."""

    period: str | None


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What an offer has of rows of its own. They change with its version and only with it, so that they may be kept by it."""

    categories: tuple[ListedCategory, ...]
    access: tuple[ListedAccess, ...]
    series: tuple[ListedSeries, ...]
    confirmations: tuple[ListedConfirmation, ...]
    occurrences: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class ListedOffer:
    """One offer in a list; see `catalog.model.Offer` for what each field means."""

    id: int
    municipality_id: int
    version: int
    status: Status
    updated_at: datetime
    ended_on: date | None
    title: str
    slug: str
    summary: str | None
    description: str | None
    text_language: str | None
    kind: Kind | None
    place_kind: PlaceKind
    audience: Sequence[str]
    age_min: int | None
    age_max: int | None
    age_min_months: int | None
    age_max_months: int | None
    age_words: str | None
    grade_min: int | None
    grade_max: int | None
    cost: Cost
    price_ore: int | None
    currency: str
    price_unit: PriceUnit | None
    price_note: str | None
    membership_ore: int | None
    booking: Booking
    booking_opens: date | None
    booking_deadline: date | None
    languages: Sequence[str]
    group: Group | None
    referral: Referral
    contact_name: str | None
    email: str | None
    phone: str | None
    url: str | None
    when_words: str | None
    opening_hours: str | None
    last_day: date | None
    stated_on: date | None
    confirmed_on: date | None
    confirmed_period: str | None
    confirmed_by: Author | None
    source_id: int | None
    organisation: ListedOrganisation | None
    venue: ListedVenue | None
    open_to: tuple[ListedInvitation, ...]
    own: OwnRows

    @property
    def categories(self) -> tuple[ListedCategory, ...]:
        """In the order that its publisher gave."""
        return self.own.categories

    @property
    def access(self) -> tuple[ListedAccess, ...]:
        """Its own access facts, by term."""
        return self.own.access

    @property
    def series(self) -> tuple[ListedSeries, ...]:
        """Its repeated meetings."""
        return self.own.series

    @property
    def confirmations(self) -> tuple[ListedConfirmation, ...]:
        """What was confirmed of it."""
        return self.own.confirmations

    @property
    def occurrences(self) -> tuple[Meeting, ...]:
        """Its dated meetings, in order."""
        return self.own.occurrences


AnyOffer = Offer | ListedOffer
AnyMeeting = Occurrence | Meeting
AnySeries = Series | ListedSeries

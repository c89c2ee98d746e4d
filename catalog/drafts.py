"""Drafts: what a feed, an organiser or staff proposes. A draft is complete: what it does not say is unknown.

Importers make drafts, `catalog.intake` stores them. All texts are plain text in NFC but `description`, which may hold the
short list of HTML tags that `importers.fields.markup` lets through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from catalog.terms import (
    AccessState,
    AccessTerm,
    AgeBasis,
    Answer,
    Audience,
    Booking,
    GradeYear,
    Group,
    Kind,
    OccurrenceStatus,
    OrganiserKind,
    PlaceKind,
    PointQuality,
    Referral,
    RegisterState,
    Weekday,
)
from catalog.values import UNKNOWN_AGES, UNKNOWN_GRADES, UNKNOWN_PRICE, AgeRange, GradeRange, Point, Price


@dataclass(frozen=True, slots=True)
class AccessFact:
    """One access fact as its publisher states it."""

    state: AccessState
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the national registers say of an organisation. `as_of` is the instant that the word is from, where it is told.

    `icnpo` are codes of what it is for, the main one first. The address is the business address; one with a person's name in it
    ("c/o …") is that person's home and never gets here. `state_on` is the day from which the state holds, where it is told.
    """

    legal_form: str | None = None
    icnpo: tuple[str, ...] = ()
    purpose: str | None = None
    address: str | None = None
    postcode: str | None = None
    city: str | None = None
    founded: date | None = None
    state: RegisterState = RegisterState.REGISTERED
    state_on: date | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """Who offers it. Matched by `number` (nine digits, checked), else by name within the municipality.

    `register` is set only where a national register says it: then the draft is written by `catalog.register_units`.
    """

    name: str
    number: str | None = None
    kind: OrganiserKind | None = None
    url: str | None = None
    email: str | None = None
    phone: str | None = None
    register: RegisterFacts | None = None


@dataclass(frozen=True, slots=True)
class VenueDraft:
    """Where it is held. A stated `point` wins over geocoding; `hidden` keeps a home's address from the public."""

    name: str | None = None
    address: str | None = None
    postcode: str | None = None
    city: str | None = None
    point: Point | None = None
    point_quality: PointQuality = PointQuality.UNKNOWN
    register_id: str | None = None
    transport: str | None = None
    access: Mapping[AccessTerm, AccessFact] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """A repeated meeting in local wall time (Europe/Oslo unless `zone` says otherwise).

    `rrule` is an iCalendar RRULE value without the `RRULE:` prefix (daily to yearly only). `first` is the first day on which
    it may meet, `last` the end of its season (None: open, the horizon bounds it). `except_on` are days without a meeting,
    `also_on` extra days. `weekdays` are informative and derived where the rule is weekly.
    """

    rrule: str
    first: date
    last: date | None = None
    start: time | None = None
    end: time | None = None
    zone: str = "Europe/Oslo"
    except_on: tuple[date, ...] = ()
    also_on: tuple[date, ...] = ()
    weekdays: tuple[Weekday, ...] = ()


@dataclass(frozen=True, slots=True)
class OccurrenceDraft:
    """One dated meeting. `start` and `end` are aware; all-day ones start at local midnight and end at the midnight after
    their last day."""

    start: datetime
    end: datetime | None = None
    all_day: bool = False
    status: OccurrenceStatus = OccurrenceStatus.SCHEDULED
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """One proposed offer with every axis; the names are those of `contract/interface.md` and of the offers table."""

    title: str
    summary: str | None = None
    description: str | None = None
    text_language: str | None = None
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kind: Kind | None = None
    categories: tuple[str, ...] = ()
    organisation: OrganisationDraft | None = None
    co_organisers: tuple[OrganisationDraft, ...] = ()
    place_kind: PlaceKind = PlaceKind.UNKNOWN
    venue: VenueDraft | None = None
    open_to_districts: tuple[str, ...] = ()
    open_to_schools: tuple[str, ...] = ()
    audience: tuple[Audience, ...] = ()
    ages: AgeRange = UNKNOWN_AGES
    age_basis: AgeBasis = AgeBasis.UNKNOWN
    age_words: str | None = None
    grades: GradeRange = UNKNOWN_GRADES
    grade_year: GradeYear = GradeYear.UNKNOWN
    price: Price = UNKNOWN_PRICE
    schemes: tuple[str, ...] = ()
    equipment: str | None = None
    food: str | None = None
    access: Mapping[AccessTerm, AccessFact] = field(default_factory=dict)
    booking: Booking = Booking.UNKNOWN
    booking_url: str | None = None
    booking_opens: date | None = None
    booking_deadline: date | None = None
    booking_note: str | None = None
    capacity: int | None = None
    unlimited: bool = False
    languages: tuple[str, ...] = ()
    group: Group | None = None
    level: str | None = None
    referral: Referral = Referral.UNKNOWN
    trial: Answer = Answer.UNKNOWN
    parent_stays: Answer = Answer.UNKNOWN
    sibling_price: str | None = None
    contact_name: str | None = None
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    image_url: str | None = None
    focus_areas: tuple[str, ...] = ()
    when_words: str | None = None
    follows_school_calendar: Answer = Answer.UNKNOWN
    series: tuple[SeriesDraft, ...] = ()
    occurrences: tuple[OccurrenceDraft, ...] = ()
    opening_hours: str | None = None
    cancelled: bool = False
    stated_on: date | None = None
    confirmed_on: date | None = None
    confirmed_period: str | None = None


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """One school of a register. `number` is the register's own id (NSR has pseudo-numbers such as U90099013).

    `grades` are the first and last grade that it teaches; unknown for many. `public` is None when the owner is not told.
    """

    name: str
    number: str
    municipality_number: str | None = None
    grades: GradeRange = field(default_factory=GradeRange)
    public: bool | None = None
    active: bool = True
    address: str | None = None
    postcode: str | None = None
    city: str | None = None
    point: Point | None = None
    point_quality: PointQuality = PointQuality.UNKNOWN
    url: str | None = None

"""Offers with every axis, their series and dated meetings, and who confirmed them."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.model.base import Record, Word
from catalog.model.organisation import Organisation
from catalog.model.places import School, SchoolDistrict, Venue
from catalog.terms import (
    AccessState,
    AccessTerm,
    AgeBasis,
    Answer,
    Author,
    Booking,
    Cost,
    GradeYear,
    Group,
    Kind,
    OccurrenceStatus,
    PlaceKind,
    PriceUnit,
    Referral,
    Status,
)


class Offer(Record):
    """One offer. None and `unknown` mean unknown throughout.

    `provenance` maps each field to {"by": author, "source": id or null, "on": day}; `held` maps a field to the value that a
    feed now says but may not write, since a person wrote it. `version` grows with every change. `first_day` and `last_day`
    bound its dated meetings (last_day None: open end or no dates). `stale_from` is the day from which default search leaves it out;
    `stated_on` is the feed's own date of its last statement. A merged offer has `merged_into_id`, an old address redirects.
    """

    __tablename__ = "offer"
    __table_args__ = (
        Index("ix_offer_municipality_status", "municipality_id", "status"),
        Index("ix_offer_stale", "municipality_id", "stale_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(default=1)
    status: Mapped[Status] = mapped_column(Word(Status), default=Status.PUBLISHED)
    status_reason: Mapped[str | None]
    hidden_by: Mapped[str | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    ended_on: Mapped[date | None]

    title: Mapped[str]
    slug: Mapped[str] = mapped_column(String(80))
    summary: Mapped[str | None]
    description: Mapped[str | None]
    text_language: Mapped[str | None] = mapped_column(String(16))
    translations: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kind: Mapped[Kind | None] = mapped_column(Word(Kind))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
    place_kind: Mapped[PlaceKind] = mapped_column(Word(PlaceKind), default=PlaceKind.UNKNOWN)
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="SET NULL"), index=True)
    audience: Mapped[list[str]] = mapped_column(default=list)
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    age_min_months: Mapped[int | None]
    age_max_months: Mapped[int | None]
    age_basis: Mapped[AgeBasis] = mapped_column(Word(AgeBasis), default=AgeBasis.UNKNOWN)
    age_words: Mapped[str | None]
    grade_min: Mapped[int | None]
    grade_max: Mapped[int | None]
    grade_year: Mapped[GradeYear] = mapped_column(Word(GradeYear), default=GradeYear.UNKNOWN)
    cost: Mapped[Cost] = mapped_column(Word(Cost), default=Cost.UNKNOWN)
    price_ore: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="NOK")
    price_unit: Mapped[PriceUnit | None] = mapped_column(Word(PriceUnit))
    price_note: Mapped[str | None]
    membership_ore: Mapped[int | None]
    schemes: Mapped[list[str]] = mapped_column(default=list)
    sibling_price: Mapped[str | None]
    equipment: Mapped[str | None]
    food: Mapped[str | None]
    booking: Mapped[Booking] = mapped_column(Word(Booking), default=Booking.UNKNOWN)
    booking_url: Mapped[str | None]
    booking_opens: Mapped[date | None]
    booking_deadline: Mapped[date | None]
    booking_note: Mapped[str | None]
    capacity: Mapped[int | None]
    unlimited: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[list[str]] = mapped_column(default=list)
    group: Mapped[Group | None] = mapped_column("group_limit", Word(Group))
    level: Mapped[str | None]
    referral: Mapped[Referral] = mapped_column(Word(Referral), default=Referral.UNKNOWN)
    trial: Mapped[Answer] = mapped_column(Word(Answer), default=Answer.UNKNOWN)
    parent_stays: Mapped[Answer] = mapped_column(Word(Answer), default=Answer.UNKNOWN)
    contact_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    url: Mapped[str | None]
    image_url: Mapped[str | None]
    focus_areas: Mapped[list[str]] = mapped_column(default=list)
    when_words: Mapped[str | None]
    opening_hours: Mapped[str | None]
    follows_school_calendar: Mapped[Answer] = mapped_column(Word(Answer), default=Answer.UNKNOWN)

    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    stated_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_period: Mapped[str | None] = mapped_column(String(40))
    confirmed_by: Mapped[Author | None] = mapped_column(Word(Author))
    stale_from: Mapped[date | None]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="SET NULL"), index=True)
    provenance: Mapped[dict[str, Any]] = mapped_column(default=dict)
    held: Mapped[dict[str, Any]] = mapped_column(default=dict)

    organisation: Mapped[Organisation | None] = relationship()
    venue: Mapped[Venue | None] = relationship()
    categories: Mapped[list["OfferCategory"]] = relationship(cascade="all, delete-orphan", order_by="OfferCategory.position")
    co_organisers: Mapped[list["CoOrganiser"]] = relationship(cascade="all, delete-orphan")
    access: Mapped[list["OfferAccess"]] = relationship(cascade="all, delete-orphan", order_by="OfferAccess.term")
    open_to: Mapped[list["OfferOpenTo"]] = relationship(cascade="all, delete-orphan")
    series: Mapped[list["Series"]] = relationship(cascade="all, delete-orphan", order_by="Series.id")
    occurrences: Mapped[list["Occurrence"]] = relationship(cascade="all, delete-orphan", order_by="Occurrence.starts_at")
    confirmations: Mapped[list["Confirmation"]] = relationship(cascade="all, delete-orphan", order_by="Confirmation.id")


class OfferCategory(Record):
    """A category of an offer, by slug of the vocabulary, in the order its publisher gave."""

    __tablename__ = "offer_category"

    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]


class CoOrganiser(Record):
    """An organisation beside the main one."""

    __tablename__ = "co_organiser"

    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True)

    organisation: Mapped[Organisation] = relationship()


class OfferAccess(Record):
    """One access fact of the offer itself, which comes before its venue's: state, note, who says so and when."""

    __tablename__ = "offer_access"

    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[AccessTerm] = mapped_column(Word(AccessTerm), primary_key=True)
    state: Mapped[AccessState] = mapped_column(Word(AccessState))
    note: Mapped[str | None]
    said_by: Mapped[str]
    said_on: Mapped[date]


class OfferOpenTo(Record):
    """A district or school that the organiser says the offer is open to (exactly one of the two is set)."""

    __tablename__ = "offer_open_to"

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("school_district.id", ondelete="CASCADE"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))

    district: Mapped[SchoolDistrict | None] = relationship()
    school: Mapped[School | None] = relationship()


class Series(Record):
    """A repeated meeting in wall time of `zone`: an RRULE value, its season, days left out and days added."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    rrule: Mapped[str]
    first: Mapped[date]
    last: Mapped[date | None]
    start: Mapped[time | None]
    end: Mapped[time | None]
    zone: Mapped[str] = mapped_column(String(40), default="Europe/Oslo")
    except_on: Mapped[list[str]] = mapped_column(default=list)
    also_on: Mapped[list[str]] = mapped_column(default=list)


class Occurrence(Record):
    """One dated meeting within the horizon.

    `unsure` marks one that falls in a school holiday while its series does not say whether it runs then: it answers no
    question about that holiday, pages say "ask". `dated` tells meetings that a publisher dated from those a rule gave.
    """

    __tablename__ = "occurrence"
    __table_args__ = (UniqueConstraint("offer_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    all_day: Mapped[bool] = mapped_column(default=False)
    status: Mapped[OccurrenceStatus] = mapped_column(Word(OccurrenceStatus), default=OccurrenceStatus.SCHEDULED)
    unsure: Mapped[bool] = mapped_column(default=False)
    dated: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]


class Confirmation(Record):
    """Somebody said on a day that the offer holds, for a period of the school calendar (`autumn-2026`) or in general."""

    __tablename__ = "confirmation"

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    period: Mapped[str | None] = mapped_column(String(40))
    by: Mapped[Author] = mapped_column(Word(Author))
    actor: Mapped[str]

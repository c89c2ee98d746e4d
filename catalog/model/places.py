"""Places: school districts, schools, venues, addresses, and what a geocoder has answered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.model.base import Record, Word
from catalog.terms import AccessState, AccessTerm, Level, PointQuality


class SchoolDistrict(Record):
    """The area of a school for a span of days; `geometry` is GeoJSON in WGS84, None where only the name is known.

    A border that changes ends this row (`valid_to`) and begins another with the same slug. `approximate` marks areas drawn
    as "nearest school" for want of better. `aliases` holds other spellings of the name.
    """

    __tablename__ = "school_district"
    __table_args__ = (UniqueConstraint("municipality_id", "level", "slug", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    level: Mapped[Level] = mapped_column(Word(Level))
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    geometry: Mapped[str | None]
    approximate: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str]
    need_quintile: Mapped[int | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class School(Record):
    """A school of the national register (NSR) or of the municipality's own list."""

    __tablename__ = "school"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"), Index("ix_school_number", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    number: Mapped[str | None] = mapped_column(String(12))
    grade_from: Mapped[int | None]
    grade_to: Mapped[int | None]
    address: Mapped[str | None]
    postcode: Mapped[str | None] = mapped_column(String(4))
    city: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    point_quality: Mapped[PointQuality] = mapped_column(Word(PointQuality), default=PointQuality.UNKNOWN)
    private: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("school_district.id", ondelete="SET NULL"))
    source: Mapped[str]

    district: Mapped[SchoolDistrict | None] = relationship()


class Venue(Record):
    """Where things are held. `outside` marks a point beyond the municipality's border; `hidden` a home's address."""

    __tablename__ = "venue"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"), Index("ix_venue_name_key", "municipality_id", "name_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str]
    name_key: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    address: Mapped[str | None]
    postcode: Mapped[str | None] = mapped_column(String(4))
    city: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    point_quality: Mapped[PointQuality] = mapped_column(Word(PointQuality), default=PointQuality.UNKNOWN)
    point_source: Mapped[str | None]
    outside: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
    register_id: Mapped[str | None]
    transport: Mapped[str | None]

    districts: Mapped[list["VenueDistrict"]] = relationship(cascade="all, delete-orphan", order_by="VenueDistrict.level")
    access: Mapped[list["VenueAccess"]] = relationship(cascade="all, delete-orphan", order_by="VenueAccess.term")


class VenueDistrict(Record):
    """The district of one level that a venue's point lies in; no row means unknown."""

    __tablename__ = "venue_district"

    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"), primary_key=True)
    level: Mapped[Level] = mapped_column(Word(Level), primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("school_district.id", ondelete="CASCADE"), index=True)

    district: Mapped[SchoolDistrict] = relationship()


class VenueAccess(Record):
    """One access fact of a venue: its state, a note, who says so and when."""

    __tablename__ = "venue_access"

    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[AccessTerm] = mapped_column(Word(AccessTerm), primary_key=True)
    state: Mapped[AccessState] = mapped_column(Word(AccessState))
    note: Mapped[str | None]
    said_by: Mapped[str]
    said_on: Mapped[date]


class Address(Record):
    """An address with a point, loaded from a register; what the offline geocoder answers from."""

    __tablename__ = "address"
    __table_args__ = (Index("ix_address_key", "municipality_id", "key"), Index("ix_address_postcode", "municipality_id", "postcode"))

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    key: Mapped[str]
    street: Mapped[str]
    number: Mapped[int | None]
    letter: Mapped[str | None] = mapped_column(String(2))
    postcode: Mapped[str | None] = mapped_column(String(4))
    city: Mapped[str | None]
    lat: Mapped[float]
    lon: Mapped[float]
    source: Mapped[str]


class GeocodeAnswer(Record):
    """What a geocoder answered to a query, misses too, so that nothing is asked twice before `expires_at`."""

    __tablename__ = "geocode_answer"

    geocoder: Mapped[str] = mapped_column(String(40), primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"), primary_key=True)
    query: Mapped[str] = mapped_column(String(200), primary_key=True)
    found: Mapped[bool]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    label: Mapped[str | None]
    raw: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class RateGate(Record):
    """The next instant at which anybody in the whole installation may ask the named outside service."""

    __tablename__ = "rate_gate"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    next_at: Mapped[datetime]

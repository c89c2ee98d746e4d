"""Municipalities, their numbers through time, their school calendar and how many children live where."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.model.base import Record, Word
from catalog.terms import HolidayKind


class Municipality(Record):
    """A municipality, keyed on its own id since numbers change.

    `words` holds what a district is called, by language; `brand` one or two colours; `settings` overrides of the thresholds
    in `catalog.confirmation`; `boundary` GeoJSON in WGS84; `focus_areas` the municipality's own plan as a list of
    {"slug", "label"}; `demo` marks invented organisations and offers.
    """

    __tablename__ = "municipality"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(4), unique=True)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    language: Mapped[str] = mapped_column(String(8), default="nb")
    boundary: Mapped[str | None]
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)
    brand: Mapped[dict[str, Any]] = mapped_column(default=dict)
    focus_areas: Mapped[list[Any]] = mapped_column(default=list)
    calendar_rules: Mapped[dict[str, Any]] = mapped_column(default=dict)
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    demo: Mapped[bool] = mapped_column(default=False)

    numbers: Mapped[list["MunicipalityNumber"]] = relationship(cascade="all, delete-orphan", order_by="MunicipalityNumber.valid_from")
    holidays: Mapped[list["SchoolHoliday"]] = relationship(cascade="all, delete-orphan", order_by="SchoolHoliday.first")


class MunicipalityNumber(Record):
    """A number that the municipality has or had (0626 → 3049 → 3312)."""

    __tablename__ = "municipality_number"
    __table_args__ = (UniqueConstraint("municipality_id", "number", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(String(4), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class SchoolHoliday(Record):
    """A school-free period; `slug` is kind and calendar year (`autumn-2026`; a Christmas belongs to the year it begins in)."""

    __tablename__ = "school_holiday"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id", ondelete="CASCADE"))
    kind: Mapped[HolidayKind] = mapped_column(Word(HolidayKind))
    slug: Mapped[str] = mapped_column(String(40))
    first: Mapped[date]
    last: Mapped[date]
    provisional: Mapped[bool] = mapped_column(default=False)


class DistrictPopulation(Record):
    """Children of one age in a district on a day, with the source of the figure; `estimate` where it was shared out."""

    __tablename__ = "district_population"
    __table_args__ = (UniqueConstraint("district_id", "age", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("school_district.id", ondelete="CASCADE"))
    age: Mapped[int]
    children: Mapped[float]
    on: Mapped[date]
    source: Mapped[str]
    estimate: Mapped[bool] = mapped_column(default=False)

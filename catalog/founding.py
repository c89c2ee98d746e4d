"""Adding a municipality, and bringing its school calendar forward; the rules are data that staff can edit."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from catalog.audit import Actor, Subject, record_event
from catalog.clock import oslo_day
from catalog.database import Session
from catalog.errors import Conflict, InvalidValue
from catalog.model import Municipality, MunicipalityNumber, SchoolHoliday
from catalog.school_year import holidays_from_rules
from catalog.text import clean_line, slug_from

NUMBER = re.compile(r"\d{4}")
RESERVED = frozenset(
    {
        *("about", "api", "dcat", "favicon", "healthz", "metrics", "openactive", "organiser", "privacy", "readyz", "register"),
        *("robots", "sitemap", "staff", "static", "theme"),
    }
)
YEARS_AHEAD = 3


def add_municipality(session: Session, number: str, name: str, slug: str, *, actor: Actor, now: datetime) -> Municipality:
    """A new municipality by its four-digit number; raises `InvalidValue` for what cannot be one, `Conflict` for one that is here."""
    if not NUMBER.fullmatch(number):
        raise InvalidValue("number", number, "a kommunenummer has four digits")
    if slug_from(slug) != slug or not slug or slug in RESERVED:
        raise InvalidValue("slug", slug, "an address word has a–z, 0–9 and hyphens, and is none of Krets's own")
    if not clean_line(name):
        raise InvalidValue("name", name, "a municipality has a name")
    taken = session.scalars(select(Municipality).where(or_(Municipality.number == number, Municipality.slug == slug))).first()
    if taken:
        raise Conflict(f"{taken.name} ({taken.number}, {taken.slug}) is here already")
    unset: dict[str, dict[str, Any]] = {field: {} for field in ("words", "brand", "calendar_rules", "settings")}
    added = Municipality(number=number, name=clean_line(name), slug=slug, focus_areas=[], **unset)
    session.add(added)
    session.flush()
    added.numbers = [MunicipalityNumber(number=number, valid_from=date(1838, 1, 1))]
    bring_calendar_forward(added, oslo_day(now))
    record_event(session, actor, "create", Subject("municipality", added.id, added.id), now, {"name": (None, added.name)})
    return added


def describe(municipality: Municipality, facts: Mapping[str, Any]) -> None:
    """Writes what a municipality's own file says of it: words, colours, calendar rules, focus areas, numbers through time."""
    for field in ("language", "words", "brand", "focus_areas", "settings", "demo"):
        if field in facts:
            setattr(municipality, field, facts[field])
    municipality.calendar_rules = dict(facts.get("calendar", municipality.calendar_rules))
    if facts.get("numbers"):
        municipality.numbers = [MunicipalityNumber(**row) for row in facts["numbers"]]


def set_brand(session: Session, municipality: Municipality, brand: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
    """Gives a municipality its colours (`primary`, and `accent` where it has a second); the caller has seen that they can be read."""
    if dict(brand) == municipality.brand:
        return
    before, municipality.brand = municipality.brand, dict(brand)
    record_event(session, actor, "set", Subject("municipality", municipality.id, municipality.id), now, {"brand": (before, dict(brand))})


def bring_calendar_forward(municipality: Municipality, today: date) -> int:
    """Adds the holidays that the rules give up to three years ahead and that are not there yet; edited ones stay. Returns how many."""
    there = {holiday.slug for holiday in municipality.holidays}
    ruled = holidays_from_rules(municipality.calendar_rules, today.year - 1, today.year + YEARS_AHEAD)
    missing = [holiday for holiday in ruled if holiday.slug not in there]
    municipality.holidays.extend(
        SchoolHoliday(kind=one.kind, slug=one.slug, first=one.first, last=one.last, provisional=one.provisional) for one in missing
    )
    return len(missing)

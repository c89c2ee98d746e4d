"""Municipalities by name and slug, and their calendars as values."""

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.errors import NotFound
from catalog.model import Municipality
from catalog.store.municipalities import municipalities, municipality, school_calendar
from tests.factories.places import found_place


def test_they_stand_by_name(database: Database) -> None:
    with database.transaction() as session:
        for number, name in (("3312", "Lier"), ("3301", "Drammen")):
            session.add(Municipality(number=number, name=name, slug=name.lower()))
    with database.reading() as session:
        assert [one.name for one in municipalities(session)] == ["Drammen", "Lier"]


def test_one_is_found_by_its_exact_slug(database: Database) -> None:
    with database.transaction() as session:
        session.add(Municipality(number="3312", name="Lier", slug="lier"))
    with database.reading() as session:
        assert municipality(session, "lier").number == "3312"
        for other in ("Lier", "lie", "lier%", "l_er", ""):
            with pytest.raises(NotFound, match="there is no municipality"):
                municipality(session, other)


def test_the_calendar_is_the_stored_one_with_what_is_not_decided(sqlite: Database, clock: FixedClock) -> None:
    with sqlite.transaction() as session:
        found_place(session, clock.now())
    with sqlite.reading() as session:
        lier = municipality(session, "lier")
        calendar = school_calendar(lier)
        assert [holiday.slug for holiday in calendar.holidays] == [row.slug for row in lier.holidays]
        by_slug = {holiday.slug: holiday.provisional for holiday in calendar.holidays}
        assert by_slug["winter-2027"] is False and by_slug["winter-2028"] is True

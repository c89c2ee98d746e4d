"""Adding a municipality, describing it, and bringing its school calendar forward."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from catalog.audit import SYSTEM
from catalog.clock import FixedClock
from catalog.database import Database, Session
from catalog.errors import Conflict, InvalidValue
from catalog.founding import RESERVED, YEARS_AHEAD, add_municipality, bring_calendar_forward, describe
from catalog.model import AuditEvent, Municipality
from catalog.school_year import LONG_HOLIDAYS
from catalog.terms import HolidayKind

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)


def add(session: Session, number: str = "3312", name: str = "Lier", slug: str = "lier") -> Municipality:
    return add_municipality(session, number, name, slug, actor=SYSTEM, now=NOW)


def test_a_new_municipality_has_its_number_its_calendar_and_a_line_in_the_journal(database: Database) -> None:
    with database.transaction() as session:
        add(session, name="  Lier ")
    with database.reading() as session:
        lier = session.scalars(select(Municipality)).one()
        assert (lier.name, lier.slug, [row.number for row in lier.numbers]) == ("Lier", "lier", ["3312"])
        assert {holiday.kind for holiday in lier.holidays} == set(LONG_HOLIDAYS)
        assert max(holiday.first.year for holiday in lier.holidays) == NOW.year + YEARS_AHEAD
        assert session.scalars(select(AuditEvent)).one().action == "create"


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("number", ("331", "Lier", "lier")),
        ("number", ("33122", "Lier", "lier")),
        ("number", ("abcd", "Lier", "lier")),
        ("slug", ("3312", "Lier", "")),
        ("slug", ("3312", "Lier", "Lier")),
        ("slug", ("3312", "Lier", "li/er")),
        ("slug", ("3312", "Lier", "lørenskog")),
        ("name", ("3312", " \u200b ", "lier")),
        *(("slug", ("3312", "Lier", word)) for word in sorted(RESERVED)),
    ],
)
def test_what_cannot_be_a_municipality_is_refused_by_its_wrong_field(sqlite: Database, field: str, given: tuple[str, str, str]) -> None:
    with sqlite.reading() as session:
        with pytest.raises(InvalidValue) as refused:
            add(session, *given)
        assert refused.value.field == field


@pytest.mark.parametrize("given", [("3312", "Lier to", "lier-to"), ("9999", "Lier to", "lier")])
def test_a_number_or_an_address_word_is_taken_once(database: Database, given: tuple[str, str, str]) -> None:
    with database.transaction() as session:
        add(session)
    with database.reading() as session, pytest.raises(Conflict, match="Lier \\(3312, lier\\) is here already"):
        add(session, *given)


def test_a_municipality_can_be_described_piece_by_piece(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        lier = add(session)
        describe(lier, {"words": {"district": {"nb": "skolekrets"}}, "calendar": {"winter_week": 9}, "demo": True})
        describe(lier, {"brand": {"primary": "#17543b"}, "numbers": [{"number": "0626", "valid_from": date(1838, 1, 1)}]})
        session.flush()
        assert lier.words == {"district": {"nb": "skolekrets"}}
        assert (lier.calendar_rules, lier.demo, lier.brand) == ({"winter_week": 9}, True, {"primary": "#17543b"})
        assert [row.number for row in lier.numbers] == ["0626"]


def test_bringing_the_calendar_forward_adds_years_and_leaves_edited_holidays(sqlite: Database, clock: FixedClock) -> None:
    with sqlite.transaction() as session:
        lier = add(session)
        edited = next(holiday for holiday in lier.holidays if holiday.slug == "winter-2027")
        edited.first = date(2027, 2, 15)
        assert bring_calendar_forward(lier, date(2026, 11, 22)) == 0
        assert bring_calendar_forward(lier, date(2027, 1, 1)) == len(LONG_HOLIDAYS)
        session.flush()
        assert edited.first == date(2027, 2, 15)
        slugs = [holiday.slug for holiday in lier.holidays]
        assert len(slugs) == len(set(slugs))


def test_years_that_nobody_has_decided_are_provisional(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        lier = add(session)
        lier.holidays = []
        session.flush()
        describe(lier, {"calendar": {"decided_until": "2027-06-30", "planning_days": ["2026-11-16", "2027-11-15"]}})
        bring_calendar_forward(lier, date(2026, 11, 22))
        session.flush()
        by_slug = {holiday.slug: holiday.provisional for holiday in lier.holidays}
        assert by_slug["winter-2027"] is False and by_slug["winter-2028"] is True
        days = [holiday.slug for holiday in lier.holidays if holiday.kind is HolidayKind.PLANNING_DAY]
        assert len(days) == 2


def test_nothing_is_kept_of_a_refused_one(sqlite: Database) -> None:
    with pytest.raises(Conflict), sqlite.transaction() as session:
        add(session)
        add(session)
    with sqlite.reading() as session:
        assert session.scalar(select(func.count()).select_from(Municipality)) == 0

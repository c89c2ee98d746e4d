"""Demand: a search becomes a few counters and nothing else; any number of writers lose none; old months are dropped."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from catalog.age_bands import AgeBand
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.demand import ANY, MONTHS_KEPT, MOST_VALUES, Asked, Cell, cells_of, forget_demand, month_of, months_before, record
from catalog.errors import DatabaseUnavailable
from catalog.model import SearchDemand
from catalog.terms import Found
from tests.factories.places import found_place

MONTH = "2026-11"
PLAIN = Cell(MONTH, ANY, ANY, AgeBand.ANY, Found.NOTHING)
ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from catalog.age_bands import AgeBand
from catalog.database import Database
from catalog.demand import Cell, record
from catalog.terms import Found
database = Database(sys.argv[1])
cells = [Cell("2026-11", category, "any", AgeBand.ANY, Found.NOTHING) for category in sys.argv[2:]]
for _ in range(25):
    record(database, 1, dict.fromkeys(cells, 1))
"""


@pytest.fixture
def lier(database: Database, clock: FixedClock) -> int:
    with database.transaction() as session:
        return found_place(session, clock.now()).id


def stored(database: Database) -> dict[tuple[str, str, str, str, str], int]:
    with database.reading() as session:
        return {(row.month, row.category, row.district, row.band, row.found): row.searches for row in session.scalars(select(SearchDemand))}


def test_a_search_that_found_enough_is_not_counted() -> None:
    assert [len(cells_of(Asked(), hits, MONTH)) for hits in (0, 1, 4, 5, 900)] == [1, 1, 1, 0, 0]


def test_nothing_and_little_are_told_apart() -> None:
    assert [cells_of(Asked(), hits, MONTH)[0].found for hits in (0, 1, 4)] == [Found.NOTHING, Found.FEW, Found.FEW]


def test_who_names_nothing_asks_for_any() -> None:
    assert cells_of(Asked(), 0, MONTH) == (PLAIN,)


def test_several_values_are_one_count_each() -> None:
    asked = Asked(districts=("egge", "tranby"), categories=("football", "chess"), ages=(8,), grades=(2, 8))
    found = cells_of(asked, 0, MONTH)
    assert {(cell.category, cell.district, cell.band.value) for cell in found} == {
        (category, district, band) for category in ("football", "chess") for district in ("egge", "tranby") for band in ("6-9", "13-15")
    }
    assert len(found) == 8


def test_a_school_stands_for_its_district_only_where_no_district_is_named() -> None:
    assert [(cell.district, cell.school) for cell in cells_of(Asked(schools=("egge-skole",)), 0, MONTH)] == [(ANY, "egge-skole")]
    assert [(cell.district, cell.school) for cell in cells_of(Asked(("egge",), ("x",)), 0, MONTH)] == [("egge", "")]


def test_who_names_too_many_asks_for_none_in_particular() -> None:
    many = tuple(f"slug-{number}" for number in range(MOST_VALUES + 1))
    assert cells_of(Asked(many, (), many, tuple(range(19))), 0, MONTH) == (PLAIN,)
    assert cells_of(Asked(many, ("a-school",)), 0, MONTH) == (PLAIN,)


words = st.lists(st.text(min_size=1, max_size=8), max_size=6).map(tuple)


@given(words, words, words, st.lists(st.integers(0, 120), max_size=8), st.lists(st.integers(1, 13), max_size=8))
def test_a_search_never_adds_to_many_counters_nor_twice_to_one(
    districts: tuple[str, ...], schools: tuple[str, ...], categories: tuple[str, ...], ages: list[int], grades: list[int]
) -> None:
    found = cells_of(Asked(districts, schools, categories, tuple(ages), tuple(grades)), 0, MONTH)
    assert 1 <= len(found) == len(set(found)) <= MOST_VALUES**3


def test_the_month_is_that_of_norway() -> None:
    assert month_of(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == "2026-12"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 120))
def test_months_are_counted_back_over_the_turn_of_the_year(day: date, number: int) -> None:
    before = months_before(f"{day:%Y-%m}", number)
    assert (day.year - int(before[:4])) * 12 + day.month - int(before[5:]) == number
    assert re.fullmatch(r"\d{4}-\d{2}", before) and 1 <= int(before[5:]) <= 12


def test_counts_are_added_to_those_that_are_there(database: Database, lier: int) -> None:
    record(database, lier, {PLAIN: 2})
    record(database, lier, {PLAIN: 3, Cell(MONTH, "chess", "ostlia", AgeBand.ADULT, Found.FEW): 1})
    assert stored(database) == {(MONTH, ANY, ANY, "any", "nothing"): 5, (MONTH, "chess", "ostlia", "19+", "few"): 1}


def test_a_school_is_stored_as_its_district_and_an_unknown_one_as_any(database: Database, lier: int) -> None:
    with database.transaction() as session:
        school = found_place(session, datetime(2026, 11, 22, tzinfo=UTC), slug="bamble", number="4012")
        assert school.id != lier
    cells = {Cell(MONTH, ANY, ANY, AgeBand.ANY, Found.NOTHING, slug): 2 for slug in ("vestbygda-skole", "gone-skole")}
    with_district = Cell(MONTH, ANY, "vestbygda", AgeBand.ANY, Found.NOTHING)
    record(database, lier, cells | {with_district: 1})
    assert stored(database) == {(MONTH, ANY, "vestbygda", "any", "nothing"): 3, (MONTH, ANY, ANY, "any", "nothing"): 2}


def test_no_column_can_hold_what_was_typed_or_by_whom_or_on_which_day(database: Database, lier: int) -> None:
    asked = Asked(("vestbygda",), (), ("chess",), (8,))
    record(database, lier, dict.fromkeys(cells_of(asked, 0, month_of(datetime(2026, 11, 22, 11, tzinfo=UTC))), 1))
    with database.reading() as session:
        row = dict(session.execute(select(SearchDemand.__table__)).mappings().one())
    assert row == {
        "municipality_id": lier,
        "month": "2026-11",
        "category": "chess",
        "district": "vestbygda",
        "band": "6-9",
        "found": "nothing",
        "searches": 1,
    }


def test_a_municipality_that_is_gone_is_counted_no_more(database: Database, lier: int) -> None:
    record(database, lier + 1, {PLAIN: 1})
    assert stored(database) == {}


def test_two_threads_lose_no_count(database: Database, lier: int) -> None:
    cells = [Cell(MONTH, category, ANY, AgeBand.ANY, Found.NOTHING) for category in ("chess", "choir", "football")]

    def write(order: list[Cell]) -> None:
        for _ in range(25):
            record(database, lier, dict.fromkeys(order, 1))

    threads = [Thread(target=write, args=(order,)) for order in (cells, cells[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(stored(database).values()) == {50} and len(stored(database)) == 3


def test_two_processes_lose_no_count(database: Database, lier: int) -> None:
    address = database.url.render_as_string(hide_password=False)
    orders = (["chess", "choir", "football"], ["football", "choir", "chess"])
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, address, *order], cwd=ROOT, stderr=subprocess.PIPE) for order in orders]
    told = [writer.communicate(timeout=60)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], told
    assert set(stored(database).values()) == {50} and len(stored(database)) == 3


def test_a_database_that_is_only_read_is_told_as_away(sqlite: Database, clock: FixedClock) -> None:
    with sqlite.transaction() as session:
        place = found_place(session, clock.now()).id
    read_only = Database(f"{sqlite.url}?mode=ro&uri=true".replace("sqlite:///", "sqlite:///file:"))
    with pytest.raises(DatabaseUnavailable):
        record(read_only, place, {PLAIN: 1})
    read_only.dispose()


@pytest.mark.postgres
def test_a_postgresql_that_is_only_read_is_told_as_away(postgres: Database, clock: FixedClock) -> None:
    with postgres.transaction() as session:
        place = found_place(session, clock.now()).id
    read_only = Database(f"{postgres.url.render_as_string(hide_password=False)}?options=-cdefault_transaction_read_only%3Don")
    with pytest.raises(DatabaseUnavailable, match="cannot be counted"):
        record(read_only, place, {PLAIN: 1})
    read_only.dispose()


def test_months_older_than_two_years_are_dropped(database: Database, lier: int, clock: FixedClock) -> None:
    for number in (0, MONTHS_KEPT, MONTHS_KEPT + 1):
        record(database, lier, {Cell(months_before(MONTH, number), ANY, ANY, AgeBand.ANY, Found.FEW): 1})
    with database.transaction() as session:
        assert forget_demand(session, now=clock.now()) == 1
    assert sorted(key[0] for key in stored(database)) == ["2024-11", "2026-11"]

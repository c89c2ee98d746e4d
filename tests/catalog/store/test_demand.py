"""Demand, looked at: nothing of fewer than five searches is shown, nor can be reckoned from what is shown."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.age_bands import AgeBand
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.demand import ANY, Cell, record
from catalog.store.demand import FLOOR, OTHERS, Demand, demand, shown
from catalog.terms import Found
from tests.factories.places import found_place

MONTH, NEXT = "2026-10", "2026-11"
Row = tuple[str, str, int | None]


@pytest.fixture
def lier(database: Database, clock: FixedClock) -> int:
    with database.transaction() as session:
        return found_place(session, clock.now()).id


def told(database: Database, lier: int, first: str = MONTH, last: str = NEXT) -> list[Demand]:
    with database.reading() as session:
        return list(demand(session, lier, (first, last), running=NEXT))


def cell(category: str, district: str = ANY, band: AgeBand = AgeBand.ANY, *, month: str = MONTH) -> Cell:
    return Cell(month, category, district, band, Found.NOTHING)


def test_a_count_is_shown_from_five_up(database: Database, lier: int) -> None:
    record(database, lier, {cell("chess"): 4, cell("choir"): 5})
    assert [(row.category, row.district, row.band, row.searches) for row in told(database, lier)] == [
        ("choir", "any", "any", 5),
        ("chess", OTHERS, OTHERS, None),
    ]


def test_little_is_put_together_over_bands_and_then_over_districts() -> None:
    bands = {("egge", "6-9"): 3, ("egge", "10-12"): 4, ("egge", "13-15"): 9, ("tranby", "6-9"): 2, ("any", "any"): 4}
    assert list(shown(bands, places=5, bands=7)) == [("egge", "13-15", 9), ("egge", OTHERS, 7), (OTHERS, OTHERS, 6)]


def test_a_sum_that_gives_away_its_parts_is_not_shown() -> None:
    assert list(shown({("egge", "6-9"): 4, ("egge", "10-12"): 4}, places=1, bands=2)) == [(OTHERS, OTHERS, None)]
    assert list(shown({("egge", "6-9"): 4, ("egge", "10-12"): 3}, places=1, bands=2)) == [("egge", OTHERS, 7)]


def test_nothing_and_little_never_stand_in_one_number(database: Database, lier: int) -> None:
    record(database, lier, {cell("chess"): 6, Cell(MONTH, "chess", ANY, AgeBand.ANY, Found.FEW): 3})
    assert [(row.found, row.searches) for row in told(database, lier)] == [("nothing", 6), ("few", None)]


def test_months_are_never_added_up_so_that_one_cannot_be_taken_from_two(database: Database, lier: int) -> None:
    for month in ("2026-08", "2026-09", MONTH):
        record(database, lier, {cell("chess", month=month): 4})
    assert {row.searches for row in told(database, lier, "2026-08")} == {None}
    assert [row.month for row in told(database, lier, "2026-09", "2026-09")] == ["2026-09"]


def test_the_month_that_runs_is_told_in_steps_of_five(database: Database, lier: int) -> None:
    seen = []
    for _ in range(11):
        record(database, lier, {cell("chess", month=NEXT): 1})
        [row] = told(database, lier)
        assert row.so_far
        seen.append(row.searches)
    assert seen == [None] * 4 + [5] * 5 + [10] * 2
    with database.reading() as session:
        assert [row.searches for row in demand(session, lier, (NEXT, NEXT), running="2026-12")] == [11]


def test_another_municipality_and_other_months_are_not_shown(database: Database, lier: int) -> None:
    record(database, lier, {cell("chess", month="2026-07"): 9})
    assert told(database, lier) == []
    assert told(database, lier + 1, "2020-01") == []


counts = st.dictionaries(
    st.tuples(st.sampled_from(["any", "egge", "tranby", "lier"]), st.sampled_from(list("abcdefg"))), st.integers(1, 12)
)


@given(counts)
def test_every_search_is_in_at_most_one_number_and_no_number_is_below_five(table: dict[tuple[str, str], int]) -> None:
    rows = list(shown(table, places=4, bands=7))
    numbers = [number for _, _, number in rows if number is not None]
    assert all(number >= FLOOR for number in numbers)
    hidden = sum(table.values()) - sum(numbers)
    assert hidden >= 0 and (hidden == 0) == all(number is not None for _, _, number in rows)
    assert all(table[district, band] == number for district, band, number in rows if band != OTHERS)


@pytest.mark.parametrize(("places", "bands"), [(1, 2), (1, 3), (2, 2), (1, 4), (4, 1), (3, 1)])
def test_no_hidden_count_follows_from_all_that_is_shown(places: int, bands: int) -> None:
    """Every table of so many places and bands with counts up to six, told apart by nothing but what is shown of them."""
    keys = [(f"place-{place}", f"band-{band}") for place in range(places) for band in range(bands)]
    alike: dict[tuple[Row, ...], list[tuple[int, ...]]] = defaultdict(list)
    for numbers in product(range(7), repeat=len(keys)):
        table = {key: number for key, number in zip(keys, numbers, strict=True) if number}
        alike[tuple(shown(table, places, bands))].append(numbers)
    for rows, tables in alike.items():
        for position, key in enumerate(keys):
            possible = {numbers[position] for numbers in tables}
            assert len(possible) > 1 or min(possible) >= FLOOR or possible == {0}, (rows, key, possible)

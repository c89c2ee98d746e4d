"""Values refuse what cannot be meant, and unknown stays apart from every number."""

import math
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.terms import Cost
from catalog.values import FREE, MAX_AGE, UNKNOWN_AGES, UNKNOWN_GRADES, UNKNOWN_PRICE, AgeRange, DateSpan, GradeRange, Point, Price

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("bounds", [(-1, None), (None, MAX_AGE + 1), (9, 6)])
def test_ages_that_nobody_has_are_refused(bounds: tuple[int | None, int | None]) -> None:
    with pytest.raises(InvalidValue, match=r"^age: "):
        AgeRange(*bounds)


@pytest.mark.parametrize("months", [-1, 48])
def test_months_are_for_small_children(months: int) -> None:
    with pytest.raises(InvalidValue):
        AgeRange(0, 3, min_months=months)


@pytest.mark.parametrize("bounds", [(0, None), (None, 14), (4, 2)])
def test_grades_that_no_school_has_are_refused(bounds: tuple[int | None, int | None]) -> None:
    with pytest.raises(InvalidValue, match=r"^grade: "):
        GradeRange(*bounds)


def test_one_known_bound_is_knowledge_and_zero_is_a_number() -> None:
    assert AgeRange(0).known and AgeRange(max=0).known and GradeRange(max=4).known
    assert not UNKNOWN_AGES.known and not UNKNOWN_GRADES.known


@pytest.mark.parametrize(
    "made", [lambda: Price(Cost.FREE, 100), lambda: Price(Cost.UNKNOWN, 0), lambda: Price(Cost.PAID, -1), lambda: Price(Cost.PAID, 10**9)]
)
def test_prices_that_contradict_themselves_are_refused(made: Callable[[], Price]) -> None:
    with pytest.raises(InvalidValue, match=r"^price: "):
        made()


def test_a_missing_price_is_not_free() -> None:
    assert UNKNOWN_PRICE != FREE
    assert (UNKNOWN_PRICE.cost, UNKNOWN_PRICE.amount_ore) == (Cost.UNKNOWN, None)
    assert Price(Cost.PAID).amount_ore is None


@pytest.mark.parametrize("place", [(math.nan, 10), (59, math.inf), (91, 10), (59, -181)])
def test_points_off_the_earth_are_refused(place: tuple[float, float]) -> None:
    with pytest.raises(InvalidValue, match=r"^point: "):
        Point(*place)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"^dates: "):
        DateSpan(date(2026, 2, 1), date(2026, 1, 31))


@given(st.tuples(DAYS, DAYS).map(sorted), st.tuples(DAYS, DAYS).map(sorted))
def test_two_spans_overlap_when_a_day_is_in_both(one: list[date], other: list[date]) -> None:
    first, second = DateSpan(*one), DateSpan(*other)
    shared = set(first.days()) & set(second.days())
    assert first.overlaps(second) == second.overlaps(first) == bool(shared)
    assert all(day in first and day in second for day in shared)

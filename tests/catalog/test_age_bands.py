"""Age bands: every age and every grade has one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.age_bands import AgeBand, age_band, age_bands
from catalog.values import MAX_AGE


@pytest.mark.parametrize(
    ("ages", "band"),
    [
        ((0, 5), "0-5"),
        ((6, 9), "6-9"),
        ((10, 12), "10-12"),
        ((13, 15), "13-15"),
        ((16, 18), "16-18"),
        ((19, MAX_AGE), "19+"),
    ],
)
def test_a_band_is_named_by_its_first_and_last_age(ages: tuple[int, int], band: str) -> None:
    assert {age_band(age) for age in range(ages[0], ages[1] + 1)} == {AgeBand(band)}


@pytest.mark.parametrize(("grades", "band"), [((1, 4), "6-9"), ((5, 7), "10-12"), ((8, 10), "13-15"), ((11, 13), "16-18")])
def test_the_bands_are_the_stages_of_school(grades: tuple[int, int], band: str) -> None:
    assert age_bands((), range(grades[0], grades[1] + 1)) == {AgeBand(band)}


@given(st.lists(st.integers(0, MAX_AGE)))
def test_several_ages_have_the_bands_of_each_and_none_has_none(ages: list[int]) -> None:
    assert age_bands(ages, ()) == {age_band(age) for age in ages}
    assert AgeBand.ANY not in age_bands(ages, ())

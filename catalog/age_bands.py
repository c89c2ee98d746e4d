"""Age bands: the steps in which children are counted, for coverage and demand alike.

They are those of school: before it, grades 1–4, 5–7, 8–10 and upper secondary. A grade counts as the age that its children turn in
the autumn of their school year, so that each grade lies in one band. An age of no child has a band of its own.
"""

from collections.abc import Iterable
from enum import StrEnum

GRADE_TO_AGE = 5


class AgeBand(StrEnum):
    """Years of age, both included. `any` where no age was named."""

    ANY = "any"
    BEFORE_SCHOOL = "0-5"
    LOWER_PRIMARY = "6-9"
    UPPER_PRIMARY = "10-12"
    LOWER_SECONDARY = "13-15"
    UPPER_SECONDARY = "16-18"
    ADULT = "19+"


_LAST_AGES = (
    (5, AgeBand.BEFORE_SCHOOL),
    (9, AgeBand.LOWER_PRIMARY),
    (12, AgeBand.UPPER_PRIMARY),
    (15, AgeBand.LOWER_SECONDARY),
    (18, AgeBand.UPPER_SECONDARY),
)


def age_band(age: int) -> AgeBand:
    """The band of an age in whole years."""
    return next((band for last, band in _LAST_AGES if age <= last), AgeBand.ADULT)


def age_bands(ages: Iterable[int], grades: Iterable[int]) -> frozenset[AgeBand]:
    """The bands that any of these ages and grades lie in; none where none is named."""
    return frozenset(map(age_band, [*ages, *(grade + GRADE_TO_AGE for grade in grades)]))

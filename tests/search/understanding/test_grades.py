"""Grades and stages of school as families write them."""

import pytest

from tests.search.understanding.conftest import Asked, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3. klasse", "grade=3"),
        ("3.klasse", "grade=3"),
        ("3 klasse", "grade=3"),
        ("tredje klasse", "grade=3"),
        ("tredjeklassing", "grade=3"),
        ("3.-klassing", "grade=3"),
        ("6.kl", "grade=6"),
        ("3. trinn", "grade=3"),
        ("sjuande steg", "grade=7"),
        ("fyrsteklassingar", "grade=1"),
        ("klasse 3", "grade=3"),
        ("3rd grade", "grade=3"),
        ("third grade", "grade=3"),
        ("grade 3", "grade=3"),
        ("3rd graders", "grade=3"),
        ("vg1", "grade=11"),
        ("2. vgs", "grade=12"),
        ("3. og 5. klasse", "grade=3 grade=5"),
        ("3. klasse og 5. klasse", "grade=3 grade=5"),
        ("5.–7. trinn", "grade_min=5 grade_max=7"),
        ("7.-5. klasse", "grade_min=5 grade_max=7"),
        ("5-7 trinn", "grade_min=5 grade_max=7"),
        ("fra 5. til 7. klasse", "grade_min=5 grade_max=7"),
        ("mellom 5. og 7. klasse", "grade_min=5 grade_max=7"),
        ("grades 3-5", "grade_min=3 grade_max=5"),
        ("ungdomsskolen", "grade_min=8 grade_max=10"),
        ("ungdomsskulen", "grade_min=8 grade_max=10"),
        ("småtrinnet", "grade_min=1 grade_max=4"),
        ("mellomtrinnet", "grade_min=5 grade_max=7"),
        ("barneskolen", "grade_min=1 grade_max=7"),
        ("vgs", "grade_min=11 grade_max=13"),
        ("vidaregåande", "grade_min=11 grade_max=13"),
        ("lower secondary", "grade_min=8 grade_max=10"),
    ],
)
def test_grades_are_understood(reading: Asked, text: str, meant: str) -> None:
    """Each way to say a grade, and nothing is left of it."""
    understood = reading(text)
    assert said(understood) == meant
    assert understood.left == ""


@pytest.mark.parametrize("text", ["14. klasse", "0. trinn", "klasse", "uten trinn", "3."])
def test_what_is_no_grade_is_not_taken_for_one(reading: Asked, text: str) -> None:
    """There are thirteen grades."""
    assert not any(part.name.startswith("grade") for part in reading(text).parts)

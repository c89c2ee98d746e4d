"""School grades in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from importers.fields.grades import grades_from_words

TABLE = (
    ("1.–4. trinn", 1, 4),
    ("1-4 klasse", 1, 4),
    ("5. klasse", 5, 5),
    ("ungdomsskolen", 8, 10),
    ("barneskolen", 1, 7),
    ("småtrinnet", 1, 4),
    ("mellomtrinnet", 5, 7),
    ("ungdomstrinnet", 8, 10),
    ("videregående", 11, 13),
    ("vgs", 11, 13),
    ("Vg1", 11, 11),
    ("VG1–VG3", 11, 13),
    ("Vg1-3", 11, 13),
    ("1.–10. trinn", 1, 10),
    ("fra 5. trinn", 5, None),
    ("til og med 7. trinn", None, 7),
    ("8. trinn og oppover", 8, None),
    ("første klasse", 1, 1),
    ("førsteklasse", 1, 1),
    ("første trinn", 1, 1),
    ("grades 1-4", 1, 4),
    ("grade 5", 5, 5),
    ("5th grade", 5, 5),
    ("1st to 4th grade", 1, 4),
    ("lower secondary", 8, 10),
    ("primary school", 1, 7),
    ("barneskulen", 1, 7),
    ("ungdomsskulen", 8, 10),
    ("vidaregåande", 11, 13),
    ("1.–4. steg", 1, 4),
    ("7. trinn–VG1", 7, 11),
    ("10. trinn til vg1", 10, 11),
    ("1. til 4. trinn", 1, 4),
    ("1.-4.trinn", 1, 4),
    ("3.,4. og 5. trinn", 3, 5),
    ("5. og 6. klasse", 5, 6),
    ("1. trinn og 3. trinn", None, None),
    ("6–10 år", None, None),
    ("8", None, None),
    ("SFO", None, None),
    ("ungdomsskole og videregående", 8, 13),
    ("barneskole og ungdomsskole", 1, 10),
    ("5.–7. klassinger", 5, 7),
    ("elever på 8.–10. trinn", 8, 10),
    ("1.klasse", 1, 1),
    ("5-7.trinn", 5, 7),
    ("5. trinn +", 5, None),
    ("1 - 4. trinn", 1, 4),
    ("Mellomtrinnet (5.–7. trinn)", 5, 7),
    ("grunnskolen", 1, 10),
    ("8. trinn–3. vgs", 8, 13),
    ("alle trinn", None, None),
    ("from grade 5", 5, None),
    ("2. kl", 2, 2),
    ("8.-10.klasse, vgs", 8, 13),
    ("fra 8. trinn til VG3", 8, 13),
    ("2.–3. årstrinn", 2, 3),
    ("tredje og fjerde klasse", 3, 4),
    ("mellom 2. og 4. trinn", None, None),
    ("opp til 7. trinn", None, 7),
    ("barn", None, None),
    ("trinn etter avtale", None, None),
)


@pytest.mark.parametrize(("words", "low", "high"), TABLE)
def test_words_state_these_grades(words: str, low: int | None, high: int | None) -> None:
    grades = grades_from_words(words)
    assert (grades.min, grades.max) == (low, high)


@pytest.mark.parametrize("words", ["14. trinn", "4.-1. trinn", "0. klasse"])
def test_grades_that_cannot_be_are_refused(words: str) -> None:
    with pytest.raises(InvalidValue):
        grades_from_words(words)


@given(st.text(max_size=600) | st.text(alphabet="0123456789-–+., trinklasevg§=", max_size=600))
def test_no_words_do_worse_than_be_refused(words: str) -> None:
    try:
        grades = grades_from_words(words)
    except InvalidValue:
        return
    assert grades.min is None or grades.max is None or grades.min <= grades.max

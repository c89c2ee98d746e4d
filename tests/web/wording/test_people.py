"""Ages, grades and audience in words."""

import pytest

from catalog.terms import Audience
from catalog.values import AgeRange, GradeRange
from web.language import BOKMAL, ENGLISH, NYNORSK, Language
from web.wording.people import age_words, grade_words, who_words


@pytest.mark.parametrize(
    ("ages", "grades", "language", "words"),
    [
        (AgeRange(6, 10), GradeRange(1, 4), BOKMAL, "6–10 år (1.–4. trinn)"),
        (AgeRange(6, 10), GradeRange(1, 4), ENGLISH, "6–10 years (grades 1–4)"),
        (AgeRange(7), GradeRange(), BOKMAL, "Fra 7 år"),
        (AgeRange(7), GradeRange(), NYNORSK, "Frå 7 år"),
        (AgeRange(None, 12), GradeRange(), BOKMAL, "Til og med 12 år"),
        (AgeRange(), GradeRange(1, 4), BOKMAL, "1.–4. trinn (omtrent 6–9 år)"),
        (AgeRange(), GradeRange(5), BOKMAL, "fra 5. trinn (omtrent fra 10 år)"),
        (AgeRange(), GradeRange(), BOKMAL, "Alder ikke oppgitt"),
        (AgeRange(), GradeRange(), ENGLISH, "Age not given"),
    ],
)
def test_who_it_is_for(ages: AgeRange, grades: GradeRange, language: Language, words: str) -> None:
    assert who_words(ages, grades, language) == words


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        (AgeRange(8, 8), "8 år"),
        (AgeRange(0, 0, 0, 11), "0–11 måneder"),
        (AgeRange(0, 1, 6), "6 måneder – 1 år"),
        (AgeRange(min_months=6), "Fra 6 måneder"),
        (AgeRange(0, 5), "0–5 år"),
        (AgeRange(0, 120), "Alle aldre"),
        (AgeRange(16, 99), "Fra 16 år"),
        (AgeRange(1, 2, None, 24), "12–24 måneder"),
    ],
)
def test_ages_are_said_in_years_and_of_babies_in_months(ages: AgeRange, words: str) -> None:
    assert age_words(ages, BOKMAL) == words


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        (GradeRange(8, 8), "8. trinn"),
        (GradeRange(8, 10), "8.–10. trinn"),
        (GradeRange(11, 13), "vg1–vg3"),
        (GradeRange(12, 12), "vg2"),
        (GradeRange(8, 11), "8. trinn til vg1"),
        (GradeRange(None, 7), "til og med 7. trinn"),
        (GradeRange(), "trinn ikke oppgitt"),
    ],
)
def test_grades_are_said_as_schools_say_them(grades: GradeRange, words: str) -> None:
    assert grade_words(grades, BOKMAL) == words


def test_no_age_is_never_said_to_be_all_ages() -> None:
    nobody = who_words(AgeRange(), GradeRange(), BOKMAL)
    families = who_words(AgeRange(), GradeRange(), BOKMAL, audience=[Audience.FAMILIES])
    assert nobody == "Alder ikke oppgitt"
    assert families == "Familier, alder ikke oppgitt"


def test_everyone_is_said_only_when_the_organiser_says_so() -> None:
    assert who_words(AgeRange(), GradeRange(), BOKMAL, audience=[Audience.EVERYONE]) == "For alle"
    assert who_words(AgeRange(6, 9), GradeRange(), BOKMAL, audience=[Audience.EVERYONE]) == "6–9 år"

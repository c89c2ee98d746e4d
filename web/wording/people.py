"""Who it is for, in words: ages, grades and audience as "6–10 år (1.–4. trinn)". Unknown ages are never "all ages"."""

from collections.abc import Collection

from catalog.terms import Audience
from catalog.values import AgeRange, GradeRange
from web.labels import label
from web.language import Language
from web.wording.dates import list_words

GRADE_TO_AGE = 5
"""A pupil turns grade + 5 in the year the grade begins; ages from grades are only ever "about"."""
NO_UPPER_LIMIT = 99
"""A stated highest age from here on means that there is none."""


def who_words(ages: AgeRange, grades: GradeRange, language: Language, *, audience: Collection[Audience] = ()) -> str:
    """Ages and grades as published; ages from grades alone are "about". Without either, the audience, then that age is unknown."""
    if ages.known:
        return age_words(ages, language) + (f" ({grade_words(grades, language)})" if grades.known else "")
    if grades.known:
        about = AgeRange(_plus(grades.min), _plus(grades.max))
        return language.gettext(
            "%(grades)s (omtrent %(ages)s)", grades=grade_words(grades, language), ages=_lower(age_words(about, language))
        )
    if Audience.EVERYONE in audience:
        return language.gettext("For alle")
    unknown = language.gettext("alder ikke oppgitt")
    if audience:
        whom = list_words([_lower(label(one, language)) for one in sorted(audience, key=list(Audience).index)], language)
        return f"{whom[:1].upper()}{whom[1:]}, {unknown}"
    return unknown[:1].upper() + unknown[1:]


def age_words(ages: AgeRange, language: Language) -> str:
    """Ages: "6–10 år", "8 år", "Fra 7 år", "Til og med 12 år"; "Alle aldre" for a stated 0–99; months for babies.

    "Alder ikke oppgitt" when neither end is known.
    """
    if ages.max is not None and ages.max >= NO_UPPER_LIMIT and ages.min is not None:
        return language.gettext("Fra %(age)s år", age=ages.min) if ages.min else language.gettext("Alle aldre")
    low = ages.min if ages.min_months is None else None
    if ages.min_months is not None or (ages.max_months is not None and ages.max in (None, 0, 1, 2, 3)):
        return _month_words(ages, language)
    if low is not None and ages.max is not None:
        span = f"{low}" if low == ages.max else f"{low}–{ages.max}"
        return language.ngettext("%(span)s år", "%(span)s år", ages.max, span=span)
    if low is not None:
        return language.gettext("Fra %(age)s år", age=low)
    if ages.max is not None:
        return language.gettext("Til og med %(age)s år", age=ages.max)
    return language.gettext("Alder ikke oppgitt")


def grade_words(grades: GradeRange, language: Language) -> str:
    """Grades: "1.–4. trinn", "8. trinn", "fra 5. trinn", "til og med 7. trinn"; upper secondary as "vg1–vg3"."""
    low, high = grades.min, grades.max
    if low is not None and high is not None:
        if low > 10:
            return _upper(low) if low == high else f"{_upper(low)}–{_upper(high)}"
        if high > 10:
            return language.gettext("%(low)s. trinn til %(high)s", low=low, high=_upper(high))
        if low == high:
            return language.gettext("%(grade)s. trinn", grade=low)
        return language.gettext("%(low)s.–%(high)s. trinn", low=low, high=high)
    if low is not None:
        return language.gettext("fra %(grade)s", grade=grade_words(GradeRange(low, low), language))
    if high is not None:
        return language.gettext("til og med %(grade)s", grade=grade_words(GradeRange(high, high), language))
    return language.gettext("trinn ikke oppgitt")


def _month_words(ages: AgeRange, language: Language) -> str:
    low = ages.min_months if ages.min_months is not None else 12 * (ages.min or 0)
    if ages.max_months is not None:
        return language.gettext("%(low)s–%(high)s måneder", low=low, high=ages.max_months)
    if ages.max is not None:
        return language.gettext("%(low)s måneder – %(high)s år", low=low, high=ages.max)
    return language.gettext("Fra %(low)s måneder", low=low)


def _plus(grade: int | None) -> int | None:
    return None if grade is None else grade + GRADE_TO_AGE


def _upper(grade: int) -> str:
    return f"vg{grade - 10}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]

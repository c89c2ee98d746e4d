"""Whom an offer is for, as one cell says it: ages, grades and girls or boys together ("8–10 år (3.–5. trinn)", "J12/G13").

Rule: only when every word of the cell is understood; else all of it is unknown and the caller keeps the words.
"""

import re
from dataclasses import dataclass

from catalog.terms import AgeBasis, Group
from catalog.values import MAX_AGE, UNKNOWN_GRADES, AgeRange, GradeRange
from importers.fields.ages import UNKNOWN_AGES, Ages, ages_in, says_more_than_ages
from importers.fields.grades import grades_in
from importers.fields.words import folded, is_too_long

_TEAM = re.compile(r"\b(?P<who>[gj])\s?(?P<low>20\d\d|\d{1,2})(?:\s?[-/]\s?(?P<high>20\d\d|\d{1,2})\b)?")
_BETWEEN_TEAMS = re.compile(r"\s*(?:[,/&+]|og|and)?\s*")
_GIRLS = re.compile(r"\b(?:jent(?:er|ene|elag|e)|girls?)\b")
_BOYS = re.compile(r"\b(?:gutt(?:er|ene|elag)?|gut(?:ar|ane)|boys?)\b")
_GROWN = (
    r"(?:(?:en|ein|an|a|minst en|minst én)\s)?(?:voks[ne]\w*|vaks[ne]\w*|foreldre\w*|forelder|foresatte?|føresette?|"
    r"parents?|adults?|carers?|guardians?)"
)
_COMPANION = re.compile(
    rf"(?:,\s?)?\b(?:må ha følge av|i følge med|i følgje med|i lag med|følge av|sammen med|saman med|accompanied by|"
    rf"together with|with|med)\s{_GROWN}\b"
)
_WITH_CHILDREN = re.compile(r"^(?:foreldre|foresatte|føresette|mødre|fedre|parents)\s(?:med|and|with)\s(?=barn|born|baby|småbarn|child)")


@dataclass(frozen=True, slots=True)
class Whom:
    """What one cell says of whom an offer is for; each part is unknown where it is not said."""

    ages: Ages = UNKNOWN_AGES
    grades: GradeRange = UNKNOWN_GRADES
    group: Group | None = None


NOT_SAID = Whom()
EVERY_AGE = AgeRange(0, MAX_AGE)


def whom_from_words(words: object, year: int) -> Whom:
    """Ages, grades and group that the words of an age cell state; `year` is the one to which years of birth refer.

    Raises `InvalidValue` for ages and grades that cannot be.
    """
    if is_too_long(words):
        return NOT_SAID
    text = _WITH_CHILDREN.sub("", folded(words))
    if teams := _teams(text, year):
        return teams
    alone = _COMPANION.sub(" ", text)
    grades, rest = grades_in(alone)
    ages, rest = ages_in(rest, year)
    if grades.known and ages.range == EVERY_AGE:
        ages = UNKNOWN_AGES
    if says_more_than_ages(rest) or _ends_differ(ages.range, grades) or (alone != text and ages.range.min is None and not grades.known):
        return NOT_SAID
    return Whom(ages, grades, _group(text) if ages.range.known or grades.known else None)


def _ends_differ(ages: AgeRange, grades: GradeRange) -> bool:
    """Whether an age with both ends stands beside a grade with one: "5 år (førskole) til 2. klasse" says no highest age."""
    return grades.known and None in {grades.min, grades.max} and None not in {ages.min, ages.max}


def _teams(text: str, year: int) -> Whom | None:
    """Teams as sports name them: J12 are girls who turn twelve this year, G2014 boys born in 2014; None for other words."""
    found = list(_TEAM.finditer(text))
    between = _TEAM.sub("|", text).strip(" .").split("|")
    if not found or any(not _BETWEEN_TEAMS.fullmatch(words) for words in between):
        return None
    ages = sorted(age for match in found for age in _ages_of(match, year))
    if any(age < 0 for age in ages):
        return NOT_SAID
    group = {frozenset("j"): Group.GIRLS, frozenset("g"): Group.BOYS}.get(frozenset(match["who"] for match in found))
    return Whom(Ages(AgeRange(ages[0], ages[-1]), AgeBasis.BIRTH_YEAR), UNKNOWN_GRADES, group)


def _ages_of(match: re.Match[str], year: int) -> tuple[int, int]:
    low, high = (int(match[name] or match["low"]) for name in ("low", "high"))
    if low >= 2000 and high < 100:
        high += 2000
    return (year - low if low >= 2000 else low), (year - high if high >= 2000 else high)


def _group(text: str) -> Group | None:
    """Girls or boys, when the words name one of them and not the other."""
    girls, boys = bool(_GIRLS.search(text)), bool(_BOYS.search(text))
    return None if girls is boys else Group.GIRLS if girls else Group.BOYS

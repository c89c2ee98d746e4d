"""Grades: "3. klasse", "tredjeklassing", "5.–7. trinn", "3. og 5. klasse", "grade 4", "2nd grade", "1. vgs"."""

import re

from catalog.values import MAX_GRADE
from search.understanding.findings import Moment, Said
from search.understanding.patterns import DASH, Pieces, Rule, rule

LOWER_GRADES = 10
"""The grades before upper secondary school, whose first year is grade 11."""


def grade_rules(pieces: Pieces) -> tuple[Rule, ...]:
    """The rules for grades, with the words of the phrase data."""
    reading = _Reading(pieces)
    one = rf"{pieces.ordinal}\.?"
    unit = rf"[\s-]*(?:{pieces.unit('grade')}|kl(?!\.?\s*\d))"
    listed = rf"{one}(?:{unit}|{DASH})?(?:{pieces.separator}{one}(?:{unit}|{DASH})?){{0,4}}{pieces.separator}{one}"
    between = rf"(?:{pieces.sign('between')}\s+)?"
    return (
        rule(rf"{between}{one}(?:{unit})?{pieces.to}{one}{unit}", reading.span),
        rule(rf"(?:mellom|between)\s+{one}(?:{unit})?\s+(?:og|and)\s+{one}{unit}", reading.span),
        rule(rf"{pieces.unit('grade')}\s+{one}{pieces.to}{one}", reading.span),
        rule(rf"{listed}{unit}", reading.several),
        rule(rf"{pieces.unit('grade')}\s+{listed}", reading.several),
        rule(rf"{one}{unit}", reading.several),
        rule(rf"{pieces.unit('grade')}\s+{one}", reading.several),
        rule(rf"[1-3]\.?[\s-]*(?:klasse\s+(?:på\s+)?|trinn\s+(?:på\s+)?)?{pieces.unit('upper-secondary')}", reading.upper_secondary),
    )


class _Reading:
    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def span(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """From the lower number to the higher, in whatever order."""
        numbers = self._pieces.all_numbers(match[0])
        low, high = sorted((numbers[0], numbers[-1]))
        if low < 1 or high > MAX_GRADE:
            return ()
        return Said("grade_min", str(low)), Said("grade_max", str(high))

    def several(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """Each number a grade of its own; nothing where one of them is none."""
        grades = sorted(set(self._pieces.all_numbers(match[0])))
        if not all(1 <= grade <= MAX_GRADE for grade in grades):
            return ()
        return tuple(Said("grade", str(grade), f"{grade}. klasse" if len(grades) > 1 else None) for grade in grades)

    def upper_secondary(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """A year of upper secondary school as a grade."""
        return (Said("grade", str(LOWER_GRADES + int(match[0][0]))),)

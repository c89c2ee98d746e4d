"""What was understood of a search, in words: one chip for each thing that was said, for pages and the command line.

Values that the same words said, and the two ends of a span, are one chip ("ski": alpine and cross-country; "6–9 år").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from catalog.values import AgeRange, GradeRange
from web.meaning import Constraint, Meaning
from web.naming import Naming
from web.wording.answers import any_words, lowered
from web.wording.dates import list_words, span_words
from web.wording.people import age_words, grade_words

SPANS = {"age_min": "age", "age_max": "age", "grade_min": "grade", "grade_max": "grade", "from": "days", "to": "days"}
"""Ends of spans, by what they are the ends of."""
ALL_MUST_HOLD = frozenset({"access", "age", "grade", "exclude_category"})
"""Parameters whose values are asked for together, not any of them."""
TELLING = 4
"""So many first letters tell that two words are forms of one."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ChipWords:
    """One thing that narrows the answer: its label, the values it stands for, and the typed words that said it, if any did."""

    label: str
    pairs: tuple[tuple[str, str], ...]
    words: str | None = None

    @property
    def told_words(self) -> str | None:
        """The typed words where the label does not show them: "tenåringer" for "13–17 år", but neither "gratis" nor "8-åring"."""
        if self.words is None or self.words.casefold() in self.label.casefold():
            return None
        typed = _TOKEN.findall(self.words.casefold())
        shown = {token if token.isdigit() else token[:TELLING] for token in _TOKEN.findall(self.label.casefold())}
        telling = tuple(token for token in shown if token.isdigit() or len(token) == TELLING)
        return None if any(token.startswith(telling) for token in typed) else self.words


def chips_of(meaning: Meaning, naming: Naming) -> tuple[ChipWords, ...]:
    """The chips of a search, in the order of the parameters."""
    return tuple(_chip(list(group), meaning, naming) for _, group in groupby(meaning.constraints(), _said_at))


def label_of(pairs: Sequence[tuple[str, str]], naming: Naming) -> str:
    """What values of one matter are called together: "Gratis", "6–9 år", "Alpint eller langrenn"."""
    language = naming.speech.language
    if len(pairs) == 2 and pairs[0][0] != pairs[1][0]:
        return _span_label(pairs[0][0], pairs[0][1], pairs[1][1], naming)
    names = list(dict.fromkeys(naming.of(name, value) for name, value in pairs))
    words = [names[0], *(lowered(name) for name in names[1:])]
    return list_words(words, language) if pairs[0][0] in ALL_MUST_HOLD else any_words(words, language)


def _said_at(one: Constraint) -> tuple[object, ...]:
    """What constraints of one chip have in common: the words that said them, or the span whose ends they are."""
    if one.part:
        return SPANS.get(one.name, one.name), one.part.start, one.part.end
    return (SPANS[one.name],) if one.name in SPANS else (one.name, one.value)


def _chip(group: Sequence[Constraint], meaning: Meaning, naming: Naming) -> ChipWords:
    pairs = tuple((one.name, one.value) for one in group)
    part = group[0].part
    return ChipWords(label_of(pairs, naming), pairs, meaning.words(part) if part else None)


def _span_label(name: str, first: str, last: str, naming: Naming) -> str:
    if SPANS[name] == "days":
        return span_words(date.fromisoformat(first), date.fromisoformat(last), naming.speech)
    if SPANS[name] == "age":
        return age_words(AgeRange(int(first), int(last)), naming.speech.language)
    return grade_words(GradeRange(int(first), int(last)), naming.speech.language)

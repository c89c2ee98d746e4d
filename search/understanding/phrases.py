"""The phrases that mean something in every municipality, as data: `phrases/*.csv` of facet, value, language and words.

A facet is a parameter of search, or one of `OWN`, which patterns and the order of words use. The loader checks everything and
tells every mistake at once; nothing is read at import. The categories' words are the vocabulary's, not here.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from catalog.errors import InvalidValue, KretsError
from catalog.school_year import LONG_HOLIDAYS
from catalog.text import clean_line
from search.filters import NOT_CONSTRAINTS, PARAMETERS
from search.understanding.tokens import key_of, lowered

COLUMNS = ("facet", "value", "language", "words")
SEPARATOR = ";"
DAYS = ("today", "tomorrow", "after-tomorrow", "weekend", "next-weekend", "week", "next-week", "month", "next-month", "planning-day")
PATTERN_WORDS: Mapping[str, frozenset[str]] = {
    "amount": frozenset({"50", "100", "200", "300", "500", "1000"}),
    "child": frozenset({"child"}),
    "month": frozenset(map(str, range(1, 13))),
    "number": frozenset(map(str, range(19))),
    "ordinal": frozenset(map(str, range(1, 14))),
    "unit": frozenset({"years", "old", "months", "grade", "upper-secondary", "kroner", "week", "clock", "district"}),
    "sign": frozenset(
        "between to and age below upto above upwards downwards or-less after before born in".split()  # noqa: SIM905  reads better
    ),
}
"""Facets whose words mean something only beside a number; a word may stand in several of them."""

OWN: Mapping[str, frozenset[str]] = {
    **PATTERN_WORDS,
    "day": frozenset(DAYS),
    "link": frozenset({"lead", "near"}),
    "not": frozenset({"not"}),
    "but": frozenset({"but"}),
    "filler": frozenset({"word", "more"}),
}
SPANS = {"ages": ("age_min", "age_max"), "grades": ("grade_min", "grade_max")}


class PhrasesInvalid(KretsError):
    """The files of phrases contradict themselves; `problems` names every place."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("phrases: " + "; ".join(problems))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that mean one value of one facet."""

    facet: str
    value: str
    words: str
    language: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The parameters and values that the phrase asks for; none for words that only lead in, deny or fill."""
        if self.facet in SPANS:
            ends = zip(SPANS[self.facet], self.value.split("-"), strict=True)
            return tuple(end for end in ends if end[1])
        if self.facet == "together":
            return tuple((name, value) for name, _, value in (pair.partition("=") for pair in self.value.split()))
        return ((self.facet, self.value),) if self.facet == "day" or self.facet not in OWN else ()


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases. `spoken` are those that stand for themselves, by their key; the words beside numbers are in `words`."""

    spoken: Mapping[str, Phrase]
    by_value: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)

    def words(self, facet: str, value: str) -> tuple[str, ...]:
        """The words of one value of a facet, in small letters."""
        return self.by_value.get((facet, value), ())

    def values(self, facet: str) -> dict[str, str]:
        """Each word of a facet with its value, in small letters."""
        return {word: value for (name, value), words in self.by_value.items() if name == facet for word in words}


@lru_cache(maxsize=1)
def load_phrases() -> Phrases:
    """The phrases that Krets ships, read once."""
    return phrases_from(files("search.understanding") / "phrases")


def phrases_from(folder: Traversable) -> Phrases:
    """The phrases of a folder's CSV files. Raises `PhrasesInvalid` with everything that is wrong."""
    problems: list[str] = []
    spoken: dict[str, Phrase] = {}
    by_value: dict[tuple[str, str], tuple[str, ...]] = {}
    for sheet in sorted((sheet for sheet in folder.iterdir() if sheet.name.endswith(".csv")), key=lambda sheet: sheet.name):
        for place, phrase in _phrases(sheet, problems):
            by_value[phrase.facet, phrase.value] = (*by_value.get((phrase.facet, phrase.value), ()), lowered(phrase.words))
            if phrase.facet in PATTERN_WORDS:
                continue
            other = spoken.setdefault(key_of(phrase.words), phrase)
            if (other.facet, other.value) != (phrase.facet, phrase.value):
                problems.append(f"{place}: {phrase.words!r} means {phrase.facet} {phrase.value} and {other.facet} {other.value}")
    if problems:
        raise PhrasesInvalid(problems)
    return Phrases(spoken, by_value)


def _phrases(sheet: Traversable, problems: list[str]) -> Iterator[tuple[str, Phrase]]:
    reader = csv.DictReader(sheet.read_text(encoding="utf-8").splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        problems.append(f"{sheet.name} has the columns {', '.join(reader.fieldnames or ())}, not {', '.join(COLUMNS)}")
        return
    for number, row in enumerate(reader, start=2):
        place = f"{sheet.name} line {number}"
        if None in row or None in row.values():
            problems.append(f"{place} has not as many cells as the header")
        elif reason := _wrong(row["facet"], row["value"]):
            problems.append(f"{place}: {row['facet']} {row['value']!r}: {reason}")
        else:
            for words in filter(None, map(clean_line, row["words"].split(SEPARATOR))):
                yield place, Phrase(row["facet"], row["value"], words, row["language"])


def _wrong(facet: str, value: str) -> str:
    """Why the value cannot be meant; nothing where it can."""
    if facet in OWN:
        return "" if value in OWN[facet] else f"must be one of {', '.join(sorted(OWN[facet]))}"
    if facet == "period":
        return "" if value in set(LONG_HOLIDAYS) else "is no long holiday"
    if facet == "together" or facet in SPANS:
        if facet in SPANS and value.count("-") != 1:
            return "is no span"
        parts = Phrase(facet, value, "").parts
        return next(filter(None, (_wrong(*part) for part in parts)), "" if parts else "asks for nothing")
    if facet not in PARAMETERS or facet in NOT_CONSTRAINTS:
        return "there is no such facet"
    try:
        PARAMETERS[facet][1].read(facet, [value], None)
    except InvalidValue as error:
        return error.reason
    return ""

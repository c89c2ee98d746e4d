"""Suggestions while somebody types: what the last word may become, only where that leads to offers, with exact counts.

The last word (or the last few, for names of several) is a beginning, the words before it an ordinary search. A suggestion is a value
of a filter, or a title. Its address has the earlier words with the filter as a parameter beside them, or the title to be searched for
literally; its count is the total of the search that this address makes. First comes what is whole as typed, then what things are
called, other words for them, and titles; among these the larger count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from catalog.errors import InvalidValue
from catalog.text import clean_line
from search.answering import as_searched, count_of
from search.completing import Completion, Here, completions
from search.filters import PARAMETERS, OfferFilter
from search.generation import Generation, open_lists
from search.question import Question
from search.understanding.merging import merged
from search.understanding.reading import Understood
from search.understanding.understand import understand

MAX_TYPED = 60
MOST_SUGGESTED = 8
MOST_TITLES = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`words` are all that is meant, `name` and `value` the filter (None for a title), `asked` the address."""

    words: str
    name: str | None
    value: str | None
    count: int
    asked: OfferFilter


class _Before:
    """The earlier words: how they are read, and their search. Raises `InvalidValue` where they name a place that nobody knows."""

    def __init__(self, generation: Generation, text: str, here: Here) -> None:
        self._here = here
        self._understood = understand(text, here.lexicon, here.names.today) if text else Understood("")
        sought = merged(OfferFilter(q=text), self._understood)
        self._question = as_searched(Question(generation, sought, here.names, here.point(sought)))
        self._counts: dict[str, Mapping[str, int]] = {}

    def total(self, asked: OfferFilter, name: str, value: str) -> int:
        """What the words find with that one parameter beside them, which `asked` has too."""
        lists = open_lists(self._question.columns)
        if name not in lists:
            return count_of(self._with(replace(merged(asked, self._understood), q=self._question.asked.q)))
        if name not in self._counts:
            self._counts[name] = lists[name].counts(self._question.matching(name))
        return self._counts[name].get(value, 0)

    def _with(self, sought: OfferFilter) -> Question:
        if sought.near == self._question.asked.near:
            return self._question.reasked(sought)
        return Question(self._question.generation, sought, self._here.names, self._here.point(sought))


def typed_text(text: str) -> str:
    """What was typed, on one line; raises `InvalidValue` where that is nothing, or more than anybody types before choosing."""
    line = clean_line(text[: 4 * MAX_TYPED])
    if not line or len(text) > 4 * MAX_TYPED or len(line) > MAX_TYPED:
        raise InvalidValue("q", text, f"1 to {MAX_TYPED} characters are needed")
    return line


def suggest(generation: Generation, text: str, here: Here) -> tuple[Suggestion, ...]:
    """At most eight suggestions for a text from `typed_text`, best first, no two of the same words or filter."""
    listed = completions(generation, text, here)
    befores = {before: _before(generation, before, here) for before in {one.before for one in listed}}
    counted = [(one.rank, found) for one in listed if (found := _counted(one, befores[one.before]))]
    counted.sort(key=lambda pair: (pair[0], -pair[1].count, len(pair[1].words), pair[1].words))
    unique = _by_words(found for _, found in counted)
    if len(unique) < MOST_SUGGESTED:
        unique = _by_words((*unique.values(), *_titles(generation, text, here)))
    return tuple(unique.values())[:MOST_SUGGESTED]


def _by_words(found: Iterator[Suggestion] | tuple[Suggestion, ...]) -> dict[str, Suggestion]:
    """The first of each words, case aside."""
    unique: dict[str, Suggestion] = {}
    for one in found:
        unique.setdefault(one.words.casefold(), one)
    return unique


def _before(generation: Generation, text: str, here: Here) -> _Before | None:
    try:
        return _Before(generation, text, here)
    except InvalidValue:
        return None


def _counted(one: Completion, before: _Before | None) -> Suggestion | None:
    """The suggestion, where its search finds anything."""
    attribute, parameter = PARAMETERS[one.name]
    value: dict[str, Any] = {attribute: parameter.read(one.name, [one.value], None)}
    asked = replace(OfferFilter(q=one.before), **value)
    try:
        count = before.total(asked, one.name, one.value) if before else 0
    except InvalidValue:
        return None
    return Suggestion(f"{one.before} {one.words}".strip(), one.name, one.value, count, asked) if count else None


def _titles(generation: Generation, text: str, here: Here) -> Iterator[Suggestion]:
    for title in generation.wordings.titles_with(text, MOST_TITLES):
        asked = OfferFilter(q=title, literal=True)
        question = Question(generation, asked, here.names)
        if question.text is not None and (count := count_of(question)):
            yield Suggestion(title, None, None, count, asked)

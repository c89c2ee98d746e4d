"""Suggestions while somebody types: what the last word may become, only where that leads to offers, with exact counts.

The last word (or the last few, for names of several) is a beginning, the words before it an ordinary search. A suggestion is a value
of a filter that the lexicon knows, an age, a coming holiday, or a title. Its count is the total of the search that its address
makes: words alone where they are read as exactly that filter, else the earlier words with a parameter beside them; titles literally.
Order: words that are whole as typed, then other filters, then places that leave nothing out and titles; the larger count first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from catalog.errors import InvalidValue
from catalog.text import clean_line
from catalog.values import Point
from search.answering import as_searched, count_of
from search.facets import FACET_AGES
from search.filters import PARAMETERS, OfferFilter
from search.generation import Generation
from search.names import Names
from search.question import Question
from search.understanding.lexicon import Entry, Lexicon
from search.understanding.merging import merged
from search.understanding.understand import understand

MAX_TYPED = 60
MOST_SUGGESTED = 8
MOST_COUNTED = 24
MOST_ENTRIES = 60
MOST_TITLES = 3
MOST_WORDS_OF_A_NAME = 3

LESS = frozenset({"near"})
"""Parameters that order more than they narrow."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`words` are what the search box then holds, `name` and `value` the filter (None for a title), `asked` the address."""

    words: str
    name: str | None
    value: str | None
    count: int
    asked: OfferFilter


@dataclass(frozen=True, slots=True)
class Here:
    """What is known where somebody types: the lexicon, the day and calendar, what values are called, where places lie.

    `label` names a value of a category, age or period; `point` is where the place of a filter lies, and raises `InvalidValue` for
    one that nobody knows.
    """

    lexicon: Lexicon
    names: Names
    label: Callable[[str, str], str]
    point: Callable[[OfferFilter], Point | None]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value that the end of the typed text may mean, and the text before it."""

    before: str
    words: str
    name: str
    value: str
    whole: bool


def typed_text(text: str) -> str:
    """What was typed, on one line; raises `InvalidValue` where that is nothing, or more than anybody types before choosing."""
    line = clean_line(text[: 4 * MAX_TYPED])
    if not line or len(text) > 4 * MAX_TYPED or len(line) > MAX_TYPED:
        raise InvalidValue("q", text, f"1 to {MAX_TYPED} characters are needed")
    return line


def suggest(generation: Generation, text: str, here: Here) -> tuple[Suggestion, ...]:
    """At most eight suggestions for a text from `typed_text`, best first, no two of the same words or filter."""
    found: list[Suggestion] = []
    candidates = _candidates(text, here)
    for whole in (True, False):
        counted = [_counted(generation, one, here) for one in candidates if one.whole is whole]
        found += sorted(filter(None, counted), key=lambda one: (one.name in LESS, -one.count, len(one.words), one.words))
    if len(found) < MOST_SUGGESTED:
        found += _titles(generation, text, here)
    unique: dict[str, Suggestion] = {}
    for one in found:
        unique.setdefault(one.words.casefold(), one)
    return tuple(unique.values())[:MOST_SUGGESTED]


def _candidates(text: str, here: Here) -> list[_Candidate]:
    """Each value once, with the longest end of the text that may mean it; those whole as typed first, then the shortest."""
    words = text.split(" ")
    found: dict[tuple[str, str], _Candidate] = {}
    for taken in range(min(MOST_WORDS_OF_A_NAME, len(words)), 0, -1):
        before, prefix = " ".join(words[:-taken]), " ".join(words[-taken:])
        for entry in _beginning_with(prefix, here):
            candidate = _Candidate(before, entry.words, entry.name, entry.value, entry.words.casefold() == prefix.casefold())
            found.setdefault((entry.name, entry.value), candidate)
    return sorted(found.values(), key=lambda one: (not one.whole, len(one.words), one.words))[:MOST_COUNTED]


def _beginning_with(prefix: str, here: Here) -> Iterator[Entry]:
    """Values of which a name begins so: by what the page calls them first, then by any name, the shortest first."""
    told = [("age", str(age)) for age in FACET_AGES]
    told += [("period", one.slug) for one in here.names.calendar.upcoming(here.names.today)]
    entries = here.lexicon.starting(prefix, MOST_ENTRIES)
    told += [(entry.name, entry.value) for entry in entries if entry.name in {"category", "age", "period"}]
    for name, value in dict.fromkeys(told):
        label = here.label(name, value)
        if label.casefold().startswith(prefix.casefold()):
            yield Entry(label, name, value)
    yield from sorted(entries, key=lambda entry: (len(entry.words), entry.words))


def _counted(generation: Generation, one: _Candidate, here: Here) -> Suggestion | None:
    """The suggestion, where its search finds anything."""
    words = f"{one.before} {one.words}".strip()
    attribute, parameter = PARAMETERS[one.name]
    value: dict[str, Any] = {attribute: parameter.read(one.name, [one.value], None)}
    beside = replace(OfferFilter(q=one.before), **value)
    sought, liked = _read(beside, here)
    count = _total(generation, sought, liked, here)
    if not count:
        return None
    alone = OfferFilter(q=words)
    same = _read(alone, here)[0] == sought
    return Suggestion(words, one.name, one.value, count, alone if same else beside)


def _titles(generation: Generation, text: str, here: Here) -> list[Suggestion]:
    found = []
    for title in generation.wordings.titles_with(text, MOST_TITLES):
        asked = OfferFilter(q=title, literal=True)
        question = Question(generation, asked, here.names)
        if question.text is not None and (count := count_of(question)):
            found.append(Suggestion(title, None, None, count, asked))
    return sorted(found, key=lambda one: -one.count)


def _read(asked: OfferFilter, here: Here) -> tuple[OfferFilter, str]:
    """What an address asks for by its words and parameters, and the words that only rank."""
    understood = understand(asked.q, here.lexicon, here.names.today)
    return merged(asked, understood), understood.liked


def _total(generation: Generation, sought: OfferFilter, liked: str, here: Here) -> int:
    try:
        point = here.point(sought)
    except InvalidValue:
        return 0
    return count_of(as_searched(Question(generation, sought, here.names, point, liked)))

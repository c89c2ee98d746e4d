"""What the end of a typed text may become: values of filters whose names begin so, the likeliest first. Nothing is counted here.

Likely is what is whole as typed, then what things are called in the asked language, then other words for them; among these what
more offers have. A value of an open list that no live offer has leads nowhere and is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from catalog.errors import InvalidValue
from catalog.values import Point
from search.facets import FACET_AGES
from search.filters import OfferFilter
from search.generation import Generation
from search.names import Names
from search.understanding.lexicon import Entry, Lexicon

MOST_ENTRIES = 2_000
MOST_COMPLETIONS = 16
MOST_WORDS_OF_A_NAME = 3

NAMES = frozenset({"district", "school", "organisation"})
"""Parameters of which a value is called as the municipality calls it; other values are called as the asked language has it."""

SOUGHT = NAMES | {"category", "age", "period"}
"""What people look for by name; other filters are rather chosen among the facets."""

WHOLE, CALLED, CHOSEN, OTHER = range(4)
"""Ranks: the words are whole as typed; what is sought is called so; another filter is; they are other words for either."""

Held = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Here:
    """What is known where somebody types: the lexicon, the day and calendar, what values are called, where places lie.

    `label` names a value of any parameter but `NAMES`; `point` is where the place of a filter lies, and raises `InvalidValue` for
    one that nobody knows.
    """

    lexicon: Lexicon
    names: Names
    label: Callable[[str, str], str]
    point: Callable[[OfferFilter], Point | None]


@dataclass(frozen=True, slots=True)
class Completion:
    """A value that the end of the typed text may mean, in words, and the text `before` it."""

    before: str
    words: str
    name: str
    value: str
    rank: int


def completions(generation: Generation, text: str, here: Here) -> list[Completion]:
    """Each value once, with the longest end of the text that may mean it (at most three words); the likeliest first."""
    words, held = text.split(" "), generation.held(here.names.today)
    found: dict[tuple[str, str], Completion] = {}
    for taken in range(min(MOST_WORDS_OF_A_NAME, len(words)), 0, -1):
        before, prefix = " ".join(words[:-taken]), " ".join(words[-taken:])
        for one in _beginning_with(prefix, before, here, held):
            known = found.get((one.name, one.value))
            if known is None or (known.before == one.before and one.rank < known.rank):
                found[one.name, one.value] = one
    listed = sorted(found.values(), key=lambda one: (one.rank, -held.get(one.name, {}).get(one.value, 0), len(one.words), one.words))
    return listed[:MOST_COMPLETIONS]


def _beginning_with(prefix: str, before: str, here: Here, held: Held) -> Iterator[Completion]:
    """Values that are called so first, then those of which other words begin so, the shortest first."""
    begin = prefix.casefold()
    told = [("age", str(age)) for age in FACET_AGES]
    told += [("period", one.kind.value) for one in here.names.calendar.upcoming(here.names.today)]
    entries = [entry for entry in here.lexicon.starting(prefix, MOST_ENTRIES) if _may_lead(entry, here, held)]
    told += [(entry.name, entry.value) for entry in entries if entry.name not in NAMES]
    for name, value in dict.fromkeys(told):
        label = _in_a_sentence(here.label(name, value), before)
        if label.casefold().startswith(begin):
            rank = CALLED if name in SOUGHT else CHOSEN
            yield Completion(before, label, name, value, WHOLE if label.casefold() == begin else rank)
    for entry in sorted(entries, key=lambda entry: (len(entry.words), entry.words)):
        rank = CALLED if entry.name in NAMES else OTHER
        yield Completion(before, entry.words, entry.name, entry.value, WHOLE if entry.words.casefold() == begin else rank)


def _in_a_sentence(label: str, before: str) -> str:
    """A label as words of a text: without what explains it ("Formiddag (før kl. 12)"), and in small letters after other words."""
    words = label.split(" (", maxsplit=1)[0]
    return words[0].lower() + words[1:] if before and words[1:2].islower() else words


def _may_lead(entry: Entry, here: Here, held: Held) -> bool:
    """Whether offers may have the value: of an open list some must, and a holiday must be in the calendar."""
    if entry.name in held:
        return held[entry.name].get(entry.value, 0) > 0
    return entry.name != "period" or _is_in_calendar(entry.value, here)


def _is_in_calendar(value: str, here: Here) -> bool:
    try:
        here.names.period(value)
    except InvalidValue:
        return False
    return True

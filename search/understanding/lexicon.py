"""The words of one municipality and what they mean; frozen once made, and safe to share between threads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalog.school_year import SchoolCalendar
from catalog.store.names import NamesHere
from catalog.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Entry:
    """Words as people write them, and the parameter and value that they mean."""

    words: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean in one municipality."""

    calendar: SchoolCalendar
    by_words: Mapping[str, tuple[tuple[str, str], ...]] = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)

    def starting(self, prefix: str, limit: int) -> tuple[Entry, ...]:
        """The first `limit` entries that begin with the prefix, case aside."""
        asked = prefix.casefold()
        return tuple(entry for entry in self.entries if entry.words.casefold().startswith(asked))[:limit]


def lexicon_from(vocabulary: Vocabulary, names: NamesHere, calendar: SchoolCalendar, own_words: Iterable[tuple[str, str]] = ()) -> Lexicon:
    """The lexicon of a municipality, of the vocabulary, its own names and its own words."""
    entries = [
        Entry(words, "category", concept.slug) for concept in vocabulary.concepts.values() for words in dict.fromkeys(concept.names())
    ]
    entries += [Entry(words, "category", slug) for words, slug in own_words]
    entries += [Entry(name, "district", district.slug) for district in names.districts for name in district.names]
    entries += [Entry(name, "school", school.slug) for school in names.schools for name in school.names]
    by_words: dict[str, tuple[tuple[str, str], ...]] = {"gratis": (("cost", "free"),)}
    for entry in entries:
        by_words.setdefault(entry.words.lower(), ((entry.name, entry.value),))
    return Lexicon(calendar, by_words, tuple(entries))

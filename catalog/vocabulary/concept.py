"""A concept with its words in every language, and an entry: one word with what it means. Values only, no rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.vocabulary.links import Link

FIRST_LANGUAGE = "nb"


@dataclass(frozen=True, slots=True)
class Concept:
    """One category: slug, the concepts directly broader, label and search words in each language, classes of public lists."""

    slug: str
    broader: tuple[str, ...]
    labels: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...] = ()

    def names(self) -> Iterable[str]:
        """Every label and search word, in every language."""
        yield from self.labels.values()
        for words in self.words.values():
            yield from words

    def names_in(self, *languages: str) -> tuple[str, ...]:
        """The label and the search words of each language, label first; empty where it has none."""
        both = ((self.labels.get(language), *self.words.get(language, ())) for language in languages)
        return tuple(name for names in both for name in names if name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One label or search word: its language (ISO 639-1), and the concepts that it means, any of them."""

    words: str
    language: str
    slugs: tuple[str, ...]

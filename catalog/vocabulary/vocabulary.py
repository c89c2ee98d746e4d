"""All concepts, the tree they form, and the words that lead to them; frozen once made, and made only when nothing is wrong.

It matches whole words and never guesses: what no concept claims means nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from catalog.errors import KretsError, NotFound
from catalog.vocabulary.checking import claims_of, concept_problems, winner_problems
from catalog.vocabulary.concept import FIRST_LANGUAGE, Concept, Entry
from catalog.vocabulary.letters import word_key

_BETWEEN_WORDS = re.compile(r"\s*[/,;|&+>\n]\s*|\s+(?:og|and|–|-)\s+")


class VocabularyInvalid(KretsError):
    """The vocabulary's files contradict themselves; `problems` names every place."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("vocabulary: " + "; ".join(problems))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts by slug. Raises `VocabularyInvalid` with every problem of the tree, the labels and the words.

    `winners` says which concept a word means that several claim, or which several it means at once ("ski": any kind of it);
    only there may a word be claimed twice.
    """

    concepts: Mapping[str, Concept]
    winners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _slugs_by_key: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _narrower: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        winners = {word_key(word): slugs for word, slugs in self.winners.items()}
        claims = claims_of(self.concepts)
        problems = [*concept_problems(self.concepts), *winner_problems(self.concepts, claims, winners)]
        if problems:
            raise VocabularyInvalid(problems)
        chosen = {key: winners.get(key) or tuple(slugs) for key, slugs in claims.items()}
        narrower: dict[str, tuple[str, ...]] = dict.fromkeys(self.concepts, ())
        for concept in self.concepts.values():
            narrower |= {above: (*narrower[above], concept.slug) for above in concept.broader}
        object.__setattr__(self, "concepts", MappingProxyType(dict(self.concepts)))
        object.__setattr__(self, "winners", MappingProxyType(dict(self.winners)))
        object.__setattr__(self, "_slugs_by_key", MappingProxyType(chosen))
        object.__setattr__(self, "_narrower", MappingProxyType(narrower))

    def __reduce__(self) -> tuple[type["Vocabulary"], tuple[dict[str, Concept], dict[str, tuple[str, ...]]]]:
        """Travels to another process as what it was made of, and is checked there anew."""
        return Vocabulary, (dict(self.concepts), dict(self.winners))

    def concept(self, slug: str) -> Concept:
        """The concept of that slug. Raises `NotFound`."""
        try:
            return self.concepts[slug]
        except KeyError:
            raise NotFound("category", slug) from None

    def label(self, slug: str, language: str) -> str:
        """What the concept is called in that language; in bokmål where the language has no label. Raises `NotFound`."""
        labels = self.concept(slug).labels
        return labels.get(language, labels[FIRST_LANGUAGE])

    def broader(self, slug: str) -> tuple[str, ...]:
        """The concepts directly broader than this one. Raises `NotFound`."""
        return self.concept(slug).broader

    def with_narrower(self, slug: str) -> frozenset[str]:
        """The concept and all that lies under it: what a search for it means. Raises `NotFound`."""
        self.concept(slug)
        return _reached([slug], self._narrower)

    def with_broader(self, slugs: Iterable[str]) -> frozenset[str]:
        """The concepts and all above them: what an offer of these categories counts as. Raises `NotFound`."""
        asked = list(slugs)
        for slug in asked:
            self.concept(slug)
        return _reached(asked, {concept.slug: concept.broader for concept in self.concepts.values()})

    def meanings(self, words: str) -> tuple[str, ...]:
        """The concepts that a label or search word of any language means, any of them; empty where no concept claims it.

        Case, space, hyphens, accents and the forms of Arabic letters aside (`word_key`).
        """
        return self._slugs_by_key.get(word_key(words), ())

    def entries(self) -> Iterator[Entry]:
        """Every label and search word with its language and what it means, once in each language; for a lexicon of search."""
        seen: set[tuple[str, str]] = set()
        for concept in self.concepts.values():
            for language in concept.labels:
                for name in concept.names_in(language):
                    if (place := (language, word_key(name))) not in seen:
                        seen.add(place)
                        yield Entry(name, language, self._slugs_by_key[place[1]])

    def match_label(self, words: str) -> str | None:
        """The one concept that a publisher's category words mean, the first where they name several; else `None`."""
        return next(iter(self.match_labels(words)), None)

    def match_labels(self, words: str) -> tuple[str, ...]:
        """The concepts that a publisher's category words mean, in their order, whole words before parts of a list.

        A slug, or a label or search word in any language, as `meanings` compares them; of a word that means several the one
        that is broader than the others, else the first. "Idrett/fotball" is a list; of a concept and one broader than it only
        the narrower stands. Parts that no concept claims are left out.
        """
        if whole := self._exact(words):
            return (whole,)
        found = [slug for part in _BETWEEN_WORDS.split(words) if (slug := self._exact(part))]
        implied = {above for slug in found for above in self.with_broader([slug]) - {slug}}
        return tuple(dict.fromkeys(slug for slug in found if slug not in implied))

    def _exact(self, words: str) -> str | None:
        slug = words.strip().casefold()
        return slug if slug in self.concepts else self._broadest(self.meanings(words))

    def _broadest(self, slugs: tuple[str, ...]) -> str | None:
        over_all = (slug for slug in slugs if len(slugs) > 1 and self.with_narrower(slug).issuperset(slugs))
        return next(over_all, slugs[0] if slugs else None)


def _reached(start: Iterable[str], edges: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        slug = waiting.pop()
        if slug not in found:
            found.add(slug)
            waiting += edges[slug]
    return frozenset(found)

"""Concepts, the tree they form, and the words that lead to them; frozen once made, and made only when nothing is wrong.

It matches words exactly (case, space, hyphens aside) and never guesses: what no concept claims is `None`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType

from catalog.errors import KretsError, NotFound
from catalog.text import name_key

FIRST_LANGUAGE = "nb"
_BETWEEN_WORDS = re.compile(r"\s*[/,;|&+>\n]\s*|\s+(?:og|and|–|-)\s+")


class VocabularyInvalid(KretsError):
    """The vocabulary's files contradict themselves; `problems` names every place."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("vocabulary: " + "; ".join(problems))


@dataclass(frozen=True, slots=True)
class Concept:
    """One category: its slug, the concepts directly broader than it, its label and its search words in each language."""

    slug: str
    broader: tuple[str, ...]
    labels: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]

    def names(self) -> Iterable[str]:
        """Every label and search word, in every language."""
        yield from self.labels.values()
        for words in self.words.values():
            yield from words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts by slug. Raises `VocabularyInvalid` with every problem: unknown broader, cycle, two concepts for one word.

    `winners` says which concept a word means that several claim; only there may a word be claimed twice.
    """

    concepts: Mapping[str, Concept]
    winners: Mapping[str, str] = field(default_factory=dict)
    _slug_by_key: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _narrower: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        winners = {name_key(word): slug for word, slug in self.winners.items()}
        claims = _claims(self.concepts)
        problems = [*_tree_problems(self.concepts), *_claim_problems(claims, winners)]
        if problems:
            raise VocabularyInvalid(problems)
        chosen = {key: winners.get(key, slugs[0]) for key, slugs in claims.items()}
        narrower = {slug: tuple(c.slug for c in self.concepts.values() if slug in c.broader) for slug in self.concepts}
        object.__setattr__(self, "concepts", MappingProxyType(dict(self.concepts)))
        object.__setattr__(self, "winners", MappingProxyType(dict(self.winners)))
        object.__setattr__(self, "_slug_by_key", MappingProxyType(chosen))
        object.__setattr__(self, "_narrower", MappingProxyType(narrower))

    def __reduce__(self) -> tuple[type["Vocabulary"], tuple[dict[str, Concept], dict[str, str]]]:
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

    def match_label(self, words: str) -> str | None:
        """The one concept that a publisher's category words mean, the first where they name several; else `None`."""
        return next(iter(self.match_labels(words)), None)

    def match_labels(self, words: str) -> tuple[str, ...]:
        """The concepts that a publisher's category words mean, in their order, whole words before parts of a list.

        A slug, or a label or search word in any language, case, space and hyphens aside. "Idrett/fotball" is a list; of a
        concept and one broader than it only the narrower stands. Parts that no concept claims are left out.
        """
        if whole := self._exact(words):
            return (whole,)
        found = [slug for part in _BETWEEN_WORDS.split(words) if (slug := self._exact(part))]
        implied = {above for slug in found for above in self.with_broader([slug]) - {slug}}
        return tuple(dict.fromkeys(slug for slug in found if slug not in implied))

    def _exact(self, words: str) -> str | None:
        slug = words.strip().casefold()
        return slug if slug in self.concepts else self._slug_by_key.get(name_key(words))


def _reached(start: Iterable[str], edges: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        slug = waiting.pop()
        if slug not in found:
            found.add(slug)
            waiting += edges[slug]
    return frozenset(found)


def _claims(concepts: Mapping[str, Concept]) -> dict[str, list[str]]:
    """Which concepts claim each word, by the word's key."""
    claims: dict[str, list[str]] = {}
    for concept in concepts.values():
        for key in dict.fromkeys(name_key(name) for name in concept.names()):
            claims.setdefault(key, []).append(concept.slug)
    return claims


def _claim_problems(claims: Mapping[str, list[str]], winners: Mapping[str, str]) -> list[str]:
    unsettled = [
        f"the word {key!r} is claimed by {' and '.join(slugs)}, and winners.csv names none of them"
        for key, slugs in claims.items()
        if len(slugs) > 1 and winners.get(key) not in slugs
    ]
    idle = [f"winners.csv settles {key!r}, which fewer than two concepts claim" for key in winners if len(claims.get(key, [])) < 2]
    return unsettled + idle


def _tree_problems(concepts: Mapping[str, Concept]) -> list[str]:
    edges = {slug: concept.broader for slug, concept in concepts.items()}
    problems = [
        f"{slug} is under {above}, which does not exist" for slug, broader in edges.items() for above in broader if above not in edges
    ]
    problems += [f"{slug} has a word without letters" for slug, concept in concepts.items() if not all(map(name_key, concept.names()))]
    problems += [f"{slug} has no label in bokmål" for slug, concept in concepts.items() if not concept.labels.get(FIRST_LANGUAGE)]
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        problems.append(f"a circle of broader concepts: {' → '.join(error.args[1])}")
    return problems

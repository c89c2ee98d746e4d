"""What can be wrong with concepts, their words and the winners; each problem is one line, and all are told at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from catalog.vocabulary.concept import FIRST_LANGUAGE, Concept
from catalog.vocabulary.letters import letter_problems, word_key

Claims = Mapping[str, Sequence[str]]
"""The slugs of the concepts that have a word, by the word's key."""


def claims_of(concepts: Mapping[str, Concept]) -> dict[str, list[str]]:
    """Which concepts claim each word of any language."""
    claims: dict[str, list[str]] = {}
    for concept in concepts.values():
        for key in dict.fromkeys(map(word_key, concept.names())):
            claims.setdefault(key, []).append(concept.slug)
    return claims


def concept_problems(concepts: Mapping[str, Concept]) -> Iterator[str]:
    """Broader concepts that do not exist or run in a circle, labels that are missing or borne by two, letters that are wrong."""
    edges = {slug: concept.broader for slug, concept in concepts.items()}
    yield from (
        f"{slug} is under {above}, which does not exist" for slug, broader in edges.items() for above in broader if above not in edges
    )
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        yield f"a circle of broader concepts: {' → '.join(error.args[1])}"
    for slug, concept in concepts.items():
        if not all(map(word_key, concept.names())):
            yield f"{slug} has a word without letters"
        if not concept.labels.get(FIRST_LANGUAGE):
            yield f"{slug} has no label in bokmål"
    for language in dict.fromkeys(language for concept in concepts.values() for language in concept.labels):
        yield from letter_problems([name for concept in concepts.values() for name in concept.names_in(language)], language)
    yield from _shared_labels(concepts.values())


def winner_problems(concepts: Mapping[str, Concept], claims: Claims, winners: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Words that several concepts claim and none wins, and winners that settle nothing. `winners` by the key of the word."""
    for key, slugs in claims.items():
        if len(slugs) > 1 and not set(slugs) & set(winners.get(key, ())):
            yield f"the word {key!r} is claimed by {' and '.join(slugs)}, and winners.csv names none of them"
    for key, slugs in winners.items():
        yield from (f"winners.csv lets {key!r} mean {slug}, which does not exist" for slug in slugs if slug not in concepts)
        if len(slugs) < 2 and len(claims.get(key, ())) < 2:
            yield f"winners.csv settles {key!r}, which fewer than two concepts claim"
        elif key not in claims:
            yield f"winners.csv settles {key!r}, which no concept claims"


def unreached(concepts: Mapping[str, Concept], winners: Mapping[str, tuple[str, ...]], languages: Iterable[str]) -> Iterator[str]:
    """Concepts to which no word of one of the languages leads. `winners` by the key of the word."""
    for language in languages:
        for slug, concept in concepts.items():
            if not any(slug in winners.get(word_key(name), (slug,)) for name in concept.names_in(language)):
                yield f"no word of {language} leads to {slug}"


def _shared_labels(concepts: Iterable[Concept]) -> Iterator[str]:
    bearers: dict[tuple[str, str], str] = {}
    for concept in concepts:
        for language, label in concept.labels.items():
            first = bearers.setdefault((language, word_key(label)), concept.slug)
            if first != concept.slug:
                yield f"{first} and {concept.slug} bear the same label in {language}: {label!r}"

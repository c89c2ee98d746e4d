"""Categories as search needs them: which concepts are broader than one, and the words by which it is found in texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from catalog.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Concepts:
    """`broader` maps a slug to those directly above it, `labels` to its labels and `words` to its search words, in one line each."""

    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    fingerprint: str = field(init=False, compare=False)
    """Differs between vocabularies that differ."""

    def __post_init__(self) -> None:
        told = tuple(sorted(mapping.items()) for mapping in (self.broader, self.labels, self.words))
        object.__setattr__(self, "fingerprint", blake2b(repr(told).encode(), digest_size=8).hexdigest())

    def closure(self, slug: str) -> frozenset[str]:
        """The concept and everything above it; a slug that the vocabulary lacks stands for itself."""
        found: set[str] = set()
        waiting = [slug]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting += self.broader.get(current, ())
        return frozenset(found)

    def text(self, slugs: tuple[str, ...]) -> str:
        """The words under which the concepts are found: their labels and search words, and the labels of what is broader."""
        above = sorted(set().union(*(self.closure(slug) for slug in slugs)) - set(slugs))
        own = [line for slug in slugs for line in (self.labels.get(slug, ""), self.words.get(slug, ""))]
        return "\n".join(line for line in (*own, *(self.labels.get(slug, "") for slug in above)) if line)


def concepts_from(vocabulary: Vocabulary) -> Concepts:
    """The concepts of a vocabulary, in all of its languages."""
    concepts = vocabulary.concepts.values()
    return Concepts(
        broader={concept.slug: concept.broader for concept in concepts},
        labels={concept.slug: "\n".join(concept.labels.values()) for concept in concepts},
        words={concept.slug: "\n".join(word for words in concept.words.values() for word in words) for concept in concepts},
    )

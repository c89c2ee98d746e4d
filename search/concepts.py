"""Categories as search needs them: which concepts are broader than one, and the words by which it is found in texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Concepts:
    """`broader` maps a slug to those directly above it, `words` to the names and search words it is found by, in one line each."""

    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    fingerprint: str = field(init=False, compare=False)
    """Differs between vocabularies that differ."""

    def __post_init__(self) -> None:
        told = tuple(sorted(mapping.items()) for mapping in (self.broader, self.words))
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
        """The names and search words of the concepts, one in each line."""
        return "\n".join(self.words[slug] for slug in slugs if slug in self.words)

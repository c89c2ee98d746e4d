"""Parts of a compound, by a closed list of words: fotballskole is fotball and skole, sjakklubb is sjakk and klubb.

A general dictionary splits too much (idrettslag → idrett + slag), so a word comes apart only where every part is known, or where
it ends in a head: a word that hardly ever ends another by chance (symfoniorkester, Tranbyhallen). Parts are joined by nothing, s or
e; of three equal consonants one was dropped when they were joined. Parts have at least three letters. The longest last part
wins, in any inflection. What the list does not know stays whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

LEAST = 3
JOINING = ("", "s", "e")
VOWELS = frozenset("aeiouyæøå")
ALWAYS_JOINED = ("sjons", "ings", "hets", "heits", "skaps", "doms", "tets")
"""Endings of nouns that take a joining s before another word, so that it can be told from the noun's own."""


@dataclass(frozen=True, slots=True)
class Splitter:
    """`firsts` are words as they stand before another; `lasts`, as stems, may end a compound, `heads`, as written, even an unknown one.

    `wholes`, as stems, never split. `canonical` gives the stem that the forms of a single word share.
    """

    firsts: frozenset[str]
    lasts: frozenset[str]
    heads: frozenset[str]
    wholes: frozenset[str]
    canonical: Callable[[str], str]
    _head_stems: frozenset[str] = field(init=False, repr=False, compare=False)
    _head_starts: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_head_stems", frozenset(map(self.canonical, self.heads)))
        object.__setattr__(self, "_head_starts", frozenset(head[:LEAST] for head in self.heads))

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a normalised word as written, without joining letters; nothing where it is no compound of known words."""
        if len(word) < 2 * LEAST or self.canonical(word) in self.wholes:
            return ()
        before = self._known_before(word)
        for at in sorted(before):
            if self.canonical(word[at:]) in self.lasts:
                return (*before[at], *self._apart(word[at:]))
        return self._by_head(word)

    def _by_head(self, word: str) -> tuple[str, ...]:
        """The parts of a word that ends in a head, whatever is before it."""
        for at in range(LEAST, len(word) - LEAST + 1):
            if word[at : at + LEAST] in self._head_starts and self.canonical(word[at:]) in self._head_stems:
                first = word[: at - 1] if word[:at].endswith(ALWAYS_JOINED) else word[:at]
                return () if VOWELS.isdisjoint(first) else (first, *self._apart(word[at:]))
        return ()

    def _apart(self, part: str) -> tuple[str, ...]:
        return self.split(part) or (part,)

    def _known_before(self, word: str) -> dict[int, tuple[str, ...]]:
        """Where a last part may begin, with the known parts before it; the first of them as long as may be."""
        before: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(LEAST, len(word) - LEAST + 1):
            for start, known in before.items():
                part = self._first(word[start:end], word[end]) if end - start >= LEAST else ""
                if part:
                    before[end] = (*known, *self._apart(part))
                    break
        del before[0]
        return before

    def _first(self, piece: str, following: str) -> str:
        """The known word that a piece is, with its joining letter or without the consonant that it shares with what follows."""
        for joining in JOINING:
            part = piece.removesuffix(joining) if joining else piece
            if part in self.firsts and len(part) >= LEAST and (not joining or part != piece):
                return part
        doubled = piece + following
        if piece[-1] == following and following not in VOWELS and doubled in self.firsts:
            return doubled
        return ""

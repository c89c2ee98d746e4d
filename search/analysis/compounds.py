"""Parts of a compound, by a closed list of words: fotballskole is fotball and skole, sjakklubb is sjakk and klubb.

A general dictionary splits too much (idrettslag → idrett + slag), so a word comes apart only where every part is known. Parts are
joined by nothing, s or e; of three equal consonants one was dropped when they were joined. Parts have at least three letters. The
longest last part wins, in any inflection. What the list does not know stays whole.
"""

from collections.abc import Callable
from dataclasses import dataclass

LEAST = 3
JOINING = ("", "s", "e")
VOWELS = frozenset("aeiouyæøå")


@dataclass(frozen=True, slots=True)
class Splitter:
    """`firsts` are words as they stand before another, `lasts` canonical stems of words that may end one, `wholes` stems never split.

    `canonical` gives the stem that the forms of a single word share.
    """

    firsts: frozenset[str]
    lasts: frozenset[str]
    wholes: frozenset[str]
    canonical: Callable[[str], str]

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a normalised word as written, without joining letters; nothing where it is no compound of known words."""
        if len(word) < 2 * LEAST or self.canonical(word) in self.wholes:
            return ()
        heads = self._heads(word)
        for at in sorted(heads):
            last = word[at:]
            if self.canonical(last) in self.lasts:
                return (*heads[at], *(self.split(last) or (last,)))
        return ()

    def _heads(self, word: str) -> dict[int, tuple[str, ...]]:
        """Where a last part may begin, with the parts before it; the fewest, and of these the longest last."""
        heads: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(LEAST, len(word) - LEAST + 1):
            for start in sorted(heads):
                if end - start < LEAST:
                    break
                if part := self._first(word[start:end], word[end]):
                    heads[end] = (*heads[start], *(self.split(part) or (part,)))
                    break
        del heads[0]
        return heads

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

"""Addresses and postcodes of the municipality; places that have a name are in the lexicon's words.

Only streets and postcodes that are known here count, so that every place that is understood can be found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from catalog.geo.addresses import street_key
from search.understanding.findings import Finding, Said, Sureness
from search.understanding.tokens import Token

MOST_STREET_WORDS = 4
START = 4
_POSTCODE = re.compile(r"(?<![\w.,/-])\d{4}(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Streets:
    """The streets' keys, the first letters of their names, and the postcodes."""

    keys: frozenset[str] = field(repr=False)
    starts: frozenset[str] = field(repr=False)
    postcodes: frozenset[str] = field(repr=False)

    def findings(self, text: str, lowered: str, words: Sequence[Token]) -> Iterator[Finding]:
        """Every address, street and postcode in a text, as places that something is near."""
        for index, token in enumerate(words):
            if token.word[:START] in self.starts and (found := self._street(text, words, index)):
                yield found
        for match in _POSTCODE.finditer(lowered):
            if match[0] in self.postcodes:
                yield Finding(match.start(), match.end(), meanings=((Said("near", match[0]),),), sureness=Sureness.PATTERN)

    def _street(self, text: str, words: Sequence[Token], first: int) -> Finding | None:
        """The longest street that begins with a word, its house number with it."""
        for count in range(min(MOST_STREET_WORDS, len(words) - first), 0, -1):
            start, end = words[first].start, words[first + count - 1].end
            if street_key(text[start:end]) in self.keys:
                end = _house_end(text, words[first + count :], end)
                return Finding(start, end, meanings=((Said("near", " ".join(text[start:end].split())),),), sureness=Sureness.PATTERN)
        return None


def streets_from(names: Sequence[str], postcodes: frozenset[str]) -> Streets:
    """The streets of a municipality."""
    keys = frozenset(map(street_key, names))
    return Streets(keys, frozenset(name.lower()[:START] for name in names), postcodes)


def _house_end(text: str, after: Sequence[Token], end: int) -> int:
    """Where an address ends: behind the house number and its letter, if they follow at once."""
    if not after or not after[0].is_number or len(after[0].word) > 4 or text[end : after[0].start].strip():
        return end
    number = after[0]
    letter = after[1] if len(after) > 1 else None
    joined = letter is not None and len(letter.word) == 1 and letter.start == number.end
    return letter.end if joined and letter else number.end

"""The words of a text in order, and those that a query asks for.

A hyphenated word is told whole and in its parts (e-sport: esport, e, sport). Nothing is said here of what a word means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.normalising import normalised
from search.analysis.stop_words import STOP_WORDS

MAX_WORD_LENGTH = 64

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_INNER = re.compile(r"[-’']")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in lower case; `position` counts words. A hyphenated word comes joined, then in its `parts`."""

    text: str
    position: int
    parts: int = 0


def texts_of(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text in order, stop words too: what is written, the position, and of how many parts it is joined (0: of none)."""
    position = 0
    for word in _WORD.findall(normalised(text)):
        if word.isalnum():
            yield word[:MAX_WORD_LENGTH], position, 0
            position += 1
            continue
        parts = _INNER.split(word)
        yield "".join(parts)[:MAX_WORD_LENGTH], position, len(parts)
        for part in parts:
            yield part[:MAX_WORD_LENGTH], position, 0
            position += 1


def query_words(text: str) -> list[Word]:
    """The words that a query asks for: stop words left out, a hyphenated word joined only."""
    asked: list[Word] = []
    found = texts_of(text)
    for word, position, parts in found:
        for _ in range(parts):
            next(found)
        if word not in STOP_WORDS:
            asked.append(Word(word, position, parts))
    return asked

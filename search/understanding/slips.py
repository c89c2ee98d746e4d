"""Typing slips: which known word was meant by one that nothing else explains.

At most one edit (a letter too many, missing, wrong, or two exchanged) from four letters on, two where the word that was meant is long
(`LONG`): with two edits shorter words turn into others ("mulighet", "menighet"). The first letter is right, or exchanged with the
second. Words that occur in names, and words that the analysis of Norwegian knows, are no slips. Of several equally near, one that
means something alone comes first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.known_words import splitter
from search.analysis.stop_words import STOP_WORDS
from search.understanding.findings import Role
from search.understanding.words import Words

LEAST = 4
TWO_EDITS_FROM = 7
LONG = 9


@dataclass(frozen=True, slots=True)
class Slips:
    """The words that may have been meant, by their first letter, with whether each means something alone."""

    meant: Mapping[str, tuple[str, ...]] = field(repr=False)
    alone: frozenset[str] = field(repr=False)
    real: frozenset[str] = field(repr=False)

    def right_spelling(self, word: str) -> str | None:
        """The known word that was meant; None where none is near enough or the word is one itself."""
        if len(word) < LEAST or not word.isalpha() or word in self.real or _is_norwegian(word):
            return None
        likely = (*self.meant.get(word[0], ()), *(self.meant.get(word[1], ()) if word[1] != word[0] else ()))
        edits = 2 if len(word) >= TWO_EDITS_FROM else 1
        near = process.extract(word, likely, scorer=OSA.distance, score_cutoff=edits, limit=None)
        found = [
            (distance, other not in self.alone, abs(len(other) - len(word)), other)
            for other, distance, _ in near
            if distance <= _allowed(word, other) and (other[0] == word[0] or _exchanged(word, other))
        ]
        return min(found)[3] if found else None


def slips_from(words: Words, others: Iterable[str]) -> Slips:
    """The words of phrases that ask for something, and `others`, which mean something beside a number."""
    known: set[str] = set()
    alone: set[str] = set()
    likely: set[str] = set(others)
    for key, meanings in words.written.items():
        pieces = key.split(" ") if " " in key else [key]
        known.update(pieces)
        if meanings[0].role is Role.PART:
            likely.update(pieces)
            alone.add(key)
    meant: dict[str, list[str]] = {}
    for word in likely:
        if len(word) >= LEAST:
            meant.setdefault(word[0], []).append(word)
    return Slips({letter: tuple(found) for letter, found in meant.items()}, frozenset(alone), frozenset(known) | words.name_words)


def _allowed(word: str, other: str) -> int:
    return 2 if len(word) >= TWO_EDITS_FROM and max(len(word), len(other)) >= LONG else 1


def _exchanged(word: str, other: str) -> bool:
    return len(other) > 1 and word[:2] == other[1::-1]


def _is_norwegian(word: str) -> bool:
    known = splitter()
    return word in STOP_WORDS or word in known.firsts or known.canonical(word) in known.lasts

"""Which rows hold a form of a word, how often and where: read from Whoosh once for each term, or made in memory from texts.

Whoosh's matchers are pure Python (about a microsecond a posting); read once into arrays, a term costs that once for each index
generation, and every query after it is vector arithmetic.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.matching.mcore import Matcher
from whoosh.reading import IndexReader, TermNotFound

from search.analysis import tokens
from search.columns import Ints
from search.schema import Text

POSITION_BITS = 24
LAST_POSITION = 1 << POSITION_BITS - 1

Weights = NDArray[np.float32]
Places = NDArray[np.int64]


class Postings(Protocol):
    """The inverted texts of one generation, by row."""

    def occurrences(self, text: Text, form: str) -> tuple[Ints, Weights]:
        """The rows whose text holds the form, ascending, and how often it does."""

    def places(self, text: Text, form: str) -> Places:
        """Every place of the form, ascending, as row << `POSITION_BITS` | position."""

    def lengths(self, text: Text) -> Weights:
        """How many forms each row's text has."""


class WhooshPostings:
    """The postings of an open Whoosh reader; `rows` maps its document numbers to rows, -1 where there is none.

    `damage` is entered around each reading and says in one error whatever a damaged file raises. One thread reads at a time: Whoosh's
    readers of a file share its place in it, and two at once would take each other's bytes for their own.
    """

    def __init__(self, reader: IndexReader, rows: Ints, size: int, damage: Callable[[], AbstractContextManager[None]]) -> None:
        self._reader = reader
        self._rows = rows
        self._size = size
        self._damage = damage
        self._reading = Lock()

    def occurrences(self, text: Text, form: str) -> tuple[Ints, Weights]:
        """The rows whose text holds the form, ascending, and how often it does."""
        numbers, weights = [], []
        with self._reading, self._damage():
            for matcher in self._each(text, form):
                numbers.append(matcher.id())
                weights.append(matcher.weight())
        rows = self._rows[np.array(numbers, dtype=np.int64)]
        order = np.argsort(rows, kind="stable")
        order = order[rows[order] >= 0]
        return rows[order], np.array(weights, dtype=np.float32)[order]

    def places(self, text: Text, form: str) -> Places:
        """Every place of the form, ascending, as row << `POSITION_BITS` | position."""
        found: list[int] = []
        with self._reading, self._damage():
            for matcher in self._each(text, form):
                row = int(self._rows[matcher.id()])
                if row >= 0:
                    found += [row << POSITION_BITS | min(at, LAST_POSITION) for at in matcher.value_as("positions")]
        return np.unique(np.array(found, dtype=np.int64))

    def lengths(self, text: Text) -> Weights:
        """How many forms each row's text has, as precisely as Whoosh keeps it (one byte)."""
        found = np.zeros(self._size, dtype=np.float32)
        with self._reading, self._damage():
            for reader, offset in self._reader.leaf_readers():
                for number in range(reader.doc_count_all()):
                    row = self._rows[offset + number]
                    if row >= 0:
                        found[row] = reader.doc_field_length(number, text.value) or 0
        return found

    def _each(self, text: Text, form: str) -> Iterator[Matcher]:
        """The matcher at each posting in turn; nothing where the index lacks the form."""
        try:
            matcher = self._reader.postings(text.value, form)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher
            matcher.next()


class MemoryPostings:
    """Postings made from texts at once: what answers while there is no index."""

    def __init__(self, texts: Sequence[Mapping[Text, str]]) -> None:
        self._places: dict[tuple[Text, str], list[int]] = defaultdict(list)
        self._lengths = {text: np.zeros(len(texts), dtype=np.float32) for text in Text}
        for row, held in enumerate(texts):
            for text, words in held.items():
                for form, position in tokens(words):
                    self._places[text, form].append(row << POSITION_BITS | min(position, LAST_POSITION))
                    self._lengths[text][row] += 1

    def occurrences(self, text: Text, form: str) -> tuple[Ints, Weights]:
        """The rows whose text holds the form, ascending, and how often it does."""
        places: Iterable[int] = self._places.get((text, form), ())
        rows, counts = np.unique(np.array(list(places), dtype=np.int64) >> POSITION_BITS, return_counts=True)
        return rows.astype(np.int32), counts.astype(np.float32)

    def places(self, text: Text, form: str) -> Places:
        """Every place of the form, ascending, as row << `POSITION_BITS` | position."""
        return np.unique(np.array(self._places.get((text, form), []), dtype=np.int64))

    def lengths(self, text: Text) -> Weights:
        """How many forms each row's text has."""
        return self._lengths[text]

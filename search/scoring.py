"""How well texts answer a query: BM25F over the five texts, as sums of vectors.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004): term frequencies are weighted and
length-normalised by field before they are saturated once. A word counts by the best of its forms (as typed before folded).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis import Word, query_forms
from search.columns import FEW_ROWS, Bools, Ints, array_bytes
from search.postings import POSITION_BITS, Places, Postings, Weights
from search.query import Query
from search.recent import Recent
from search.schema import Text

BOOSTS = {Text.TITLE: 12.0, Text.ORGANISER: 4.0, Text.SUBJECT: 2.0, Text.PLACE: 3.0, Text.BODY: 1.0}
LENGTH_SHARE = {Text.TITLE: 0.5, Text.ORGANISER: 0.3, Text.SUBJECT: 0.3, Text.PLACE: 0.3, Text.BODY: 0.75}
SATURATION = 1.2
WORDS_KEPT = 4_096
PLACES_KEPT = 1_024


@dataclass(frozen=True, slots=True)
class TextMatch:
    """The rows that answer a query and their scores (0 elsewhere). `any_word`: no row had every word, these have some."""

    rows: Bools
    scores: Weights
    any_word: bool = False


@dataclass(frozen=True, slots=True)
class _WordScores:
    """The scores of a word: at its `rows` where these are few, else of every row."""

    rows: Ints | None
    values: Weights

    def add_to(self, scores: Weights, hits: NDArray[np.uint8]) -> None:
        """Adds the scores, and one hit to each row that has the word."""
        if self.rows is None:
            scores += self.values
            hits += self.values > 0
        else:
            scores[self.rows] += self.values
            hits[self.rows] += 1


class Scorer:
    """The scores of one generation; each word's postings are read once. Shared by threads."""

    def __init__(self, postings: Postings, size: int) -> None:
        self._postings = postings
        self._size = size
        self._words: Recent[str, _WordScores] = Recent(WORDS_KEPT)
        self._norms: Recent[Text, Weights] = Recent(len(Text))
        self._places: Recent[tuple[Text, str], Places] = Recent(PLACES_KEPT)

    def match(self, query: Query, live: Bools) -> TextMatch:
        """Rows that have every word and phrase; where no live row has, those that have any of the words."""
        scores, hits = self._summed(query)
        every = hits == len(query.words)
        for phrase in query.phrases:
            every &= self._having_phrase(phrase)
        if (every & live).any() or (len(query.words) == 1 and not query.phrases):
            return TextMatch(every, scores)
        return TextMatch(hits > 0, scores, any_word=True)

    def scores(self, query: Query) -> Weights:
        """The scores of every row for the words, whichever of them it has."""
        scores, _ = self._summed(query)
        return scores

    def nbytes(self) -> int:
        """The memory that the kept scores take, in bytes; it grows with the words that are asked for, up to `WORDS_KEPT`."""
        return sum(map(array_bytes, (*self._words.kept(), *self._norms.kept(), *self._places.kept())))

    def _summed(self, query: Query) -> tuple[Weights, NDArray[np.uint8]]:
        """The scores of every row, and how many of the words it has."""
        scores = np.zeros(self._size, dtype=np.float32)
        hits = np.zeros(self._size, dtype=np.uint8)
        for word in query.words:
            self._words.get(word, lambda word=word: self._word_scores(word)).add_to(scores, hits)  # type: ignore[misc]  # bound at once
        return scores, hits

    def _word_scores(self, word: str) -> "_WordScores":
        best = np.zeros(self._size, dtype=np.float32)
        for form, weight in query_forms(word).items():
            frequencies = self._frequencies(form)
            rows = np.flatnonzero(frequencies)
            if len(rows):
                rarity = np.log1p((self._size - len(rows) + 0.5) / (len(rows) + 0.5))
                values = weight * rarity * frequencies[rows] / (SATURATION + frequencies[rows])
                best[rows] = np.maximum(best[rows], values)
        found = np.flatnonzero(best)
        if len(found) * FEW_ROWS > self._size:
            return _WordScores(None, best)
        return _WordScores(found.astype(np.int32), best[found])

    def _frequencies(self, form: str) -> Weights:
        total = np.zeros(self._size, dtype=np.float32)
        for text, boost in BOOSTS.items():
            rows, counts = self._postings.occurrences(text, form)
            if len(rows):
                norms = self._norms.get(text, lambda text=text: self._length_norms(text))  # type: ignore[misc]  # bound at once
                total[rows] += np.float32(boost) * counts / norms[rows]
        return total

    def _length_norms(self, text: Text) -> Weights:
        lengths = self._postings.lengths(text)
        written = lengths[lengths > 0]
        mean = float(written.mean()) if len(written) else 1.0
        share = LENGTH_SHARE[text]
        norms: NDArray[np.float32] = ((1 - share) + share * lengths / mean).astype(np.float32)
        return norms

    def _having_phrase(self, phrase: tuple[Word, ...]) -> Bools:
        found = np.zeros(self._size, dtype=np.bool_)
        for text in Text:
            starts: Places | None = None
            for word in phrase:
                places = self._places.get((text, word.text), lambda text=text, word=word.text: self._places_of(text, word))  # type: ignore[misc]  # bound at once
                shifted = places - (word.position - phrase[0].position)
                starts = shifted if starts is None else _in_both(starts, shifted)
                if not len(starts):
                    break
            if starts is not None:
                found[starts >> POSITION_BITS] = True
        return found

    def _places_of(self, text: Text, word: str) -> Places:
        """Every place of the word in any form, ascending."""
        return np.unique(np.concatenate([self._postings.places(text, form) for form in query_forms(word)]))


def _in_both(one: Places, other: Places) -> Places:
    """What two ascending arrays share: the shorter is looked up in the longer."""
    few, many = sorted((one, other), key=len)
    found = np.searchsorted(many, few)
    found[found == len(many)] = 0
    return few[many[found] == few] if len(many) else few

"""From text to the forms that the index holds, and from a query's word to the forms that answer it.

A word is held by its stem, and where it has letters beyond a–z also by two folded spellings (ræling: `~raeling`, `~raling`),
marked so that they rank below the word as typed. A hyphenated word is held in parts and whole (e-sport: e, sport, esport).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.stemming import stem

MAX_WORD_LENGTH = 64
FOLDED_MARK = "~"
FOLDED_WEIGHT = 0.7

_SMALL_WORDS = """
alle at av bare da de deg dei den der dere det deres di din dit du eg ein ei eit eller en er et for fra frå han har hun ho
i ikke ikkje inn jeg kan kva hva hvor korleis med meg men mer mi min mot må når no noe noen noko nokon nå og også om opp oss
på si sin skal som så til ut var ved vi vil vår være vere å the a an and or of to in on at for with is are
"""
STOP_WORDS = frozenset(_SMALL_WORDS.split())
"""Words of grammar, neither held nor asked for."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_INNER = re.compile(r"[-’']")
_TWO_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ł": "l", "đ": "d", "ð": "d"})
_ONE_LETTER = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ö": "o", "ä": "a", "ł": "l", "đ": "d", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in lower case; `position` counts words. A hyphenated word comes joined, then in its `parts`."""

    text: str
    position: int
    parts: int = 0


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, stop words too; combining marks that have no letter of their own are dropped."""
    composed = unicodedata.normalize("NFC", text).lower()
    if not composed.isascii():
        composed = "".join(c for c in unicodedata.normalize("NFC", composed) if unicodedata.category(c) != "Mn")
    position = 0
    for matched in _WORD.finditer(composed):
        parts = _INNER.split(matched[0])
        if len(parts) > 1:
            yield Word("".join(parts)[:MAX_WORD_LENGTH], position, len(parts))
        for part in parts:
            yield Word(part[:MAX_WORD_LENGTH], position)
            position += 1


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """Every form that the index holds of a text, with the position of its word."""
    for word in words_of(text):
        if word.text not in STOP_WORDS:
            for form in forms(word.text):
                yield form, word.position


def query_words(text: str) -> list[Word]:
    """The words that a query asks for: stop words left out, a hyphenated word joined only."""
    asked: list[Word] = []
    found = words_of(text)
    for word in found:
        for _ in range(word.parts):
            next(found)
        if word.text not in STOP_WORDS:
            asked.append(word)
    return asked


@lru_cache(maxsize=16_384)
def forms(word: str) -> tuple[str, ...]:
    """The forms under which a word of a document is held: its stem, then its marked folded spellings."""
    root = stem(word)
    return (root, *(FOLDED_MARK + folded for folded in _folded(root)))


def query_forms(word: str) -> dict[str, float]:
    """The forms that answer a word of a query, with the weight of a hit: as typed 1, across spellings less."""
    root = stem(word)
    answers = {root: 1.0}
    for folded in _folded(root):
        answers.update(dict.fromkeys((folded, stem(folded), FOLDED_MARK + folded), FOLDED_WEIGHT))
    answers.update(dict.fromkeys((FOLDED_MARK + root, FOLDED_MARK + word), FOLDED_WEIGHT))
    return {**answers, root: 1.0}


def _folded(word: str) -> tuple[str, ...]:
    if word.isascii():
        return ()
    spellings = dict.fromkeys(_bare(word.translate(table)) for table in (_TWO_LETTERS, _ONE_LETTER))
    return tuple(spelling for spelling in spellings if spelling != word)


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if unicodedata.category(c) != "Mn")

"""The words of a typed text with their places in it, and the text in small letters, character for character.

Words are runs of letters or of digits ("8åring" is two): a hyphen or apostrophe parts words here, so that "drop-in" and "drop in"
are one phrase. Nothing is thrown away: what is no word lies between words.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import normalised

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*|\d+")
_JOINERS = str.maketrans("", "", "\u200c\u200d")
_QUOTED = re.compile(r'["“”«»„][^"“”«»„]*["“”«»„]')
_BREAK = re.compile(r"[,;:!?|()\[\]]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word in the form in which words are compared, and the characters of the text that it stands for."""

    word: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits, of any script."""
        return self.word.isdecimal()


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order."""
    return tuple(Token(_compared(found[0]), found.start(), found.end()) for found in _WORD.finditer(text))


@lru_cache(maxsize=32_768)
def key_of(words: str) -> str:
    """What phrases are compared by: the words of a text, compared one by one."""
    return " ".join(token.word for token in tokens(words))


def lowered(text: str) -> str:
    """The text in small letters and ASCII digits, of exactly as many characters."""
    return text.lower() if text.isascii() else "".join(map(_small, text))


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in quotation marks: they are meant literally."""
    return tuple(found.span() for found in _QUOTED.finditer(text))


def has_break(between: str) -> bool:
    """Whether what lies between two words ends a thought: a comma, a full stop."""
    return _BREAK.search(between) is not None


def _compared(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(map(_small, normalised(word).translate(_JOINERS))) or word


@lru_cache(maxsize=4_096)
def _small(letter: str) -> str:
    decimal = unicodedata.decimal(letter, None)
    if decimal is not None:
        return str(decimal)
    small = letter.lower()
    return small if len(small) == 1 else letter

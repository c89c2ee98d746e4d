"""What every cleaner of words shares: one folded spelling of what a publisher wrote. It understands nothing by itself.

Words are cut at `LONGEST` characters before any pattern sees them, so that no cell, however long, can hold up an import.
"""

import re
from functools import lru_cache

from catalog.text import clean_line

LONGEST = 400
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212\u00ad~]\s*|\s+-\s+")
_NUMBERS = (
    ("null", "zero"),
    ("en", "ett", "ein", "eitt", "éi", "one"),
    ("to", "two"),
    ("tre", "three"),
    ("fire", "four"),
    ("fem", "five"),
    ("seks", "six"),
    ("sju", "syv", "seven"),
    ("åtte", "eight"),
    ("ni", "nine"),
    ("ti", "ten"),
    ("elleve", "eleven"),
    ("tolv", "twelve"),
    ("tretten", "thirteen"),
    ("fjorten", "fourteen"),
    ("femten", "fifteen"),
    ("seksten", "sixteen"),
    ("sytten", "seventeen"),
    ("atten", "eighteen"),
)
NUMBER_WORDS = {word: number for number, words in enumerate(_NUMBERS) for word in words}
_ORDINALS = (
    ("første", "fyrste", "first"),
    ("andre", "annen", "second"),
    ("tredje", "third"),
    ("fjerde", "fourth"),
    ("femte", "fifth"),
    ("sjette", "sixth"),
    ("sjuende", "syvende", "sjuande", "seventh"),
    ("åttende", "åttande", "eighth"),
    ("niende", "niande", "ninth"),
    ("tiende", "tiande", "tenth"),
)
ORDINAL_WORDS = {word: number for number, words in enumerate(_ORDINALS, 1) for word in words}
_SIGNS_OF_NOTHING = frozenset({"", "-", ".", "?", "n/a", "na", "null", "none", "nan", "ukjent", "ukjend", "unknown", "#n/a"})
_LONGEST_SIGN = max(map(len, _SIGNS_OF_NOTHING))
_A_WORD = re.compile(r"[^\W\d_]+")


def word_set(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


def folded(value: object) -> str:
    """The value as one lower-case line: white space folded, every kind of dash a plain hyphen without spaces, NFC, cut short."""
    return _folded(str(value)[:LONGEST])


def is_too_long(value: object) -> bool:
    """Whether a text is longer than the cleaners read: what they would say of its beginning alone may not hold for all of it."""
    return isinstance(value, str) and len(value) > LONGEST


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return _DASHES.sub("-", clean_line(text)).casefold()


def is_blank(value: object) -> bool:
    """Whether a publisher left it out: nothing, white space, or one of the signs that people put for nothing."""
    if value is None:
        return True
    text = str(value)
    if text.isprintable() and len(text) - text.count(" ") > _LONGEST_SIGN:
        return False  # folding takes no visible letter away
    return (len(text) < 30 or text.isspace()) and folded(text) in _SIGNS_OF_NOTHING


def digits_for_words(text: str, numbers: dict[str, int]) -> str:
    """The text with number words ("seks") written in digits ("6"); other words stay."""
    return _A_WORD.sub(lambda m: str(numbers.get(m.group(), m.group())), text)

"""A small stemmer for both written forms of Norwegian: the inflections of one word meet in one stem.

It takes endings off until none is left, guarded by length and by a list of words that only look inflected. Snowball's Norwegian
stemmer parts core words (aktivitet | aktiviteter, kurs | kurset, sommer | sommeren); this one is tested by tables of such words.
A stem is a key, not a word: it is never shown. It neither splits compounds nor joins words of different roots.
"""

import re
from functools import lru_cache

ENDINGS = (
    "ingene",
    "ingane",
    "ingen",
    "inger",
    "ingar",
    "inga",
    "ing",
    "erne",
    "ene",
    "ane",
    "er",
    "ar",
    "en",
    "et",
    "a",
    "e",
)
"""Longest first: definite and plural endings of bokmål and nynorsk, and -ing, so that klatre and klatring meet."""

GENITIVE_AFTER = ("en", "et", "er", "ar", "ene", "ane", "a")
"""A final s is a genitive only after these; kurs, korps and gratis keep theirs."""

_LOOKING_INFLECTED = """
alene arena baking boksing data foren gratis ingen kamera lage leire mester opera parkering planet senter skate sommar sommer
stemning turnering ukraina unge utan uten viking
"""
PROTECTED = frozenset(_LOOKING_INFLECTED.split())
"""Words that end like inflected ones and are not, or whose stem is another word's (lage and lag, boksing and boks)."""

KEEPING_AN = re.compile("(?<!b)bane$|scene$")
"""Words ending so lose only their e, for -ane and -ene are no plural in isbane and utescene; klubbane is one."""

PLAIN_LEAST = 3
"""Letters that must be left before an ending of inflection."""

ING_LEAST = 3
"""Letters that must be left before -ing, so that ring and ting stay whole; lesing and lese meet."""

VOWELS = frozenset("aeiouyæøå")

WORDS_KEPT = 16_384
"""Words whose analysis is remembered: those that a catalog uses often are fewer, and of rare ones nothing is gained."""


@lru_cache(maxsize=WORDS_KEPT)
def stem(word: str) -> str:
    """The stem of a lower-case word in NFC; words with digits or of other scripts come back as they are."""
    if not word.isalpha():
        return word
    left, shorter = "", word
    while left != shorter and shorter not in PROTECTED:
        left = shorter
        without = _without_genitive(left)
        shorter = without if without != left else _without_ending(left)
    return _single_m(shorter)


def _without_genitive(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1].endswith(GENITIVE_AFTER) and len(word) > 5 else word


def _without_ending(word: str) -> str:
    for ending in ("e",) if KEEPING_AN.search(word) else ENDINGS:
        if word.endswith(ending):
            left = word[: -len(ending)]
            if _may_stand(left, ending):
                return left
    return word


def _may_stand(left: str, ending: str) -> bool:
    if ending.startswith("ing"):
        return len(left) >= ING_LEAST
    if len(left) >= PLAIN_LEAST:
        return not VOWELS.isdisjoint(left)
    return len(left) == 2 and left[0] in VOWELS and left[1] not in VOWELS


def _single_m(word: str) -> str:
    """Norwegian never ends a word in mm: ungdommer and ungdom meet in ungdom."""
    return word.rstrip("m") + "m" if word.endswith("mm") else word

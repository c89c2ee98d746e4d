"""Letters of several alphabets in one word, by which a name can pretend to be another ("Vestfold" with a Cyrillic "о").

Only Latin, Greek and Cyrillic have letters that look the same; words wholly in one of them are names like any other. Which alphabet
a letter is of is told by its name in the Unicode standard (`unicodedata`). Nothing is changed: a person is to look.
"""

import re
import unicodedata

ALPHABETS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
_WORD = re.compile(r"\w+")


def word_of_several(name: str) -> str | None:
    """The first word of a name that has letters of more than one of the three alphabets; None when there is none."""
    words = (found[0] for found in _WORD.finditer(unicodedata.normalize("NFC", name)))
    return next((word for word in words if len(alphabets_of(word)) > 1), None)


def alphabets_of(word: str) -> frozenset[str]:
    """Which of the three alphabets a word's letters are of. Signs that stand for things (µ, ª) are of none."""
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha())
    return ALPHABETS.intersection(names)

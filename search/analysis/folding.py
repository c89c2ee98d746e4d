"""Spellings of a word on a keyboard without its letters: æ ø å as ae oe aa, or as a o a, and other letters without their marks."""

import unicodedata

_TWO_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ł": "l", "đ": "d", "ð": "d"})
_ONE_LETTER = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ö": "o", "ä": "a", "ł": "l", "đ": "d", "ð": "d"})


def folded(word: str) -> tuple[str, ...]:
    """The other spellings of a normalised word, in two letters first; none where it has only a–z."""
    if word.isascii():
        return ()
    spellings = dict.fromkeys(_bare(word.translate(table)) for table in (_TWO_LETTERS, _ONE_LETTER))
    return tuple(spelling for spelling in spellings if spelling and spelling != word)


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if unicodedata.category(c) != "Mn")

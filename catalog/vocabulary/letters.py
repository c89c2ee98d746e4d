"""Letters of words in many languages: the key that spellings of one word share, and letters that a language does not have.

It knows letters only, no grammar; stems, compounds and slips are search's.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

LATIN = "LATIN"
SCRIPTS = {"uk": "CYRILLIC", "ru": "CYRILLIC", "ar": "ARABIC", "ur": "ARABIC", "fa": "ARABIC", "ti": "ETHIOPIC", "th": "THAI"}
"""The script of each language that is not written in Latin letters, as Unicode names it."""

STRANGE = {
    "ru": frozenset("іїєґ"),
    "uk": frozenset("ыэъё"),
    "ar": frozenset("یکپچژگٹڈڑںہھے"),
    "fa": frozenset("يكةىٹڈڑںہھے"),
    "ur": frozenset("يكةىه"),
}
"""Letters of a script that a language does not use, though they look right: another keyboard wrote them."""

_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ı": "i", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ى": "ي", "ی": "ي", "ک": "ك"})
_KEPT = "å"
_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=32_768)
def word_key(words: str) -> str:
    """What the spellings of one word share: case, space, hyphens, accents and the forms of Arabic letters aside; æ, ø, å stay.

    So "pilka nozna" is "piłka nożna", and a word typed without hamza or with another keyboard's yeh and kaf is the same word.
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    key = folded if folded.isalnum() else _NO_LETTER.sub("", folded)
    return key if key.isascii() else "".join(map(_plain, key))


def letter_problems(names: Iterable[str], language: str) -> Iterator[str]:
    """What is wrong with the letters of a language's words: two scripts in one word, another script, letters it does not have.

    Latin letters are right in every language as long as the word has no others (DJ, 4H).
    """
    told = list(names)
    own, strange = SCRIPTS.get(language, LATIN), STRANGE.get(language, frozenset())
    letters = {c for c in set("".join(told).lower()) if c.isalpha()}
    if set(map(_script, letters)) - {own} or letters & strange:
        for name in told:
            yield from _word_problems(name, language, own, strange)


def _word_problems(words: str, language: str, own: str, strange: frozenset[str]) -> Iterator[str]:
    for word in "".join(c if c.isalpha() else " " for c in words if unicodedata.category(c) != "Mn").split():
        scripts = sorted(set(map(_script, word)))
        if len(scripts) > 1:
            yield f"{words!r} ({language}) mixes {' and '.join(scripts)} letters in one word"
        elif scripts[0] not in (own, LATIN):
            yield f"{words!r} ({language}) is written in {scripts[0]} letters"
        elif found := sorted(strange & set(word.lower())):
            yield f"{words!r} ({language}) has letters of another language: {' '.join(found)}"


@lru_cache(maxsize=2_048)
def _plain(letter: str) -> str:
    if letter == _KEPT:
        return letter
    return "".join(c for c in unicodedata.normalize("NFKD", letter.translate(_PLAIN)) if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=2_048)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]

"""Names of schools and districts: made readable, and matched by alias, never by raw string.

Files write one name in many ways (MAJORSTUEN/MAJORSTUA, NEDRE-BEKKELAGET/Nedre Bekkelaget, GRüNERLØKKA). A match is of the whole
name: "Lierne" is never "Lier".
"""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from catalog.text import clean_line, name_key

Owner = TypeVar("Owner")
_SMALL_WORDS = frozenset({"og", "i", "på", "ved", "av", "for", "til", "den", "det"})
_LETTERS = re.compile(r"[^\W\d_]+")
_KIND_OF_AREA = re.compile(
    r"[\s-]+(?:(?:barne|ungdoms|grunn)?skol(?:e|en)|(?:barne|ungdoms)?skule(?:n)?|(?:(?:barne|ungdoms)?skole)?krets(?:en)?"
    r"|(?:veiledende[\s-]+)?(?:inntaks|opptaks)område|oppvekstsenter|og ressurssenter|as|sa)$",
    re.IGNORECASE,
)
_PART = re.compile(r"\s+[-–]\s+|,\s+")
_DEFINITE = re.compile(r"(?:en|a)$")


def readable_name(name: str) -> str:
    """The name for reading: one that is all capitals is written with capital initials, others stay as they are."""
    line = clean_line(name)
    if not _is_shouted(line):
        return line
    words = _LETTERS.sub(lambda match: match[0].capitalize(), line)
    return " ".join(word.lower() if index and word.lower() in _SMALL_WORDS else word for index, word in enumerate(words.split(" ")))


def _is_shouted(line: str) -> bool:
    """Capitals throughout; one small letter in many is a slip of encoding (GRüNERLØKKA)."""
    letters = [letter for letter in line if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return len(letters) > 1 and (small == 0 or (small == 1 and len(letters) >= 6 and not letters[-1].islower()))


def area_name(name: str) -> str:
    """What a district is called for short: the readable name without "skole", "skolekrets", "inntaksområde" at its end."""
    readable = readable_name(name)
    first = _PART.split(readable)[0]
    readable = first if _KIND_OF_AREA.search(first) else readable
    while (shorter := _KIND_OF_AREA.sub("", readable).rstrip(" ,-–")) != readable and shorter:
        readable = shorter
    return readable


def area_key(name: str) -> str:
    """What all spellings of one school's or district's name share, but for the form of its definite ending."""
    return name_key(area_name(name))


def loose_key(name: str) -> str:
    """As `area_key`, with the definite endings -en and -a alike (Majorstuen, Majorstua)."""
    return _DEFINITE.sub("*", area_key(name))


class NameBook(Generic[Owner]):
    """Finds the owner of a name among all names and aliases: by exact key, else by loose key; ambiguity is no match."""

    def __init__(self, named: Iterable[tuple[Owner, Iterable[str]]]) -> None:
        self._exact: dict[str, list[Owner]] = {}
        self._loose: dict[str, list[Owner]] = {}
        for owner, names in named:
            spellings = list(names)
            for key in {area_key(name) for name in spellings}:
                self._exact.setdefault(key, []).append(owner)
            for key in {loose_key(name) for name in spellings}:
                self._loose.setdefault(key, []).append(owner)

    def find(self, *names: str) -> Owner | None:
        """The one owner of any of the names; None when there is none or more than one."""
        for index, key_of in ((self._exact, area_key), (self._loose, loose_key)):
            found = {id(owner): owner for name in names if key_of(name) for owner in index.get(key_of(name), ())}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

"""Makes anybody's words fit to be set on a poster: one line, bounded, in letters that the bundled fonts have.

A PDF/UA file may not hold a letter without a glyph, and typesetting one is an error. So emoji and other signs that no font has are
left out, a letter of a script that we do not carry becomes "\N{REPLACEMENT CHARACTER}", and marks that turn the direction of text
are taken away. Words are data here: nothing is escaped, since nothing is ever read as markup.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
FAMILIES = ("NotoSans", "NotoSansArabic", "NotoSansEthiopic")
WEIGHTS = ("400Regular", "700Bold")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
LONGEST = 200
LONGEST_WORD = 24
"""Longer words may be broken after each so many letters, so that none runs out of its column."""
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""What Persian and Kurdish words need within them; they are never drawn."""
HELD_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_SPACES = re.compile(" {2,}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONG_WORD = re.compile(rf"[^\s\u200b-]{{{LONGEST_WORD + 1},}}")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of somebody's, ready to be set: in which language, if that is not the poster's, and whether they run from the right."""

    text: str
    lang: str | None = None
    rtl: bool = False


def words_of(text: str, lang: str | None = None) -> Words:
    """Somebody's words with their direction, which is that of their first letter (UAX #9, P2 and P3); never nothing at all."""
    whole = settable(text) or UNKNOWN
    first = next((kind for kind in map(unicodedata.bidirectional, whole) if kind in {"L", "R", "AL"}), "L")
    return Words(whole, lang if lang and _LANGUAGE.fullmatch(lang) else None, first != "L")


def settable(text: str, longest: int = LONGEST) -> str:
    """The text on one line of at most `longest` characters, in letters that the fonts have; long words may be broken."""
    drawn = "".join(_drawn(unicodedata.normalize("NFC", text[: 4 * longest])))
    line = _SPACES.sub(" ", drawn).strip()
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    return _LONG_WORD.sub(_with_breaks, line)


@lru_cache(maxsize=1)
def fonts() -> tuple[frozenset[int], ...]:
    """The code points that each font of the posters has in both of its weights."""
    return tuple(frozenset.intersection(*(_codes(f"{family}-{weight}.ttf") for weight in WEIGHTS)) for family in FAMILIES)


def _codes(name: str) -> frozenset[int]:
    with TTFont(FONTS / name, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _drawn(text: str) -> Iterator[str]:
    """The letters as they can be drawn. A mark stays only where one font has both it and the letter that bears it."""
    able: tuple[frozenset[int], ...] = ()
    for letter in text:
        kind = unicodedata.category(letter)
        if letter in JOINERS:
            yield letter
        elif kind[0] == "M":
            able = tuple(font for font in able if ord(letter) in font) or able
            yield letter if any(ord(letter) in font for font in able) else ""
        else:
            drawn = _alone(letter, kind)
            able = tuple(font for font in fonts() if drawn and ord(drawn) in font)
            yield drawn


def _alone(letter: str, kind: str) -> str:
    if letter.isspace():
        return "\N{NO-BREAK SPACE}" if letter in HELD_SPACES else " "
    if kind[0] == "C":
        return ""
    if any(ord(letter) in font for font in fonts()):
        return letter
    return UNKNOWN if kind[0] in "LN" else ""


def _with_breaks(found: re.Match[str]) -> str:
    word = found[0]
    return "\u200b".join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))

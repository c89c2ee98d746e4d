"""What no part took: the words left, in order, and those of them that full text must find."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import punctuation

from search.understanding.findings import Finding, Role

_NO_WORD = frozenset(punctuation + "–—…«»“”„·•¿¡") - frozenset('"“”«»„')


@dataclass(frozen=True, slots=True)
class Leftovers:
    """`whole`: every word that no part took; `sought`: the same without fillers, small words and what was denied."""

    whole: str
    sought: str


def left_of(text: str, found: Sequence[Finding], not_sought: Iterable[tuple[int, int]]) -> Leftovers:
    """What is left of a text beside what was found in it; punctuation that stands alone is dropped."""
    parts = [(one.start, one.end) for one in found if one.role is Role.PART]
    small = [(one.start, one.end) for one in found if one.role is not Role.PART]
    return Leftovers(_without(text, parts), _without(text, [*parts, *small, *not_sought]))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept = "".join(" " if any(start <= at < end for start, end in spans) else letter for at, letter in enumerate(text))
    return " ".join(piece for piece in kept.split() if not _NO_WORD.issuperset(piece))

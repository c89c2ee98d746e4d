"""What patterns of numbers and words are made of: pieces of regular expressions from phrase data, and rules that read a match.

Every rule's expression is applied to a text of at most 200 characters, and repeats nothing without a bound.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.understanding.findings import Finding, Moment, Said, Sureness
from search.understanding.phrases import Phrases

Reader = Callable[[re.Match[str], Moment], tuple[Said, ...]]
NOT_BEFORE = r"(?<![\w.,/])"
NOT_AFTER = r"(?![\w])"
DASH = "[-–—]"


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression, and what a match of it asks for; a match that asks for nothing counts as none."""

    expression: re.Pattern[str]
    read: Reader

    def findings(self, text: str, moment: Moment) -> Iterator[Finding]:
        """What the rule finds in a text in small letters."""
        for match in self.expression.finditer(text):
            if said := self.read(match, moment):
                start, end = match.span()
                yield Finding(start, end, meanings=(said,), sureness=Sureness.PATTERN)


class Pieces:
    """Alternatives of words as expressions, from phrase data."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self.numbers = phrases.values("number")
        self.ordinals = phrases.values("ordinal")
        self.number = rf"(?:\d{{1,2}}|{alternatives(self.numbers)})"
        self.ordinal = rf"(?:\d{{1,2}}(?:st|nd|rd|th|dje|ende|de|te)?|{alternatives(self.ordinals)}|{alternatives(self.numbers)})"
        self._any = re.compile(
            rf"(?<![^\W_]){self.ordinal}(?:(?![^\W_])|(?={self.unit('years')}|{self.unit('grade')}|{self.unit('months')}))"
        )
        self.to = rf"\s*(?:{DASH}|(?<=[\s.]){self.sign('to')}(?=\s))\s*"
        self.separator = rf"\s*(?:,\s*(?:{self.sign('and')}\s)?|[&+/]|(?<=[\s-]){self.sign('and')}(?=\s))\s*"

    def sign(self, value: str) -> str:
        """Any word of a sign."""
        return alternatives(self._phrases.words("sign", value))

    def unit(self, value: str) -> str:
        """Any word of a unit."""
        return alternatives(self._phrases.words("unit", value))

    def words(self, facet: str) -> str:
        """Any word of a facet."""
        return alternatives(self._phrases.values(facet))

    def value(self, facet: str, word: str) -> str:
        """What a word of a facet means. Raises `KeyError` for one that it has not."""
        return self._phrases.values(facet)[word]

    def as_number(self, text: str) -> int | None:
        """The number that digits or a word mean, ordinals too; None where it is none."""
        digits = re.match(r"\d+", text)
        if digits:
            return int(digits[0])
        word = text.strip(" .-")
        found = self.numbers.get(word) or self.ordinals.get(word)
        return int(found) if found else None

    def all_numbers(self, text: str) -> list[int]:
        """Every number of a text, in digits or in words, in order; a word of number ends there or before a word for years or grades."""
        numbers = (self.as_number(match[0]) for match in self._any.finditer(text))
        return [number for number in numbers if number is not None]


def rule(expression: str, read: Reader) -> Rule:
    """A rule whose match is bounded by what is no letter and no digit."""
    return Rule(re.compile(NOT_BEFORE + expression + NOT_AFTER), read)


def alternatives(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first; a space stands for spaces or a hyphen."""
    ordered: Sequence[str] = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in ordered) + ")"

"""How one search parameter is read from text and written back: a small class for each form of value.

Every reader refuses what cannot be meant with a plain reason and bounds what it takes; values come out in one canonical
order, so that equal searches have equal addresses. Nothing here knows which parameters there are: see `search.filters`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from catalog.errors import InvalidValue
from catalog.text import clean_line
from catalog.values import Point
from search.names import Names

MAX_VALUES = 50
MAX_LENGTH = 2_000
MAX_PLACE_LENGTH = 200
UNKNOWN = "unknown"
FIRST_YEAR, LAST_YEAR = 1990, 2100

_LANGUAGE = re.compile(r"([a-z]{2,3})(-[a-z0-9]{1,8})*")
_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,20})?(?:e-\d{1,3})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,20})?(?:e-\d{1,3})?)\s*")
_KRONER = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


class Parameter(Protocol):
    """A form of value: from the texts of one parameter to the filter's value and back."""

    @property
    def several(self) -> bool:
        """Whether it may be given more than once."""

    def read(self, name: str, texts: Sequence[str], names: Names | None) -> object:
        """The value; raises `InvalidValue` naming the parameter. Without `names`, slugs are taken as they are."""

    def write(self, value: Any) -> list[str]:  # noqa: ANN401  the table of `search.filters` pairs each field with its own form
        """The texts that read back as `value`."""


def readable(name: str, text: str) -> str:
    """The text as given; raises `InvalidValue` when it is too long or not text (NUL, lone surrogate, undecodable bytes)."""
    if len(text) > MAX_LENGTH and name != "q":
        raise InvalidValue(name, text, f"longer than {MAX_LENGTH} characters")
    if any(c in "\0\ufffd" or "\ud800" <= c <= "\udfff" for c in text):
        raise InvalidValue(name, ascii(text[:80]), "holds characters that are not text")
    return text


@dataclass(frozen=True, slots=True)
class One(Generic[T]):
    """A value given once. Several equal ones are one; several different ones cannot be meant."""

    reader: Callable[[str, str], T]
    writer: Callable[[T], str]
    several: bool = False

    def read(self, name: str, texts: Sequence[str], names: Names | None) -> T:  # noqa: ARG002  the door of every parameter
        """The value."""
        if len(set(texts)) > 1:
            raise InvalidValue(name, ", ".join(texts), "may be given once only")
        return self.reader(name, texts[0])

    def write(self, value: T) -> list[str]:
        """Its text."""
        return [self.writer(value)]


@dataclass(frozen=True, slots=True)
class Many(Generic[T]):
    """Values of one list, each once, in canonical order."""

    reader: Callable[[str, str], T]
    writer: Callable[[T], str]
    order: Callable[[T], tuple[int, int | str]]
    several: bool = True

    def read(self, name: str, texts: Sequence[str], names: Names | None) -> tuple[T, ...]:  # noqa: ARG002  the door of every parameter
        """The values, each once, in order."""
        return tuple(sorted({self.reader(name, text) for text in bounded(name, texts)}, key=self.order))

    def write(self, value: tuple[T, ...]) -> list[str]:
        """One text for each."""
        return [self.writer(item) for item in value]


@dataclass(frozen=True, slots=True)
class Slugs:
    """Slugs of one list of the municipality (`districts`, `schools`, `categories`, `organisations`), perhaps `unknown` too."""

    listed: str
    or_unknown: bool = False
    several: bool = True

    def read(self, name: str, texts: Sequence[str], names: Names | None) -> tuple[str, ...]:
        """The slugs in alphabetical order; one that the municipality has not raises `InvalidValue` naming the nearest."""
        slugs = sorted({text.strip().lower() for text in bounded(name, texts)})
        for slug in slugs:
            if names is not None and not (self.or_unknown and slug == UNKNOWN):
                names.require(self.listed, name, slug)
        return tuple(slugs)

    def write(self, value: tuple[str, ...]) -> list[str]:
        """The slugs."""
        return list(value)


@dataclass(frozen=True, slots=True)
class PeriodWord:
    """A holiday by its kind (`autumn`: the next one) or its slug (`autumn-2026`)."""

    several: bool = False

    def read(self, name: str, texts: Sequence[str], names: Names | None) -> str:
        """The word; one that the school calendar has not raises `InvalidValue` naming those it has."""
        words = {text.strip().lower() for text in texts}
        if len(words) > 1:
            raise InvalidValue(name, ", ".join(sorted(words)), "may be given once only")
        word = words.pop()
        if names is not None:
            names.period(word)
        return word

    def write(self, value: str) -> list[str]:
        """The word."""
        return [value]


def bounded(name: str, texts: Sequence[str]) -> Sequence[str]:
    """The texts; raises `InvalidValue` when there are more than anybody means."""
    if len(texts) > MAX_VALUES:
        raise InvalidValue(name, f"{len(texts)} values", f"at most {MAX_VALUES} may be given")
    return texts


def whole(low: int, high: int) -> Callable[[str, str], int]:
    """A reader of whole numbers within bounds."""

    def read(name: str, text: str) -> int:
        stripped = text.strip()
        if not (stripped.isascii() and stripped.isdigit()) or len(stripped) > 9 or not low <= int(stripped) <= high:
            raise InvalidValue(name, text, f"a whole number from {low} to {high} is needed")
        return int(stripped)

    return read


def whole_or_unknown(low: int, high: int) -> Callable[[str, str], int | str]:
    """A reader of whole numbers within bounds, or the word `unknown`."""
    number = whole(low, high)

    def read(name: str, text: str) -> int | str:
        return UNKNOWN if text.strip().lower() == UNKNOWN else number(name, text)

    return read


def word(words: type[W]) -> Callable[[str, str], W]:
    """A reader of the words of a closed list."""

    def read(name: str, text: str) -> W:
        try:
            return words(text.strip().lower())
        except ValueError:
            raise InvalidValue(name, text, f"must be one of {', '.join(words)}") from None

    return read


def numbers(low: int, high: int) -> Many[int | str]:
    """Whole numbers and perhaps `unknown`, ascending, `unknown` last."""
    return Many(whole_or_unknown(low, high), str, lambda v: (1, 0) if isinstance(v, str) else (0, v))


def words(listed: type[W]) -> Many[W]:
    """Words of a closed list, in its order."""
    members: list[W] = list(listed)
    return Many(word(listed), str, lambda v: (members.index(v), 0))


def number(low: int, high: int) -> One[int]:
    """One whole number."""
    return One(whole(low, high), str)


def one_word(listed: type[W]) -> One[W]:
    """One word of a closed list."""
    return One(word(listed), str)


def languages() -> Many[str]:
    """BCP 47 tags, of which the language alone counts (`en-GB` asks for `en`)."""

    def read(name: str, text: str) -> str:
        matched = _LANGUAGE.fullmatch(text.strip().lower())
        if matched is None:
            raise InvalidValue(name, text, "a language tag such as nb, en or ar is needed")
        return matched[1]

    return Many(read, str, lambda tag: (0, tag))


def day() -> One[date]:
    """An ISO date."""

    def read(name: str, text: str) -> date:
        try:
            parsed = date.fromisoformat(text.strip())
        except ValueError:
            raise InvalidValue(name, text, "a date such as 2026-10-05 is needed") from None
        if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
            raise InvalidValue(name, text, f"a date between {FIRST_YEAR} and {LAST_YEAR} is needed")
        return parsed

    return One(read, date.isoformat)


def kroner() -> One[int]:
    """An amount in kroner, kept in øre."""

    def read(name: str, text: str) -> int:
        matched = _KRONER.fullmatch(text.strip())
        if matched is None or not text.isascii():
            raise InvalidValue(name, text, "an amount in kroner such as 200 is needed")
        return int(matched[1]) * 100 + int((matched[2] or "").ljust(2, "0"))

    return One(read, lambda ore: f"{ore // 100}" if ore % 100 == 0 else f"{ore // 100}.{ore % 100:02}")


def place() -> One[Point | str]:
    """A point written `lat,lon`, else the name of a place, an address or a postcode as typed."""

    def read(name: str, text: str) -> Point | str:
        matched = _POINT.fullmatch(text)
        if matched:
            try:
                return Point(float(matched[1]) + 0.0, float(matched[2]) + 0.0)
            except InvalidValue as error:
                raise InvalidValue(name, text, error.reason) from None
        cleaned = clean_line(text)
        if not cleaned or len(cleaned) > MAX_PLACE_LENGTH:
            raise InvalidValue(name, text, f"a place name, address, postcode or lat,lon of at most {MAX_PLACE_LENGTH} characters is needed")
        return cleaned

    return One(read, lambda near: near if isinstance(near, str) else f"{near.lat!r},{near.lon!r}")


def flag() -> One[bool]:
    """`true`, or `false`, which is the same as nothing."""

    def read(name: str, text: str) -> bool:
        if text.strip().lower() not in {"true", "false"}:
            raise InvalidValue(name, text, "must be true or false")
        return text.strip().lower() == "true"

    return One(read, lambda holds: "true" if holds else "false")

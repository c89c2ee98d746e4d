"""An offer as it stands in a list, and the numbered pages of a list."""

from dataclasses import dataclass
from enum import StrEnum


class TrustState(StrEnum):
    """How far an offer is confirmed; each has its own icon and words, never colour alone."""

    CONFIRMED = "confirmed"
    CHECK = "check"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trust:
    """Who said so and when, in words."""

    words: str
    state: TrustState


@dataclass(frozen=True, slots=True)
class Card:
    """One offer in a list. `place` says where and how far; at most two `access_tags`; `alert` is "Avlyst 3. oktober" and the like."""

    url: str
    title: str
    organiser: str | None
    when: str
    age: str
    price: str
    price_is_free: bool
    place: str
    booking: str
    trust: Trust
    access_tags: tuple[str, ...] = ()
    alert: str | None = None
    lang: str | None = None
    """Language of title and organiser when it is not the page's."""
    id: int | None = None
    """By which a browser saves it; None where it cannot be saved."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered page; `gap` stands for left-out numbers and has no address."""

    label: str
    url: str = ""
    current: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The way through the pages of one result."""

    numbers: tuple[PageLink, ...]
    previous: str | None = None
    next: str | None = None

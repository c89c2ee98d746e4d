"""The page of one offer, and pages of a district, school or organisation that list offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from markupsafe import Markup

from web.view.cards import Card, PageLinks, Trust
from web.view.frame import Embed, Frame, Link, Notice


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line of a fact; `free` marks the price that is nothing, `quiet` a remark in small type."""

    words: str
    url: str | None = None
    free: bool = False
    quiet: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the fact box: icon of the sprite, label, and at least one line (the unknown is said in words)."""

    icon: str
    label: str
    lines: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One access fact: what, the answer in a word, its state for the icon, and the publisher's note."""

    label: str
    answer: str
    state: Literal["yes", "partly", "no", "unknown"]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DateLine:
    """One dated meeting; `status` is "Avlyst", "Fullt" or "Flyttet". `iso` is the start for machines."""

    words: str
    iso: str
    status: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where the offer was read and when; a source may have no public address."""

    name: str
    read: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class OfferPage:
    """One offer. `description` is sanitised HTML or None; `access_source` says who gave the access facts and when.

    `ended` turns the page into one that says so first and shows `alternatives`; `alert` is a cancellation or the like.
    """

    template: ClassVar[str] = "offer.html"
    frame: Frame
    title: str
    organiser: FactLine
    trust: Trust
    facts: tuple[Fact, ...]
    json_ld: Mapping[str, object]
    back: Link
    lang: str | None = None
    summary: str | None = None
    description: Markup | None = None
    booking: Link | None = None
    calendar_url: str | None = None
    access: tuple[AccessLine, ...] = ()
    access_source: str | None = None
    dates: tuple[DateLine, ...] = ()
    more_dates: tuple[DateLine, ...] = ()
    source: SourceView | None = None
    report_url: str | None = None
    alert: str | None = None
    ended: str | None = None
    alternatives: tuple[Card, ...] = ()
    similar: tuple[Card, ...] = ()
    address: str | None = None
    """The page's own absolute address to share, with its code `qr`."""
    qr: Markup | None = None
    id: int | None = None
    """By which a browser saves it."""


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Offers under one heading; `empty` is what is said when there are none."""

    heading: str
    cards: tuple[Card, ...]
    empty: str
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A district, school or organisation and its offers: a few facts, groups of cards, and links to neighbours."""

    template: ClassVar[str] = "list.html"
    frame: Frame
    title: str
    back: Link
    groups: tuple[CardGroup, ...]
    intro: str | None = None
    facts: tuple[Fact, ...] = ()
    links_heading: str | None = None
    links: tuple[Link, ...] = ()
    pages: PageLinks | None = None
    notices: tuple[Notice, ...] = ()
    lang: str | None = None
    embed: Embed | None = None

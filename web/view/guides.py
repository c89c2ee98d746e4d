"""Pages that lead into the search in plain words: new in the municipality, for youth, help and contacts, holidays; and the widget."""

from dataclasses import dataclass
from typing import ClassVar

from web.view.cards import Card
from web.view.frame import Frame, Link, Notice
from web.view.offers import FactLine
from web.view.searching import SearchForm


@dataclass(frozen=True, slots=True)
class CountLink:
    """A search and how many offers it finds, in words; no address where it finds none.

    `own` are the words in their own language `own_lang`, said first.
    """

    words: str
    count: str
    url: str | None = None
    own: str | None = None
    own_lang: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a telephone number and what it means; `url` is what a tap on it does, `lang` the language of the word."""

    word: str
    meaning: str
    url: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """An offer of help and how to reach whoever gives it; `lang` is the language of title and summary when not the page's."""

    title: str
    url: str
    lines: tuple[FactLine, ...]
    summary: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class GuidePart:
    """One part of a guide under its heading; `note` stands small below it, `empty` where nothing else is there to show."""

    heading: str
    text: str | None = None
    links: tuple[CountLink, ...] = ()
    terms: tuple[Term, ...] = ()
    contacts: tuple[Contact, ...] = ()
    cards: tuple[Card, ...] = ()
    more: Link | None = None
    empty: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page of parts that lead into the search; `form` is the search itself, where the page begins with it."""

    template: ClassVar[str] = "guide.html"
    frame: Frame
    title: str
    parts: tuple[GuidePart, ...]
    lead: str | None = None
    back: Link | None = None
    form: SearchForm | None = None
    notices: tuple[Notice, ...] = ()
    calendar_url: str | None = None


@dataclass(frozen=True, slots=True)
class WidgetPage:
    """The first offers of a search for a frame on somebody else's page: no script, no cookie, links open outside the frame."""

    template: ClassVar[str] = "widget.html"
    frame: Frame
    heading: str
    cards: tuple[Card, ...]
    all_link: Link

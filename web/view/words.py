"""Pages of words: about the data, privacy, errors."""

from dataclasses import dataclass
from typing import ClassVar

from web.view.frame import Frame, Link
from web.view.guides import CountLink


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source on the page about the data."""

    name: str
    publisher: str | None
    read: str
    count: str
    licence: str | None = None
    url: str | None = None
    result: str | None = None
    """What the last reading came to; None where there is nothing to say of it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom places and figures come from, in the words that their licence asks for; `url` is that of the licence."""

    words: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Where the catalog's data come from, and what there is now."""

    template: ClassVar[str] = "about.html"
    frame: Frame
    sources: tuple[SourceRow, ...] = ()
    credits: tuple[Credit, ...] = ()
    figures: tuple[CountLink, ...] = ()


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """What is stored about those who search (nothing), and why."""

    template: ClassVar[str] = "privacy.html"
    frame: Frame
    tile_host: str | None = None
    """Where map images come from, if they do."""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """An error in plain words; its name is the frame's title. `problems` name bad values; `links` are ways on.

    The explanation of each status is the template's. `reference` helps staff find it in the log.
    """

    template: ClassVar[str] = "error.html"
    frame: Frame
    status: int
    problems: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    reference: str | None = None

"""The other ways to show the answer to a search: on a map, as days, on paper; and the list that a visitor has saved."""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from web.view.cards import Card
from web.view.frame import Frame, Link, Notice


@dataclass(frozen=True, slots=True)
class ViewLink:
    """One way to show the results; `icon` is a name of the sprite."""

    label: str
    url: str
    icon: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One offer on a line or two: the facts of its card, and where it lies in degrees, when that is known and may be shown."""

    card: Card
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Offers under one heading; `left_out` says that there are more than these."""

    heading: str
    rows: tuple[Row, ...]
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class MapView:
    """A search on the map and the whole list beside it, by district; `apart` has no point and says why it is not on the map.

    `shapes_url` leads to the districts' areas; `tile_url` is the template of map images, with `tile_credit`, None where there are only
    shapes.
    """

    groups: tuple[RowGroup, ...]
    apart: RowGroup | None
    told: str
    shapes_url: str
    tile_url: str | None = None
    tile_credit: str | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One meeting on a day: the hours in words, and what is known of it otherwise (cancelled, full, until which day)."""

    hours: str
    card: Card
    status: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class DayView:
    """One day with what is held on it, by the clock; `iso` for machines, `holiday` is the name of a school-free day."""

    heading: str
    iso: str
    rows: tuple[TimeRow, ...]
    holiday: str | None = None


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week with those of its days on which anything is held."""

    heading: str
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A search as days. `apart` are the offers for which nobody knows a sure date; `told` says what the calendar covers."""

    weeks: tuple[WeekView, ...]
    told: str
    apart: RowGroup | None = None
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One offer on paper with the code of its page and the address that it holds, both short."""

    card: Card
    qr: Markup
    address: str


@dataclass(frozen=True, slots=True)
class PrintPage:
    """A search for paper: what was asked, when it was made, a line for each offer, codes to the search and to each."""

    template: ClassVar[str] = "print.html"
    frame: Frame
    heading: str
    asked: tuple[str, ...]
    made: str
    rows: tuple[PrintRow, ...]
    qr: Markup
    address: str
    back: Link
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A list of chosen offers. Without any it says how one is made; the script then fills it from the browser's own list.

    `share_url` is the absolute address of this very list, `qr` its code; `own_url` shows what this browser has saved.
    """

    template: ClassVar[str] = "saved.html"
    frame: Frame
    title: str
    back: Link
    own_url: str
    cards: tuple[Card, ...] = ()
    notices: tuple[Notice, ...] = ()
    share_url: str | None = None
    qr: Markup | None = None
    made: str = ""

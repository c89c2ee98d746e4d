"""First screens: the municipalities, and one municipality before any search."""

from dataclasses import dataclass
from typing import ClassVar

from web.view.frame import Frame, Link, Notice
from web.view.searching import SearchForm


@dataclass(frozen=True, slots=True)
class Tile:
    """A category by popularity; `icon` is a name of the sprite."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class HolidayCard:
    """A coming school holiday; `facts` are counts in words ("34 gratis tilbud"), `provisional` says that dates may change."""

    title: str
    dates: str
    url: str
    facts: tuple[str, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first screen of a municipality, before any search."""

    template: ClassVar[str] = "home.html"
    frame: Frame
    form: SearchForm
    tiles: tuple[Tile, ...] = ()
    holidays: tuple[HolidayCard, ...] = ()
    total_words: str | None = None
    all_url: str | None = None
    districts: tuple[Link, ...] = ()
    schools: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class MunicipalityCard:
    """A municipality of the installation; `facts` are counts in words."""

    name: str
    url: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MunicipalitiesPage:
    """The list of municipalities."""

    template: ClassVar[str] = "municipalities.html"
    frame: Frame
    municipalities: tuple[MunicipalityCard, ...] = ()

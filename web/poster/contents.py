"""What stands on a poster: the answer to its search in words, the free offers first, as plain data for the template `poster.typ`.

The figures are the search's own: the same filter, engine and words. Pure apart from reading the catalog: nothing is set here.
"""

from dataclasses import asdict, dataclass
from datetime import date

import msgspec

from catalog.model import Municipality
from web.poster.asking import Size
from web.poster.cards import PosterCard
from web.poster.codes import Code
from web.poster.lettering import Words
from web.theme import Theme, hexadecimal

DEFAULT_BRAND = "#17543b"
"""The accent of a municipality that has not said its colour, as in `web/assets/css/tokens.css`."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Roles of the municipality's colour, each as "#rrggbb"; white text may stand on the accent."""

    accent: str
    soft: str
    line: str


@dataclass(frozen=True, slots=True)
class PosterGroup:
    """Offers under one heading."""

    heading: str
    cards: tuple[PosterCard, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole poster. `notices` say that nothing was found and what stands there instead; `more` how many are not shown.

    `footer` and `page` stand below every page ("{page}" and "{pages}" are filled in); `made_at` is the midnight that the file
    bears, in seconds since 1970, so that the same contents give the same file.
    """

    size: Size
    lang: str
    colours: Colours
    document_title: str
    author: str
    site: str
    title: str
    place: Words
    days: str
    counted: str
    search: Code
    search_words: str
    groups: tuple[PosterGroup, ...]
    check: str
    made: str
    made_at: int
    footer: str
    page: str
    notices: tuple[str, ...] = ()
    more: str | None = None

    @property
    def shown(self) -> int:
        """How many offers stand on the poster."""
        return sum(len(group.cards) for group in self.groups)

    def to_json(self) -> bytes:
        """The contents as the template reads them."""
        return msgspec.json.encode(asdict(self))


def colours_of(municipality: Municipality) -> Colours:
    """The colours of a municipality; raises `InvalidValue` where its brand cannot bear white text."""
    theme = Theme.from_brand(municipality.brand.get("primary", DEFAULT_BRAND))
    return Colours(*(hexadecimal(colour) for colour in (theme.accent, theme.soft, theme.line)))


def midnight(day: date) -> int:
    """The beginning of a day in UTC, in seconds since 1970."""
    return (day - date(1970, 1, 1)).days * 86_400

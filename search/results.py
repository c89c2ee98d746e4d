"""The answer to a search: frozen values only, ready for a page or JSON. Records are fetched by id elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from search.facets import FacetValue
from search.filters import OfferFilter


class Notice(StrEnum):
    """What a reader must be told about the answer."""

    SHORTENED = "shortened"
    """The query was cut to its limits."""
    ANY_WORD = "any-word"
    """No offer has every word; these have some of them."""
    SMALL_WORDS = "small-words"
    """The query had only words of grammar, which were not searched for."""
    PLACE_UNKNOWN = "place-unknown"
    """Nobody told where the asked place lies; nothing was left out for its sake."""
    LAST_PAGE = "last-page"
    """The asked page lies beyond the end; this is the last one."""
    FROM_DATABASE = "from-database"
    """The index is away; the answer is complete but slower."""
    OTHER_READING = "other-reading"
    """The words can be read in several ways; the first one found nothing, this is another."""
    CORRECTED = "corrected"
    """No offer has a word as it was typed; the words of `Results.corrected` were searched for instead."""
    NEIGHBOURS_UNKNOWN = "neighbours-unknown"
    """Little was found in the asked district, and nobody has told which districts lie beside it."""


class Hit(msgspec.Struct, frozen=True):
    """One found offer. `distance_m` where a place was asked for; `about` when its age or grade was converted to match."""

    id: int
    score: float = 0.0
    distance_m: int | None = None
    about: bool = False


class Change(StrEnum):
    """What a relaxation does to the parameter that it names."""

    WITHOUT = "without"
    """It is left out, all of its values."""
    WIDER_RADIUS = "wider-radius"
    NEIGHBOURS = "neighbours"
    """The districts that touch the asked ones are asked for too."""
    AGES_BESIDE = "ages-beside"
    """Ages or grades a year younger and a year older are asked for too."""
    BROADER_CATEGORY = "broader-category"
    """The categories directly above the asked ones take their place."""
    WHOLE_SEASON = "whole-season"
    """The half-year around the asked days takes their place."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One change of what was asked that finds more: how many offers `asked` finds. `remove` is the parameter it is about."""

    remove: str
    count: int
    change: Change
    asked: OfferFilter


@dataclass(frozen=True, slots=True)
class Meant:
    """Other words for those that no offer has, and how many offers the search finds with them."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of the answer. `ask` holds ids that may fit too, were more known of them (`ask_total` of them all told).

    Where little was found, `relaxations` are ways on, best first, and `nearest` the nearest offers for the same ages, none of them
    found already. `did_you_mean` holds better spelled words, `corrected` those that were searched for in place of the typed ones.
    `reading` tells which of several readings this answers, from 0.
    """

    total: int
    hits: tuple[Hit, ...]
    page: int
    per_page: int
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    relaxations: tuple[Relaxation, ...] = ()
    nearest: tuple[Hit, ...] = ()
    did_you_mean: tuple[Meant, ...] = ()
    corrected: str | None = None
    reading: int = 0
    notices: tuple[Notice, ...] = ()
    ask: tuple[int, ...] = ()
    ask_total: int = 0
    generation: str = ""

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the page in order."""
        return tuple(hit.id for hit in self.hits)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.per_page))

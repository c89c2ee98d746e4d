"""The answer to a search: frozen values only, ready for a page or JSON. Records are fetched by id elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from search.facets import FacetValue


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


class Hit(msgspec.Struct, frozen=True):
    """One found offer. `distance_m` where a place was asked for; `about` when its age or grade was converted to match."""

    id: int
    score: float = 0.0
    distance_m: int | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What leaving out one parameter would find."""

    remove: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of the answer. `ask` holds ids that may fit too, were more known of them (`ask_total` of them all told)."""

    total: int
    hits: tuple[Hit, ...]
    page: int
    per_page: int
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    relaxations: tuple[Relaxation, ...] = ()
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

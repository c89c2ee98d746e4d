"""What poster is asked for: a holiday, and a school district, a school or all of the municipality; on A4 or A5.

A poster is the answer to a search of these and nothing else, so that its figures are the search's. Other constraints are refused
rather than left out in silence; parameters that no search has are ignored, as on the pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from catalog.errors import InvalidValue
from search.filters import OfferFilter
from search.names import Names
from search.parameters import UNKNOWN

TAKEN = frozenset({"period", "district", "school"})
Pair = tuple[str, str]


class Size(StrEnum):
    """The paper."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class PosterAsked:
    """A poster that can be made: the search that it shows, with a period and at most one place, and its paper."""

    search: OfferFilter
    size: Size = Size.A4

    @property
    def place(self) -> Pair | None:
        """The parameter and slug of the district or school; None for all of the municipality."""
        return next((pair for pair in self.search.constraints() if pair[0] != "period"), None)


def poster_asked(pairs: Iterable[Pair], names: Names) -> PosterAsked:
    """The poster that an address asks for; raises `InvalidValue` with the parameter that is wrong or lacking."""
    given = [(name, value) for name, value in pairs if value.strip()]
    sizes = {value.strip().lower() for name, value in given if name == "size"} or {Size.A4.value}
    if len(sizes) > 1 or not sizes <= set(Size):
        raise InvalidValue("size", ", ".join(sorted(sizes)), f"choose one of {', '.join(Size)}")
    search = OfferFilter.from_params(((name, value) for name, value in given if name != "lang"), strict=False, names=names)
    if search.q:
        raise InvalidValue("q", search.q, "a poster is made for a holiday and a place")
    if search.period is None:
        raise InvalidValue("period", "", "a poster needs a holiday")
    for name, value in search.constraints():
        if name not in TAKEN or value == UNKNOWN:
            raise InvalidValue(name, value, "a poster is made for a holiday and a place")
    places = [pair for pair in search.constraints() if pair[0] != "period"]
    if len(places) > 1:
        raise InvalidValue(places[1][0], places[1][1], "a poster is made for one district or one school")
    return PosterAsked(OfferFilter(period=search.period, district=search.district, school=search.school), Size(sizes.pop()))


def poster_fits(sought: OfferFilter) -> tuple[Pair, ...] | None:
    """The parameters of the poster that shows what a search found; None where no poster shows the same."""
    pairs = sought.constraints()
    places = [pair for pair in pairs if pair[0] != "period"]
    fits = sought.period and not sought.q and len(places) <= 1 and all(name in TAKEN and value != UNKNOWN for name, value in pairs)
    return pairs if fits else None

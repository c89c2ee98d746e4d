"""What a contender is: something that is opened once and then answers questions with a total, having found the best 25 too."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from tests.benchmarks.asked import Asked, Kind

BEST = 25
Search = Callable[[Asked], int]


@dataclass(frozen=True, slots=True)
class Contender:
    """`facets` tells how many lists of counts come with each answer, `says` what else it does or leaves out."""

    name: str
    facets: int
    open: Callable[[], AbstractContextManager[Search]]
    says: str = ""
    kinds: frozenset[Kind] = field(default=frozenset(Kind))
    totals_differ: bool = False


def opened_by(make: Callable[[], Search]) -> Callable[[], AbstractContextManager[Search]]:
    """For what needs no closing."""
    return lambda: nullcontext(make())

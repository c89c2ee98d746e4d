"""What the benchmark of search asks: five kinds of questions, each with words of its own, so that the first of a kind is always cold."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalog.terms import Cost
from search.analysis import query_forms
from tests.benchmarks.generated import words

AGE = 8
COSTS = (Cost.FREE, Cost.PAID)
DISTRICTS = tuple(f"krets-{n}" for n in range(10))


class Kind(StrEnum):
    """The five kinds of questions."""

    BROAD = "a broad word"
    THREE = "three words"
    PHRASE = "a phrase"
    RARE = "a rare word, filters"
    FILTERS = "filters only"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: all of the words, standing together where it is a phrase; any of the values of each filter, and every filter."""

    words: tuple[str, ...] = ()
    is_phrase: bool = False
    age: int | None = None
    costs: tuple[Cost, ...] = ()
    districts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words as they are typed."""
        return f'"{" ".join(self.words)}"' if self.is_phrase else " ".join(self.words)

    @property
    def filtered(self) -> tuple[str, ...]:
        """The facets that are asked for as filters too."""
        given = {"age": self.age is not None, "cost": self.costs, "district": self.districts}
        return tuple(name for name, is_given in given.items() if is_given)

    def forms(self, held: frozenset[str]) -> list[tuple[str, ...]]:
        """Each word's forms that the catalog holds: what the others are asked for, so that they need not try what is not there."""
        return [tuple(form for form in query_forms(word) if form in held) for word in self.words]


def questions(kind: Kind) -> Iterator[Asked]:
    """Questions of one kind without end, none twice in a row; each kind has words that no other kind asks for."""
    dice = random.Random(f"{kind}")  # noqa: S311  repeatable, nothing secret
    every = words()
    broad, common, pairs, middling, rare = every[:6], every[6:14], every[14:20], every[20:50], every[60:160]
    while True:
        if kind is Kind.BROAD:
            yield Asked((dice.choice(broad),))
        elif kind is Kind.THREE:
            yield Asked((*dice.sample(common, 2), dice.choice([*common, *middling])))
        elif kind is Kind.PHRASE:
            yield Asked(tuple(dice.sample(pairs, 2)), is_phrase=True)
        elif kind is Kind.RARE:
            yield Asked((dice.choice(rare),), age=AGE, costs=COSTS)
        else:
            yield Asked(age=dice.randrange(3, 14), costs=(dice.choice(COSTS),), districts=tuple(dice.sample(DISTRICTS, 5)))

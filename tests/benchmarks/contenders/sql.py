"""What both databases are asked in SQL: the filters as conditions on one table of facts, six facets as six `GROUP BY`s."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.asked import Asked
from tests.benchmarks.contenders.contender import BEST
from tests.benchmarks.facts import SINGLE, Facts

COLUMNS = ("id", "low", "high", *SINGLE)
CREATE = f"CREATE TABLE fact (id INTEGER PRIMARY KEY, low INTEGER, high INTEGER, {', '.join(f'{name} TEXT' for name in SINGLE)})"
INDEXED = ("low", "cost", "district")
Ask = Callable[[str, dict[str, object]], Sequence[tuple[object, ...]]]


def row(one: Facts) -> tuple[object, ...]:
    """The facts of an offer as a row; of several organisers or districts the first."""
    return (one.id, one.low, one.high, *(one.values[name][0] for name in SINGLE))


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database is asked: a parameter's mark, the table of texts with its condition, the order, and how to run a statement."""

    mark: str
    texts: str
    finds: str
    best: str
    words: Callable[[Asked], str]
    ask: Ask

    def total(self, asked: Asked, *, with_facets: bool) -> int:
        """The best offers, the total, and the six facets where they are asked for, each without its own filter."""
        given = self._given(asked)
        source, where = self._from(asked), self._where(asked)
        order = self.best if asked.words else "fact.id"
        self.ask(f"SELECT fact.id FROM {source} WHERE {where} ORDER BY {order} LIMIT {BEST}", given)
        if with_facets:
            for name in SINGLE:
                self.ask(f"SELECT {name}, count(*) FROM {source} WHERE {self._where(asked, without=name)} GROUP BY {name}", given)
        found = self.ask(f"SELECT count(*) FROM {source} WHERE {where}", given)[0][0]
        return int(str(found))

    def _from(self, asked: Asked) -> str:
        return f"fact {self.texts}" if asked.words else "fact"

    def _where(self, asked: Asked, without: str = "") -> str:
        each = {
            "words": self.finds if asked.words else "",
            "age": f"low <= {self._p('age')} AND high >= {self._p('age')}" if asked.age is not None else "",
            "cost": self._in("cost", asked.costs),
            "district": self._in("district", asked.districts),
        }
        return " AND ".join(text for name, text in each.items() if text and name != without) or "1 = 1"

    def _given(self, asked: Asked) -> dict[str, object]:
        several = {"cost": [one.value for one in asked.costs], "district": asked.districts}
        numbered = {f"{name}{n}": value for name, values in several.items() for n, value in enumerate(values)}
        return {"words": self.words(asked), "age": asked.age, **numbered}

    def _in(self, name: str, values: Sequence[object]) -> str:
        return f"{name} IN ({', '.join(self._p(f'{name}{n}') for n in range(len(values)))})" if values else ""

    def _p(self, name: str) -> str:
        return self.mark.format(name)

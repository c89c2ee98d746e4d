"""Forms of one word that no ending tells: what bokmål and nynorsk write differently, and irregular inflections.

Two tables are data. `written_forms.csv` pairs a bokmål word with its nynorsk form; all inflections of either follow (gutar, gutter).
`irregular_forms.csv` lists exact forms of one word (bøker of bok; leiar of leder, for leie is another word). It knows single
words only; compounds are put together from theirs.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from search.analysis.stemming import stem


@dataclass(frozen=True, slots=True)
class SharedForms:
    """`exact` maps a form to its word, `written` a nynorsk word to the bokmål one."""

    exact: Mapping[str, str]
    written: Mapping[str, str]
    _stems: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_stems", {stem(form): stem(word) for form, word in self.written.items()})

    def canonical(self, word: str) -> str:
        """The stem that all written forms of a normalised word share; that of the bokmål word."""
        root = stem(self.exact.get(word, word))
        return self._stems.get(root, root)


@lru_cache(maxsize=1)
def shared_forms() -> SharedForms:
    """The tables that Krets ships, read once."""
    exact = {form: row["word"] for row in _rows("irregular_forms.csv") for form in row["forms"].split()}
    return SharedForms(exact, {row["nynorsk"]: row["bokmål"] for row in _rows("written_forms.csv")})


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader((files("search.analysis") / name).read_text(encoding="utf-8").splitlines())

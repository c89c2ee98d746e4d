"""The words of a generation's offers as people wrote them: what a slip can be put right to, and titles by how they begin.

Stems are keys and never shown; these are surface forms. Texts of the body are not kept: words stand in titles, names of organisers
and places, and in the labels and search words of the categories in use. Tables are made when first asked for; a race of two
threads makes equal ones.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice

from search.analysis import normalised
from search.concepts import Concepts
from search.documents import OfferDocument

LEAST_LETTERS = 4
_LETTERS = re.compile(rf"(?<!\w)[^\W\d_]{{{LEAST_LETTERS},}}(?!\w)")
MOST_OCCURRENCES = 64
"""So many places at which a prefix stands are looked at; more tell no more."""


class Wordings:
    """The surface words of one generation. Immutable as seen from outside."""

    def __init__(self, documents: Sequence[OfferDocument], categories: Iterable[str], concepts: Concepts) -> None:
        self._titles = list(dict.fromkeys(document.title for document in documents))
        self._names = list({name for document in documents for name in document.names})
        self._subjects = [concepts.text((slug,)) for slug in categories]
        self._concepts = concepts

    @cached_property
    def frequencies(self) -> Mapping[str, int]:
        """Each word of letters, in lower case, by how often it stands in different titles and names, and in subjects in use."""
        return Counter(_words([*self._titles, *self._names, *self._subjects]))

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The words of `frequencies`."""
        return tuple(self.frequencies)

    @cached_property
    def of_vocabulary(self) -> frozenset[str]:
        """Every word of the vocabulary: right as it is, whether or not an offer has it."""
        return frozenset(_words(self._concepts.words.values()))

    def titles_with(self, prefix: str, limit: int) -> list[str]:
        """At most `limit` different titles of which a word begins with the prefix; those that begin with it themselves first."""
        asked = prefix.casefold()
        return list(islice(dict.fromkeys((*self._at(f"\n{asked}"), *self._at(f" {asked}"))), limit))

    def _at(self, beginning: str) -> Iterator[str]:
        """The titles in which the text stands, in order, at the first places where it does."""
        place = -1
        for _ in range(MOST_OCCURRENCES):
            place = self._joined.find(beginning, place + 1)
            if place < 0:
                return
            yield self._titles[bisect_right(self._starts, place) - 1]

    @cached_property
    def _joined(self) -> str:
        """Every title, case folded, each after a line break."""
        return "".join(f"\n{title.casefold()}" for title in self._titles)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each title's line break stands in the joined text."""
        return array("q", accumulate((len(title.casefold()) + 1 for title in self._titles[:-1]), initial=0))


def _words(texts: Iterable[str]) -> list[str]:
    return _LETTERS.findall(normalised("\n".join(texts)))

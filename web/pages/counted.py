"""Searches as links with their counts, for pages that lead into the search: what a link says is what following it finds.

Every count is a facet of a search or the total of another one, as the search page and the API have them; nothing is counted here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import g

from catalog.clock import today
from catalog.model import Municipality
from search.filters import OfferFilter
from search.names import Names
from search.results import Results
from web.answers import legal_names
from web.frame import krets, localised, page_language
from web.links import municipality_path, search_path
from web.naming import Naming
from web.view import CountLink, Link
from web.wording.answers import offers_words
from web.wording.dates import Speech

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A search, what it found, and links to it and to what narrows it by one more value."""

    municipality: Municipality
    naming: Naming
    asked: OfferFilter
    results: Results

    def everything(self, words: str) -> tuple[CountLink, ...]:
        """The search itself; nothing where it finds nothing."""
        return (self._link(words, self.asked, self.results.total),) if self.results.total else ()

    def count(self, name: str, value: str) -> int:
        """How many offers the search finds with one more value of a parameter that it does not ask for yet."""
        return next((one.count for one in self.results.facets.get(name, ()) if one.value == value), 0)

    def one(self, name: str, value: str, words: str | None = None) -> tuple[CountLink, ...]:
        """The search with one more value, in these words or its own name; nothing where that finds nothing."""
        count = self.count(name, value)
        wanted = self.asked.toggled(name, value)
        return (self._link(words or self.naming.of(name, value), wanted, count),) if count else ()

    def each(self, name: str, values: Iterable[str] | None = None, *, most: int | None = None) -> tuple[CountLink, ...]:
        """One link for each of the values that finds anything, most first; of all that the facet has where none are named."""
        wanted = [one.value for one in self.results.facets.get(name, ())] if values is None else list(values)
        ranked = sorted(wanted, key=lambda value: -self.count(name, value))[:most]
        return tuple(link for value in ranked for link in self.one(name, value))

    def _link(self, words: str, asked: OfferFilter, count: int) -> CountLink:
        return CountLink(words, offers_words(count, self.naming.speech.language), search_url(self.municipality, asked.to_params()))


@dataclass(frozen=True, slots=True)
class Counting:
    """Whose offers are counted, told to whom."""

    municipality: Municipality
    naming: Naming

    @property
    def speech(self) -> Speech:
        """In which language, and from which day."""
        return self.naming.speech

    @property
    def names(self) -> Names:
        """The words that a search here may use."""
        return self.naming.names

    def gettext(self, message: str, **values: object) -> str:
        """The message in the page's language."""
        return self.speech.language.gettext(message, **values)

    def shelf(self, *pairs: tuple[str, str]) -> Shelf:
        """The search that these parameters ask for, made."""
        asked = OfferFilter.from_params(pairs, strict=True, names=self.names)
        found = krets().search.search(self.municipality.id, asked, self.names)
        return Shelf(self.municipality, self.naming, asked, found)

    def home(self) -> Link:
        """The way back to the municipality's own page."""
        words = self.gettext("Fritid i %(name)s", name=self.municipality.name)
        return Link(words, localised(municipality_path(self.municipality.slug)))


def counting() -> Counting:
    """The counting of this request."""
    names = legal_names(krets(), g.session, g.municipality)
    speech = Speech(page_language(), today(krets().clock))
    return Counting(g.municipality, Naming(speech, krets().vocabulary, names))


def search_url(municipality: Municipality, pairs: Pairs) -> str:
    """The address of a search; of all offers where nothing is asked."""
    return localised(search_path(municipality.slug, pairs or [("view", "list")]))

"""A search as it is kept for longer than an answer: by parameters alone, without anything that tells of a person.

What the typed words were understood as becomes parameters; words that were not stay as text to find. Left out are access terms,
words of them, and a place that is not one of the municipality's schools: with an address of mail beside them these would say
who needs what, or who lives where. A holiday is kept with its year, so that the search ends with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.model import Municipality
from search.filters import OfferFilter, View
from search.names import Names
from search.understanding.reading import Understood
from web.answers import answer, legal_names, reader
from web.chips import chips_of
from web.context import Krets
from web.language import Language
from web.meaning import Understand, meanings
from web.naming import Naming
from web.wording.answers import quoted
from web.wording.dates import Speech

LONGEST_SEARCH = 4_000


class LeftOut(StrEnum):
    """What of a search is not kept."""

    ACCESS = "access"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A search that may be kept, and what of the asked one it leaves out."""

    asked: OfferFilter
    names: Names
    left_out: tuple[LeftOut, ...] = ()

    @property
    def text(self) -> str:
        """As it is stored."""
        return urlencode(self.asked.to_params())

    @property
    def last_day(self) -> date | None:
        """The last day that is asked about, None where no days are."""
        if self.asked.period:
            return self.names.period(self.asked.period).last
        return self.asked.to_day


def kept_search(krets: Krets, session: Session, municipality: Municipality, pairs: Iterable[tuple[str, str]]) -> KeptSearch:
    """What of a search may be kept. Raises `InvalidValue` for a parameter that cannot be meant."""
    names = legal_names(krets, session, municipality)
    asked = OfferFilter.from_params(pairs, strict=False, names=names).with_page(1)
    try:
        found = answer(krets, session, municipality, replace(asked, per_page=1), names)
    except InvalidValue as error:
        if error.field != "near":
            raise
        found = answer(krets, session, municipality, replace(asked.without("near"), per_page=1), names)
    schools = _school_names(names)
    return _without_persons(found.meaning.explicitly(), names, schools, reader(krets, session, municipality, names.today), asked)


def read_search(text: str, names: Names) -> OfferFilter:
    """A stored search. Raises `InvalidValue` where something that it names is no longer there."""
    return OfferFilter.from_params(parse_qsl(text), strict=False, names=names)


def search_words(asked: OfferFilter, naming: Naming, *, own_words: bool = True) -> str:
    """A kept search in words; without `own_words` nothing that somebody typed stands in it."""
    language = naming.speech.language
    [meaning] = meanings(replace(asked, literal=True), _reads_nothing)
    named = [chip.label for chip in chips_of(meaning, naming)]
    typed = [quoted(asked.q, language) if own_words else language.gettext("egne søkeord")] if asked.q else []
    return ", ".join([*typed, *named]) or language.gettext("Alle tilbud")


def naming_in(krets: Krets, names: Names, language: Language) -> Naming:
    """The names of a municipality's places in a language."""
    return Naming(Speech(language, names.today, long=True), krets.vocabulary, names)


def _reads_nothing(text: str) -> Understood:
    return Understood(text, left=text, to_find=text)


def _school_names(names: Names) -> frozenset[str]:
    return frozenset(name.casefold() for (parameter, _), name in names.called.items() if parameter == "school")


def _without_persons(meant: OfferFilter, names: Names, schools: frozenset[str], understand: Understand, typed: OfferFilter) -> KeptSearch:
    left_out = []
    kept = replace(meant, page=1, per_page=25, view=View.LIST, sort=None, lang=None)
    if kept.access:
        kept, left_out = kept.without("access"), [LeftOut.ACCESS]
    if kept.q and any(part.name == "access" for part in understand(kept.q).parts):
        kept, left_out = replace(kept, q="", literal=False), [LeftOut.ACCESS]
    near = kept.near if kept.near is not None else typed.near
    if near is not None and not (isinstance(near, str) and near.casefold() in schools):
        kept, left_out = kept.without("near"), [*left_out, LeftOut.PLACE]
    if kept.period:
        kept = replace(kept, period=names.period(kept.period).slug)
    return KeptSearch(kept, names, tuple(left_out))

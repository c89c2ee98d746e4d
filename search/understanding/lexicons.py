"""The lexicons of an installation: one for each municipality, made when first asked for and when what it is made of has changed.

Each time one is asked for, one cheap statement tells whether names or the calendar changed (how many there are, the last id, how long
they are together: `catalog.store.names.names_mark`), and own words are read, which are few. A name that gave way to another of exactly
its length is not seen so; it is within `REREAD_AFTER_S`, when the names are read anew whatever the mark says. Threads that ask for one
municipality at once wait for one building; others are served meanwhile.
"""

from dataclasses import dataclass
from datetime import date
from threading import Lock
from time import monotonic

from catalog.database import Session
from catalog.model import Municipality
from catalog.store.municipalities import school_calendar
from catalog.store.names import names_here, names_mark
from catalog.store.own_words import own_words
from catalog.vocabulary import Vocabulary
from search.understanding.lexicon import Common, Lexicon, common_from, lexicon_from

REREAD_AFTER_S = 60.0

Mark = tuple[tuple[tuple[int, int, int], ...], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class _Made:
    lexicon: Lexicon
    mark: Mark
    at: float


class Lexicons:
    """Makes and keeps the lexicon of each municipality; safe with threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._common: Common | None = None
        self._made: dict[int, _Made] = {}
        self._locks: dict[int, Lock] = {}
        self._lock = Lock()

    def of(self, session: Session, municipality: Municipality, today: date) -> Lexicon:  # noqa: ARG002  the day belongs to the question; a lexicon holds all days
        """The lexicon of a municipality as the database has its names, words and calendar now."""
        mark = names_mark(session, municipality.id), own_words(session, municipality.id)
        made = self._made.get(municipality.id)
        if made is not None and self._holds(made, mark):
            return made.lexicon
        with self._lock:
            if self._common is None:
                self._common = common_from(self._vocabulary)
            common, lock = self._common, self._locks.setdefault(municipality.id, Lock())
        with lock:
            made = self._made.get(municipality.id)
            if made is None or not self._holds(made, mark):
                names, calendar = names_here(session, municipality.id), school_calendar(municipality)
                made = _Made(lexicon_from(common, names, calendar, mark[1]), mark, monotonic())
                self._made[municipality.id] = made
            return made.lexicon

    @staticmethod
    def _holds(made: _Made, mark: Mark) -> bool:
        return made.mark == mark and monotonic() - made.at < REREAD_AFTER_S

"""The lexicons of an installation: one for each municipality, made when first asked for."""

from datetime import date
from threading import Lock

from catalog.database import Session
from catalog.model import Municipality
from catalog.store.municipalities import school_calendar
from catalog.store.names import names_here
from catalog.vocabulary import Vocabulary
from search.understanding.lexicon import Lexicon, lexicon_from


class Lexicons:
    """Makes and keeps the lexicon of each municipality; safe with threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lock = Lock()

    def of(self, session: Session, municipality: Municipality, today: date) -> Lexicon:  # noqa: ARG002
        """The lexicon of a municipality on a day."""
        with self._lock:
            return lexicon_from(self._vocabulary, names_here(session, municipality.id), school_calendar(municipality))

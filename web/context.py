"""What the whole process shares: settings, clock, database, vocabulary, search. Opened once, passed in everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from catalog.clock import Clock
from catalog.database import Database
from catalog.settings import Settings
from catalog.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Krets:
    """One installation as one process sees it. Safe to share between threads."""

    settings: Settings
    clock: Clock
    database: Database
    vocabulary: Vocabulary


@contextmanager
def open_krets(settings: Settings, clock: Clock) -> Iterator[Krets]:
    """Opens what the settings name and closes it again; nothing is created or migrated here."""
    database = Database(settings.database_url)
    try:
        yield Krets(settings, clock, database, load_vocabulary())
    finally:
        database.dispose()

"""What the whole process shares: settings, clock, database, vocabulary, search. Opened once, passed in everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from catalog.clock import Clock
from catalog.database import Database
from catalog.settings import Settings
from catalog.vocabulary import Vocabulary, load_vocabulary
from search.concepts import Concepts
from search.engine import SearchEngine
from search.indexes import Indexes
from search.sync import Syncing
from web.tallying import DemandTally


@dataclass(frozen=True, slots=True)
class Krets:
    """One installation as one process sees it. Safe to share between threads."""

    settings: Settings
    clock: Clock
    database: Database
    vocabulary: Vocabulary
    indexes: Indexes
    search: SearchEngine
    syncing: Syncing
    demand: DemandTally


@contextmanager
def open_krets(settings: Settings, clock: Clock) -> Iterator[Krets]:
    """Opens what the settings name and closes it again, counted searches stored; nothing is created or migrated here."""
    database = Database(settings.database_url)
    vocabulary = load_vocabulary()
    indexes = Indexes(settings.data_dir, concepts_of(vocabulary))
    demand = DemandTally(database)
    try:
        engine, syncing = SearchEngine(indexes, database), Syncing(database, indexes, clock)
        yield Krets(settings, clock, database, vocabulary, indexes, engine, syncing, demand)
    finally:
        demand.close()
        database.dispose()


def concepts_of(vocabulary: Vocabulary) -> Concepts:
    """The vocabulary as search needs it: what is broader than what, and every word of a concept in one line."""
    return Concepts(
        broader={slug: concept.broader for slug, concept in vocabulary.concepts.items()},
        words={slug: "\n".join(concept.names()) for slug, concept in vocabulary.concepts.items()},
    )

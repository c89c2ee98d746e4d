"""What the whole process shares: settings, clock, database, vocabulary, lexicons, search. Opened once, passed in everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from catalog.clock import Clock
from catalog.database import Database
from catalog.settings import Settings
from catalog.store.own_rows import KeptRows
from catalog.vocabulary import WHOLE_LANGUAGES, Vocabulary, load_vocabulary
from search.concepts import Concepts
from search.engine import SearchEngine
from search.indexes import Indexes
from search.sync import Syncing
from search.understanding.lexicons import Lexicons
from web.tallying import DemandTally


@dataclass(frozen=True, slots=True)
class Krets:
    """One installation as one process sees it. Safe to share between threads."""

    settings: Settings
    clock: Clock
    database: Database
    vocabulary: Vocabulary
    lexicons: Lexicons
    indexes: Indexes
    search: SearchEngine
    syncing: Syncing
    demand: DemandTally
    kept_rows: KeptRows


@contextmanager
def open_krets(settings: Settings, clock: Clock) -> Iterator[Krets]:
    """Opens what the settings name and closes it again, counted searches stored; nothing is created or migrated here."""
    database = Database(settings.database_url)
    vocabulary = load_vocabulary()
    indexes = Indexes(settings.data_dir, concepts_of(vocabulary))
    demand = DemandTally(database)
    try:
        yield Krets(
            settings=settings,
            clock=clock,
            database=database,
            vocabulary=vocabulary,
            lexicons=Lexicons(vocabulary),
            indexes=indexes,
            search=SearchEngine(indexes, database),
            syncing=Syncing(database, indexes, clock),
            demand=demand,
            kept_rows=KeptRows(),
        )
    finally:
        demand.close()
        database.dispose()


def concepts_of(vocabulary: Vocabulary) -> Concepts:
    """The vocabulary as search needs it: what is broader than what, and a concept's words in the languages offers are written in."""
    return Concepts(
        broader={slug: concept.broader for slug, concept in vocabulary.concepts.items()},
        words={slug: "\n".join(concept.names_in(*WHOLE_LANGUAGES)) for slug, concept in vocabulary.concepts.items()},
    )

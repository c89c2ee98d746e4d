"""One build of an index on disk: written in one commit with its cursor, read whole into a generation.

The cursor (the number of the last drained change) is a document of the same Whoosh commit, so that index and cursor can never
disagree, even when a power cut takes the newest commit away. Only what whoosh 2.7.4 offers too is used: no query parser, no
numeric or sortable fields, no AsyncWriter, BufferedWriter or TimeLimitCollector, all of which fail in ways that were measured.
"""

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError
from whoosh.reading import IndexReader

from catalog.errors import IndexUnavailable
from search.concepts import Concepts
from search.documents import IndexedOffer, OfferDocument, decoded, encoded
from search.folder import IndexBusy
from search.generation import Generation
from search.postings import WhooshPostings
from search.schema import DOCUMENT, FORMAT, KEY, offer_schema
from search.spilling import quick_writer

CURSOR_KEY = "cursor"
OPEN_ATTEMPTS = 5
OPEN_PAUSE_S = 0.02


class Cursor(msgspec.Struct, frozen=True):
    """What an index has drained: changes up to `seq`, with surroundings of this fingerprint; stored as JSON beside the offers."""

    seq: int
    surroundings: str = ""
    format: int = FORMAT


class Index:
    """An open build, long-lived: `open_dir` for each request would lose races against a committing writer."""

    def __init__(self, build: Path) -> None:
        self.build = build
        self._whoosh: Any = _opened(build)

    def name(self) -> str:
        """What tells this state of the index from every other."""
        with damage_told(self.build):
            return f"{self.build.name.removeprefix('build-')[:8]}-{self._whoosh.latest_generation()}"

    def cursor(self) -> Cursor:
        """What has been drained. Raises `IndexUnavailable` when that is not told, or in another format."""
        with damage_told(self.build), self._whoosh.reader() as reader:
            postings = reader.postings(KEY, CURSOR_KEY)
            return _cursor(reader.stored_fields(postings.id())[DOCUMENT])

    def generation(self, concepts: Concepts) -> Generation:
        """Everything in the index now; postings are read from it when first asked for."""
        with damage_told(self.build):
            name = self.name()
            reader = self._whoosh.reader()
            cursor, numbered = _documents(reader)
            ordered = sorted(numbered, key=lambda pair: pair[1].id)
            rows = np.full(reader.doc_count_all(), -1, dtype=np.int32)
            rows[[number for number, _ in ordered]] = np.arange(len(ordered), dtype=np.int32)
            postings = WhooshPostings(reader, rows, len(ordered), damage=lambda: damage_told(self.build))
            return Generation(name, cursor, [document for _, document in ordered], postings, concepts)

    def documents(self) -> list[OfferDocument]:
        """Every document in the index now, twice where an offer should be held twice."""
        with damage_told(self.build), self._whoosh.reader() as reader:
            return [document for _, document in _documents(reader)[1]]

    def held(self) -> tuple[int, list[int]]:
        """The cursor, and the id of every document in order; each is read whole on the way, none is kept.

        Read as plain files: of a mapped one all that was looked at would count as this process's memory.
        """
        storage: Any = FileStorage
        with damage_told(self.build), storage(str(self.build), supports_mmap=False).open_index().reader() as reader:
            cursor, ids = None, []
            for _, stored in _stored(reader):
                if isinstance(stored, Cursor):
                    cursor = stored.seq
                else:
                    ids.append(stored.id)
            return _finished(cursor), sorted(ids)

    def write(self, offers: Iterable[IndexedOffer], gone: Iterable[int], cursor: Cursor) -> None:
        """One commit: these offers in place of their older selves, those ids gone, and the cursor.

        A failure (disk full) leaves the index as it was and the lock free.
        """
        with self._writing() as writer:
            last_word = {offer.document.id: offer for offer in offers}
            for key in (*map(offer_key, {*gone, *last_word}), CURSOR_KEY):
                writer.delete_by_term(KEY, key)
            for offer in last_word.values():
                _add(writer, offer)
            _add_cursor(writer, cursor)

    def fill(self, offers: Iterable[IndexedOffer], cursor: Cursor) -> list[int]:
        """One commit into an index that is empty: these offers, none of which may come twice, and the cursor. Returns their ids.

        They are taken one by one and not kept, so that memory does not grow with their number.
        """
        with self._writing() as writer:
            ids = []
            for offer in offers:
                _add(writer, offer)
                ids.append(offer.document.id)
            _add_cursor(writer, cursor)
        return ids

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Any]:
        with _mapped_lock(self.build):
            writer = quick_writer(self._whoosh)
        try:
            yield writer
            writer.commit()
        except BaseException:
            with contextlib.suppress(Exception):
                writer.cancel()
            raise


def create(build: Path) -> Index:
    """A new index, without a cursor yet, in an empty folder."""
    whoosh_index.create_in(str(build), offer_schema())
    return Index(build)


def offer_key(offer_id: int) -> str:
    """The key under which an offer's document is held."""
    return f"offer:{offer_id}"


@contextlib.contextmanager
def damage_told(build: Path) -> Iterator[None]:
    """Maps whatever a damaged index raises to `IndexUnavailable`: Whoosh raises TypeError, struct.error, EOFError and more."""
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        raise IndexUnavailable(f"the index in {build} cannot be read ({type(error).__name__}: {error}); it will be rebuilt") from error


@contextlib.contextmanager
def _mapped_lock(build: Path) -> Iterator[None]:
    try:
        yield
    except LockError as error:
        raise IndexBusy(f"the index in {build} is being written by a process that left its lock to a child") from error


def _opened(build: Path) -> FileIndex:
    with damage_told(build):
        for _ in range(OPEN_ATTEMPTS - 1):
            try:
                return whoosh_index.open_dir(str(build))
            except OSError:
                time.sleep(OPEN_PAUSE_S)
        return whoosh_index.open_dir(str(build))


def _add(writer: Any, offer: IndexedOffer) -> None:  # noqa: ANN401  Whoosh has no types
    texts = {text.value: words for text, words in offer.texts.items() if words}
    writer.add_document(**{KEY: offer_key(offer.document.id), DOCUMENT: encoded(offer.document)}, **texts)


def _add_cursor(writer: Any, cursor: Cursor) -> None:  # noqa: ANN401  Whoosh has no types
    writer.add_document(**{KEY: CURSOR_KEY, DOCUMENT: msgspec.json.encode(cursor)})


def _documents(reader: IndexReader) -> tuple[int, list[tuple[int, OfferDocument]]]:
    cursor: int | None = None
    found: list[tuple[int, OfferDocument]] = []
    for number, stored in _stored(reader):
        if isinstance(stored, Cursor):
            cursor = stored.seq
        else:
            found.append((number, stored))
    return _finished(cursor), found


def _stored(reader: IndexReader) -> Iterator[tuple[int, OfferDocument | Cursor]]:
    for number, stored in reader.iter_docs():
        yield number, _cursor(stored[DOCUMENT]) if stored[KEY] == CURSOR_KEY else decoded(stored[DOCUMENT])


def _finished(cursor: int | None) -> int:
    if cursor is None:
        raise IndexUnavailable("the index has no cursor; it was never finished")
    return cursor


def _cursor(stored: bytes) -> Cursor:
    cursor = msgspec.json.decode(stored, type=Cursor)
    if cursor.format != FORMAT:
        raise IndexUnavailable(f"the index has format {cursor.format}, this Krets reads {FORMAT}; it will be rebuilt")
    return cursor

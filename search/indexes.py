"""The indexes of an installation, by municipality: what a web process reads. Never writes, never rebuilds.

A generation is loaded once and shared by all threads; while one thread loads the next, the others answer from the one before.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from catalog.errors import IndexUnavailable
from search.concepts import Concepts
from search.folder import IndexFolder
from search.generation import Generation
from search.index import Index

FOLDER = "index"


@dataclass(frozen=True, slots=True)
class _Loaded:
    index: Index
    generation: Generation


class Indexes:
    """Every municipality's index under a data folder, opened when first asked for and followed from then on."""

    def __init__(self, data_dir: Path, concepts: Concepts) -> None:
        self._root = data_dir / FOLDER
        self.concepts = concepts
        self._loaded: dict[int, _Loaded] = {}
        self._loading: defaultdict[int, Lock] = defaultdict(Lock)

    def folder(self, municipality_id: int) -> IndexFolder:
        """The folder of a municipality's index."""
        return IndexFolder(self._root, municipality_id)

    def generation(self, municipality_id: int) -> Generation:
        """The newest generation. Raises `IndexUnavailable` where the index is missing, damaged, or open to others' writing."""
        folder = self.folder(municipality_id)
        build = folder.current()
        if build is None:
            raise IndexUnavailable(f"there is no index for municipality {municipality_id} yet; run `krets index sync`")
        known = folder.damage()
        if known is not None:
            raise IndexUnavailable(known)
        loaded = self._loaded.get(municipality_id)
        if loaded is not None and _is_newest(loaded, build):
            return loaded.generation
        return self._load(municipality_id, build).generation

    def give_up(self, municipality_id: int, reason: IndexUnavailable) -> None:
        """Drops what was read of an index that could not be read, and leaves its writer a note to rebuild it."""
        loaded = self._loaded.pop(municipality_id, None)
        folder = self.folder(municipality_id)
        try:
            build = folder.current()
        except IndexUnavailable:
            return
        if build is not None and (loaded is None or loaded.index.build == build):
            folder.mark_damaged(str(reason))

    def _load(self, municipality_id: int, build: Path) -> _Loaded:
        lock, before = self._loading[municipality_id], self._loaded.get(municipality_id)
        if not lock.acquire(blocking=before is None):
            return before  # type: ignore[return-value]  # it does not block only where there is one
        try:
            loaded = self._loaded.get(municipality_id)
            if loaded is None or not _is_newest(loaded, build):
                index = loaded.index if loaded is not None and loaded.index.build == build else Index(build)
                loaded = _Loaded(index, index.generation(self.concepts))
                self._loaded[municipality_id] = loaded
            return loaded
        finally:
            lock.release()


def _is_newest(loaded: _Loaded, build: Path) -> bool:
    return loaded.index.build == build and loaded.index.name() == loaded.generation.name

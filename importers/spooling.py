"""Pieces of a feed set aside on disk under keys, and given back key by key in the order in which the keys first came.

Memory holds the keys and where their pieces lie, never the pieces. The file has no name and is gone when the spool is closed.
"""

import json
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self


class Spool:
    """What was set aside, as JSON; use it in a `with` statement. A full disk raises `OSError`, as any file does."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="krets-spool-")  # noqa: SIM115  closed by `__exit__`
        self._places: dict[str | bytes, int | list[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str | bytes]:
        return iter(self._places)

    def add(self, key: str | bytes, piece: object) -> None:
        """Set a piece aside; it is JSON-able."""
        place = self._file.tell()
        self._file.write(json.dumps(piece, separators=(",", ":")).encode() + b"\n")
        before = self._places.get(key)
        if isinstance(before, list):
            before.append(place)
        else:
            self._places[key] = place if before is None else [before, place]

    def count(self, key: str | bytes) -> int:
        """How many pieces a key has."""
        places = self._places.get(key, [])
        return len(places) if isinstance(places, list) else 1

    def entries(self) -> Iterator[tuple[str | bytes, list[Any]]]:
        """Each key with its pieces in the order in which they came; nothing may be added meanwhile."""
        for key, places in self._places.items():
            yield key, [self._piece(place) for place in (places if isinstance(places, list) else [places])]

    def _piece(self, place: int) -> Any:  # noqa: ANN401  JSON
        self._file.seek(place)
        return json.loads(self._file.readline())

"""How a build of the index stays small in memory and quick: what Whoosh sorts is spilled in blocks, and blocks are not compressed.

Whoosh spills each posting as a pickle of its own and compresses each block with zlib: a third of all the work of a build, measured
on 20,000 offers. It keeps a tuple of two numbers for every term until the end: 150 bytes where 16 do. Only names that whoosh 2.7.4,
Whoosh-Reloaded 2.7.5 and whoosh3 share are used.
"""

import marshal
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import PostingPool

POSTINGS_AT_ONCE = 48_000
"""Held in memory before they are spilled; each is a tuple of about 250 bytes."""

BLOCK = 128
"""Postings spilled and read back at once."""

Posting = tuple[str, bytes, int, float, bytes]


class SpillingPool(PostingPool):
    """Whoosh's sorting pool of postings, spilled to disk in marshalled blocks."""

    def add(self, item: Posting) -> None:
        """One more posting: field, form, document number, weight, positions."""
        self.fieldnames.add(item[0])
        if len(self.current) >= POSTINGS_AT_ONCE:
            self.save()  # type: ignore[no-untyped-call]  # Whoosh has no types
        self.current.append(item)

    def _write_run(self, f: Any, items: Iterable[Posting]) -> None:  # noqa: ANN401  a StructFile of Whoosh
        waiting = iter(items)
        while block := list(islice(waiting, BLOCK)):
            f.write(marshal.dumps(block))
        f.close()

    def _read_run(self, path: str) -> Iterator[Posting]:
        run: BinaryIO = self._open_run(path)  # type: ignore[no-untyped-call]
        try:
            while True:
                yield from marshal.load(run)  # noqa: S302  written by this very writer, a moment ago
        except EOFError:
            return
        finally:
            run.close()
            self._remove_run(path)  # type: ignore[no-untyped-call]


class Pairs:
    """A list of pairs of unsigned numbers below 2^64, 16 bytes each."""

    def __init__(self) -> None:
        self._flat = array("Q")

    def append(self, pair: tuple[int, int]) -> None:
        """One more pair."""
        self._flat.extend(pair)

    def __len__(self) -> int:
        return len(self._flat) // 2

    def __iter__(self) -> Iterator[tuple[int, int]]:
        numbers = iter(self._flat)
        return zip(numbers, numbers, strict=True)


class SmallCodec(W3Codec):
    """Whoosh's way of writing, without compression, and with the places of its terms in arrays."""

    def field_writer(self, storage: Any, segment: Any) -> Any:  # noqa: ANN401  Whoosh has no types
        """The writer of postings, whose table of terms (hash and place, in 256 buckets) is still empty."""
        writer: Any = super().field_writer(storage, segment)  # type: ignore[no-untyped-call]
        table = writer._tindex  # noqa: SLF001  Whoosh gives no other way to it
        table.buckets = [Pairs() for _ in table.buckets]
        return writer


def quick_writer(index: Any) -> Any:  # noqa: ANN401  Whoosh has no types
    """A writer of the index, or Whoosh's `LockError` at once when another has it."""
    codec: Any = SmallCodec
    pool: Any = SpillingPool
    writer = index.writer(timeout=0.0, codec=codec(compression=0))
    writer.pool = pool(writer.pool.tempstore, writer.newsegment)
    return writer

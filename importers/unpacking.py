"""The body of an answer, unpacked piece by piece and counted as it grows, so that a small bomb never becomes a large one.

Only what was asked for is accepted: no coding, or gzip once. Anything else, chained codings above all, is refused.
"""

import zlib
from collections.abc import Iterable, Iterator

from importers.errors import FetchFailed, TooMuch

ACCEPTED = "gzip, identity"
PIECE_BYTES = 65_536
_GZIP = 16 + zlib.MAX_WBITS


def unpacked(pieces: Iterable[bytes], coding: str | None, *, max_bytes: int) -> Iterator[bytes]:
    """The pieces of the plain body. Raises `TooMuch` past `max_bytes`, `FetchFailed` for a coding that was not asked for."""
    words = [word.strip() for word in (coding or "").lower().split(",") if word.strip() not in ("", "identity")]
    if words not in ([], ["gzip"], ["x-gzip"]):
        raise FetchFailed(f"the server packed the file in a way that was not asked for ({', '.join(words)})")
    return _counted(_ungzipped(pieces) if words else pieces, max_bytes)


def _counted(pieces: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > max_bytes:
            raise TooMuch(f"the file is larger than {max_bytes // 1_000_000} MB")
        yield piece


def _ungzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    started = False
    for piece in pieces:
        rest = piece
        while rest:
            if unpacker.eof:
                unpacker, started = zlib.decompressobj(_GZIP), False
            try:
                plain = unpacker.decompress(rest, PIECE_BYTES)
            except zlib.error as error:
                raise FetchFailed("the packed file is damaged") from error
            started = True
            yield plain
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if started and not unpacker.eof:
        raise FetchFailed("the packed file broke off before its end")

"""The ids of all records of a feed, for one question: is this one among them? A hundred thousand take 1.6 MB instead of fourteen."""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

WIDTH = 16
"""Bytes of a digest; two ids of one feed that share it are not to be expected before the sun goes out."""


@dataclass(frozen=True, slots=True)
class RecordKeys:
    """Ids as sorted digests of `WIDTH` bytes each, end to end."""

    digests: bytes = b""

    def __contains__(self, key: str) -> bool:
        """Whether the id is among them."""
        wanted = _digest(key)
        at = bisect_left(range(len(self)), wanted, key=self._at)
        return at < len(self) and self._at(at) == wanted

    def __len__(self) -> int:
        """How many there are."""
        return len(self.digests) // WIDTH

    def _at(self, index: int) -> bytes:
        return self.digests[index * WIDTH : (index + 1) * WIDTH]


def keys_of(ids: Collection[str]) -> RecordKeys:
    """The ids, each of which stands once."""
    return RecordKeys(b"".join(sorted(map(_digest, ids))))


def _digest(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=WIDTH).digest()

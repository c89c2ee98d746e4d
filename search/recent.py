"""A small bounded store of values that are dear to make: shared by threads, and never a source of truth.

Two threads may make the same value at once; both get an equal one. When it is full, the oldest half is dropped.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """At most `size` values by key."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[K, V] = {}
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of the key, made now if it is not kept."""
        try:
            return self._values[key]
        except KeyError:
            value = make()
        with self._lock:
            if len(self._values) >= self._size:
                self._values = dict(list(self._values.items())[self._size // 2 :])
            self._values[key] = value
        return value

    def kept(self) -> tuple[V, ...]:
        """The values that are kept now."""
        return tuple(self._values.values())

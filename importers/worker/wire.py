"""How messages are pickled between a run and its reader.

What the reader says is unpickled by the class names of a short list: drafts, values and messages, and nothing that could act. What
the run says is its own and is trusted.
"""

import io
import pickle
from dataclasses import is_dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from catalog import drafts, terms, values
from importers import contract, drafting, listing, record_keys
from importers.errors import RunFailed
from importers.worker import messages

PROTOCOL = 5
_TIMES = (date, datetime, time, timedelta, timezone)
_HOMES = (drafts, values, terms, contract, listing, record_keys, drafting, messages)


def packed(message: object) -> bytes:
    """What the reader has to say. Zones travel by name; an instant in a nameless zone (a calendar's own) as the same one in UTC."""
    out = io.BytesIO()
    _Pickler(out, PROTOCOL).dump(message)
    return out.getvalue()


def unpacked(data: bytes) -> object:
    """What the reader said. Raises `RunFailed` for anything but drafts, values and messages."""
    return _Unpickler(io.BytesIO(data)).load()


def zone_named(key: str) -> tzinfo:
    """A time zone by its name."""
    return ZoneInfo(key)


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  pickle's own signature
        if isinstance(value, ZoneInfo):
            return zone_named, (value.key,)
        if type(value) is datetime and value.tzinfo is not None and type(value.tzinfo) not in {ZoneInfo, timezone}:
            return value.astimezone(UTC).__reduce_ex__(PROTOCOL)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str, /) -> object:
        try:
            return _known()[module, name]
        except KeyError:
            raise RunFailed(f"the reader of this feed answered with something unexpected ({module}.{name})") from None


@lru_cache(maxsize=1)
def _known() -> dict[tuple[str, str], object]:
    """What an answer may be made of, by module and name."""
    found: dict[tuple[str, str], object] = {("datetime", kind.__name__): kind for kind in _TIMES}
    found[__name__, zone_named.__name__] = zone_named
    for home in _HOMES:
        made_here = (each for each in vars(home).values() if isinstance(each, type) and each.__module__ == home.__name__)
        found |= {(home.__name__, each.__name__): each for each in made_here if is_dataclass(each) or issubclass(each, Enum)}
    return found

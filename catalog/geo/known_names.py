"""Places of one municipality by name: its venues and schools, whole or as part of a longer text. Pure once built."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalog.terms import PointQuality
from catalog.text import name_key
from catalog.values import Point

_PARTS = re.compile(r"\s*[,;(/)]\s*|\s+[-–]\s+")
_BESIDE = re.compile(r"\s+(?:ved|bak|på|foran|nedenfor|ovenfor|utenfor|(?:nord|sør|øst|vest) for|nær|i)\s+", re.IGNORECASE)
_ROOM = re.compile(
    r"\s+(?:gymsal|svømmehall|svømmebasseng|basseng|aula|kantine?|uteområde|idrettshall|skolegård|bibliotek)(?:en|et|a)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that the catalog itself knows, with its address as far as that is known."""

    point: Point
    quality: PointQuality
    label: str
    names: tuple[str, ...] = ()
    address: str | None = None
    postcode: str | None = None
    city: str | None = None


class KnownNames:
    """Finds a known place by its name or another spelling of it; of two places with one name the earlier given counts."""

    def __init__(self, places: Iterable[KnownPlace]) -> None:
        self._by_name: dict[str, KnownPlace] = {}
        for place in places:
            for name in (place.label, *place.names):
                self._by_name.setdefault(name_key(name), place)

    def whole(self, text: str) -> KnownPlace | None:
        """The place whose name the text is."""
        return self._by_name.get(name_key(text))

    def within(self, text: str) -> KnownPlace | None:
        """The place that a part of the text names ("Heiahallen, kantina", "Finstad skole gymsal"), or beside which it lies.

        The first part says where it is; a later part, or what it lies beside, only about where.
        """
        parts = [part for part in _PARTS.split(text) if part]
        for index, part in enumerate(parts):
            known = self.whole(part) or self.whole(_ROOM.sub("", part))
            if known:
                return known if index == 0 else replace(known, quality=PointQuality.APPROXIMATE)
        for part in parts:
            for neighbour in _BESIDE.split(part)[1:]:
                known = self.whole(neighbour)
                if known:
                    return replace(known, quality=PointQuality.APPROXIMATE)
        return None

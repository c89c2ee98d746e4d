"""The rows that are an offer's own (categories, access facts, series, confirmations, meetings) for lists, kept in memory by its version.

Every change of them writes a new version of the offer (`catalog.intake`, `merging`, `upkeep`), and whoever asks has read that version
in the same request: what is kept for another one is not used. As a second guard, for what was mended by hand or put back from a copy,
nothing is kept longer than `KEPT_FOR_S`. What others write too (a venue's facts, names) is never kept here.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select

from catalog.database import Session
from catalog.listed import ListedAccess, ListedCategory, ListedConfirmation, ListedSeries, OwnRows
from catalog.model import Confirmation, Occurrence, OfferAccess, OfferCategory, Series
from catalog.model.base import Record
from catalog.occurrences import Meeting

KEPT_FOR_S = 300.0
MOST_KEPT = 2_000
"""Offers; about 10 kB each, since one that meets weekly has dozens of meetings."""

T = TypeVar("T")
Statement = Select[Any]


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    rows: OwnRows
    since: float


class KeptRows:
    """The own rows of the offers that were asked for last, at most `most`. Shared by threads."""

    def __init__(self, most: int = MOST_KEPT, clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._clock = clock
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._lock = Lock()

    def of(self, session: Session, versions: Mapping[int, int]) -> dict[int, OwnRows]:
        """The own rows of each offer, by its id, as of the version that was read for it in this session.

        The session must be one for reading: what is not committed must not be kept.
        """
        found = self._fresh(versions)
        missing = versions.keys() - found.keys()
        if missing:
            read = own_rows(session, missing)
            self._keep(versions, read)
            found |= read
        return found

    def __len__(self) -> int:
        return len(self._kept)

    def _fresh(self, versions: Mapping[int, int]) -> dict[int, OwnRows]:
        oldest, found = self._clock() - KEPT_FOR_S, {}
        with self._lock:
            for offer_id, version in versions.items():
                kept = self._kept.get(offer_id)
                if kept is not None and kept.version == version and kept.since > oldest:
                    self._kept.move_to_end(offer_id)
                    found[offer_id] = kept.rows
        return found

    def _keep(self, versions: Mapping[int, int], read: Mapping[int, OwnRows]) -> None:
        now = self._clock()
        with self._lock:
            for offer_id, rows in read.items():
                self._kept[offer_id] = _Kept(versions[offer_id], rows, now)
                self._kept.move_to_end(offer_id)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def own_rows(session: Session, offer_ids: Collection[int]) -> dict[int, OwnRows]:
    """The own rows of each offer by its id, read in a fixed number of queries."""
    ids = sorted(offer_ids)
    categories = _read(session, ids, OfferCategory, ListedCategory, "position")
    access = _read(session, ids, OfferAccess, ListedAccess, "term")
    series = _read(session, ids, Series, ListedSeries, "id")
    confirmations = _read(session, ids, Confirmation, ListedConfirmation, "id")
    meetings = _read(session, ids, Occurrence, Meeting, "starts_at")
    return {
        one: OwnRows(tuple(categories[one]), tuple(access[one]), tuple(series[one]), tuple(confirmations[one]), tuple(meetings[one]))
        for one in ids
    }


def _read(session: Session, ids: Sequence[int], record: type[Record], value: type[T], order: str) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    names = tuple(field.name for field in fields(value))  # type: ignore[arg-type]  # every value is a dataclass
    rows: Iterable[Any] = session.connection().execute(_statement(record, names, order), {"ids": ids})
    for row in rows:
        found[row[0]].append(value(*row[1:]))
    return found


@lru_cache(maxsize=8)
def _statement(record: type[Record], names: tuple[str, ...], order: str) -> Statement:
    """The offer's id and these columns, put together once, since that takes longer than running it."""
    columns = record.__mapper__.columns
    asked = columns["offer_id"].in_(bindparam("ids", expanding=True))
    return select(columns["offer_id"], *(columns[name] for name in names)).where(asked).order_by(columns[order])

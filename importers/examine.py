"""A feed in numbers, before anything of it is applied: what the source had, what is gone, what cannot be read any more.

Reads the catalog, writes nothing. Only a source that has offers is looked at record by record, and of those only the records
whose content changed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from catalog.database import Database
from catalog.store import sources
from catalog.store.sources import Listed
from importers.drafting import Drafted
from importers.journal import Counts
from importers.listing import Arrival, Ending, Listing
from importers.normalise import REJECTED, SKIPPED, Prepared, split
from importers.retire import MASS_COUNT, Census

CHUNK = 500
Drafts = Callable[[Sequence[Arrival]], list[Drafted]]


@dataclass(frozen=True, slots=True)
class Examined:
    """The census, and the keys of the records that the source had and does not list."""

    census: Census
    missing: tuple[str, ...]


@dataclass(slots=True)
class _Counted:
    """Offers of a source, of these those that are over and those that are missing and not over; its missing records."""

    standing: int = 0
    over: int = 0
    missing: int = 0
    listed: int = 0
    missing_keys: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """Which source is examined: `source_id` None while it is not stored (a dry run of a one-off import)."""

    database: Database
    source_id: int | None
    today: date
    expected: int | None = None

    def examine(self, listing: Listing, drafts: Drafts, *, lists_all: bool, doubled: int = 0) -> Examined:
        """The numbers of a feed that was read; `drafts` says what records come to, `lists_all` that what it does not list is missing.

        `doubled` is how many of its records have the id of another one.
        """
        counted = self._counted(lists_all, lambda known: known.record_id in listing.keys)
        rejected, withdrawn = self._unreadable(listing, drafts) if counted.standing > MASS_COUNT else (0, 0)
        census = Census(
            listed=len(listing.keys),
            standing=counted.standing,
            over=counted.over,
            missing=counted.missing,
            new=len(listing.keys) - counted.listed,
            doubled=doubled,
            withdrawn=withdrawn,
            newly_rejected=rejected,
            expected=self.expected,
            ending=listing.ending,
            ending_reason=listing.ending_reason,
            lists_all=lists_all,
            ever_whole=self._ever_whole(),
        )
        return Examined(census, tuple(counted.missing_keys))

    def unmodified(self, counts: Counts, *, lists_all: bool) -> Examined:
        """The numbers of a feed that is as it was: what was listed still is, what was missing still is. Fills `counts`."""
        listed = 0
        for known in self._standing():
            if not known.absent_runs:
                listed += 1
                counts.add(known.outcome if known.outcome in {REJECTED, SKIPPED} else "unchanged")
        counted = self._counted(lists_all, lambda known: not known.absent_runs)
        census = Census(listed, counted.standing, counted.missing, over=counted.over, ending=Ending.WHOLE, lists_all=lists_all)
        return Examined(census, tuple(counted.missing_keys))

    def known(self, arrivals: list[Arrival]) -> dict[str, Listed]:
        """What is stored of these records."""
        if self.source_id is None:
            return {}
        with self.database.reading() as session:
            return sources.listed(session, self.source_id, [one.key for one in arrivals])

    def _counted(self, lists_all: bool, is_listed: Callable[[Listed], bool]) -> "_Counted":
        """How many offers the source has, how many of them are over anyway, and which of all its records are listed or missing."""
        over, counted = self._over(), _Counted()
        for known in self._standing():
            is_over = known.record_id in over
            counted.standing += known.stands
            counted.over += known.stands and is_over
            if is_listed(known):
                counted.listed += 1
            elif lists_all:
                counted.missing_keys.append(known.record_id)
                counted.missing += known.stands and not is_over
        return counted

    def _ever_whole(self) -> bool:
        if self.source_id is None:
            return True
        with self.database.reading() as session:
            return sources.last_good_run(session, self.source_id) is not None

    def _over(self) -> frozenset[str]:
        if self.source_id is None:
            return frozenset()
        with self.database.reading() as session:
            return sources.records_of_past_offers(session, self.source_id, self.today)

    def _standing(self) -> Iterator[Listed]:
        if self.source_id is not None:
            with self.database.reading() as session:
                yield from sources.standing(session, self.source_id)

    def _unreadable(self, listing: Listing, drafts: Drafts) -> tuple[int, int]:
        """How many offers' records became unreadable, and how many say that they are no offers any more."""
        rejected = withdrawn = 0
        for arrivals in listing.batches(CHUNK):
            known = self.known(arrivals)
            changed = [one for one in split(arrivals, known, anew=False)[1] if one.key in known]
            for one, found in zip(changed, drafts(changed), strict=True):
                prepared = Prepared.of(one, known[one.key], found)
                rejected += prepared.newly_rejected
                withdrawn += prepared.withdraws
        return rejected, withdrawn

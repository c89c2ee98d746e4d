"""The guard against mass removal, and when an offer that its source no longer lists is retired. Decisions over values; reversible.

An expired login, an empty export or a broken page must not empty the catalog. Rules:
1. a feed that is empty, cut off, full of errors, of doubled or of new ids, or suddenly many times its size is refused: nothing of it
   is applied;
2. one that lost more than a fifth and more than five of its offers is applied, except that its removals wait for a person; what is
   over anyway does not count, so that a list of coming events may roll on;
3. an offer is retired when it was missing in two complete runs at least 24 hours apart, whatever the source's size;
4. a person's `--force` stands in for the guard and for the 24 hours, never for the second look, and never makes a cut-off feed
   count as complete;
5. a record that could not be read, or that says its dates are past, was seen: its offer stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from catalog.intake import Intake
from catalog.model import ImportRecord
from importers.listing import Ending

MASS_SHARE = 0.20
MASS_COUNT = 5
GRACE_RUNS = 2
GRACE = timedelta(hours=24)
GROWTH_FACTOR = 10
GROWTH_COUNT = 500
GONE = "no longer listed by its source"


@dataclass(frozen=True, slots=True)
class Census:
    """A feed in numbers. `standing` are the offers that the source had, of these `over` those whose last day is past; of the others
    `missing` are not listed, `withdrawn` said to be none any more, `newly_rejected` listed but unreadable. `new` records were never
    listed before, `doubled` have the id of another one. `expected` is what a person said that the source has.
    `ever_whole`: a run of the source once came to its end; what a killed or partial first run left is no measure of growth.
    """

    listed: int
    standing: int = 0
    missing: int = 0
    withdrawn: int = 0
    newly_rejected: int = 0
    expected: int | None = None
    ending: Ending = Ending.WHOLE
    ending_reason: str | None = None
    lists_all: bool = True
    ever_whole: bool = True
    over: int = 0
    new: int = 0
    doubled: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be done with a feed: `apply` its records, `count_absences`, `retire` offers; `reason` where one of these is refused."""

    apply: bool = True
    count_absences: bool = True
    retire: bool = True
    reason: str | None = None


def judge(census: Census, *, forced: bool = False) -> Verdict:
    """What the numbers of a feed allow."""
    refusal = _refusal(census)
    if refusal and not forced:
        return Verdict(apply=False, count_absences=False, retire=False, reason=refusal)
    if census.ending is not Ending.WHOLE:
        return Verdict(count_absences=False, retire=False, reason=f"not read to its end: {census.ending_reason}")
    gone, had = census.missing + census.withdrawn, census.standing - census.over
    if is_mass(gone, had) and not forced:
        words = f"{gone} of {had} offers are gone from the feed; their removal waits for a person (--force)"
        return Verdict(count_absences=census.lists_all, retire=False, reason=words)
    return Verdict(count_absences=census.lists_all)


def is_mass(part: int, whole: int) -> bool:
    """Whether so many of so many is more than everyday change: over a fifth and over five."""
    return part > MASS_COUNT and part > MASS_SHARE * whole


def is_due(absent_runs: int, absent_since: datetime | None, now: datetime, *, forced: bool = False) -> bool:
    """Whether an absence, this run's look included, is long enough to retire the offer."""
    if absent_since is None or absent_runs < GRACE_RUNS:
        return False
    return forced or now - absent_since >= GRACE


def _refusal(census: Census) -> str | None:
    if census.ending is Ending.CUT:
        return f"the feed broke off before its end: {census.ending_reason}"
    if census.listed == 0 and census.lists_all and census.ending is Ending.WHOLE:
        return "the feed is empty"
    usual = max(census.standing if census.ever_whole else 0, census.expected or 0)
    if usual and census.listed > GROWTH_FACTOR * usual and census.listed - usual > GROWTH_COUNT:
        return f"the feed grew {census.listed // usual}×: {census.listed} records where {usual} are usual"
    if is_mass(census.newly_rejected, census.standing):
        return f"{census.newly_rejected} of {census.standing} records that were good cannot be read any more"
    if census.standing > MASS_COUNT and is_mass(census.doubled, census.listed):
        return f"{census.doubled} records have the id of another record"
    if is_mass(census.missing, census.standing - census.over) and 2 * census.new >= census.missing:
        had = census.standing - census.over
        return f"{census.missing} of {had} offers are gone and {census.new} that were not here have come: the ids may be new"
    return None


class Retirement:
    """Counts the absences of one run, and retires the offers whose time has come, in the caller's transaction."""

    def __init__(self, intake: Intake, now: datetime, verdict: Verdict, *, forced: bool) -> None:
        self._intake = intake
        self._now = now
        self._verdict = verdict
        self._forced = forced

    def apply(self, missing: Iterable[ImportRecord], backed: set[int]) -> list[ImportRecord]:
        """Marks each missing record; returns those whose offers were retired. Offers in `backed` have another source and stay."""
        return [row for row in missing if self._mark(row, backed)]

    def _mark(self, row: ImportRecord, backed: set[int]) -> bool:
        row.absent_runs += 1
        row.absent_since = row.absent_since or self._now
        if not (self._verdict.retire and is_due(row.absent_runs, row.absent_since, self._now, forced=self._forced)):
            return False
        row.retired_at = self._now
        return row.offer_id is not None and row.offer_id not in backed and self._intake.retire(row.offer_id, GONE)

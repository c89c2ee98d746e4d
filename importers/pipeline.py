"""One run of a source: fetch → read → examine → normalise → match → upsert → retire → journal.

The whole feed is read to disk and judged before the catalog is touched. Then one transaction for each batch, so that a run which
is killed anywhere and run again leaves the catalog as if it had run once: what a batch committed is unchanged the second time.
What strangers wrote is read in another process; it drafts one batch while this one stores the batch before. Place look-ups and
everything else that may wait on the network happen before a transaction begins, never inside one.
"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from catalog.clock import oslo_day
from catalog.database import Database
from catalog.errors import Conflict, DatabaseUnavailable, KretsError
from catalog.geo.locating import locator_for
from catalog.intake import UNCHANGED
from catalog.occurrences import horizon
from catalog.store import sources
from catalog.store.sources import Listed
from importers.answers import Answers
from importers.applying import Applying
from importers.contract import Absence, Importer, Notes, check_options
from importers.drafting import Drafted
from importers.errors import DiskFull, FetchFailed, RunFailed, is_full_disk
from importers.examine import Examined, Standing
from importers.fetch import NOT_MODIFIED, Fetcher, Validators
from importers.journal import SHOWN_PROBLEMS, Counts, Problem, RunLog, RunReport, Tally, plain
from importers.listing import Arrival, Listing
from importers.normalise import SKIPPED, Locate, Places, Prepared, split
from importers.plan import OneOff, Plan, Tools, plan_of, plan_once
from importers.reader import Reader
from importers.retire import Verdict, judge
from importers.worker.messages import Assignment

__all__ = ["OneOff", "Tools", "run", "run_once"]


def run(database: Database, source_id: int, tools: Tools, *, dry_run: bool = False, force: bool = False) -> RunReport:
    """Runs a stored source. What fails is in the report; raises `NotFound`, `StillRunning`, `StaleLease`, `DatabaseUnavailable`.

    `dry_run` writes nothing and reports every offer's fields before and after. `force` is a person's word that a held feed is right.
    """
    return _Run(database, plan_of(database, source_id, tools.clock), tools, dry_run=dry_run, force=force).report()


def run_once(database: Database, what: OneOff, tools: Tools, *, dry_run: bool = False, force: bool = False) -> RunReport:
    """Imports a file or address once; the same place in the same format again is the same source."""
    return _Run(database, plan_once(database, what, tools.clock, dry_run=dry_run), tools, dry_run=dry_run, force=force).report()


class _Run:
    """The state of one run."""

    def __init__(self, database: Database, plan: Plan, tools: Tools, *, dry_run: bool, force: bool) -> None:
        self._database = database
        self._plan = plan
        self._tools = tools
        self._force = force
        self._now = tools.clock.now()
        self._started = time.monotonic()
        self._log = RunLog(database, plan.source_id, tools.clock, tools.fence, dry=dry_run, settled=tools.settled)
        self._standing = Standing(database, plan.source_id, oslo_day(self._now), plan.expected)
        self._tally = Tally()
        self._notes = Notes()
        self._facts: dict[str, Any] = {"reading": plan.reading, "anew": plan.anew}
        self._passed_over = 0
        self._places = Places(self._locate)
        self._applying = Applying(plan, self._log, self._tally, self._now)

    def report(self) -> RunReport:
        """Runs it."""
        self._log.begin()
        try:
            with tempfile.TemporaryDirectory(prefix="krets-import-") as folder:
                return self._all_stages(Path(folder))
        except RunFailed as error:
            return self._failed(error)
        except Conflict:
            self._log.abandon()
            raise
        except Exception as error:
            if is_full_disk(error):
                return self._failed(DiskFull())
            self._failed(RunFailed(str(error) if isinstance(error, KretsError) else f"{type(error).__name__}: {error}"))
            raise
        finally:
            self._log.end()

    def _all_stages(self, folder: Path) -> RunReport:
        importer = self._tools.importer_for(self._plan.format)
        check_options(importer, self._plan.options)
        fetcher = Fetcher(folder, self._tools.rules, self._now)
        fetched = fetcher.fetch(self._plan.address(self._tools.registers_url), None if self._force else self._plan.validators)
        self._facts |= {
            "status": fetched.status,
            "size": fetched.size,
            "fetch_s": round(fetched.seconds, 3),
            "etag": fetched.validators.etag,
        }
        lists_all = importer.absence is Absence.FULL_LISTING
        if fetched.not_modified:
            examined = self._standing.unmodified(self._tally.counts, lists_all=lists_all)
            return self._concluded(examined, judge(examined.census, forced=self._force), self._plan.validators, self._plan.cursor)
        questions = Answers(self._database, self._plan, self._now, fetcher, self._log.keep_alive).by_question()
        with Reader(self._tools.workers, self._assignment(importer), questions, self._log.keep_alive) as reader:
            cursor = None if self._force else self._plan.cursor
            into, tick = folder / "records", self._tools.batch
            listing = reader.read(fetched, into, self._notes, cursor=cursor, tick=tick, told=self._on_records)
            self._note_feed(listing, fetcher)
            aside = Notes()
            examined = self._standing.examine(
                listing,
                lambda changed: reader.drafts(changed, aside),
                lists_all=lists_all or self._notes.whole,
                doubled=self._notes.doubled,
            )
            verdict = judge(examined.census, forced=self._force)
            if not verdict.apply:
                return self._refused(examined, verdict)
            self._store(reader, listing, verdict)
        return self._concluded(examined, verdict, Validators() if fetcher.pages else fetched.validators, self._notes.cursor)

    def _assignment(self, importer: Importer) -> Assignment:
        return Assignment(
            importer=importer,
            categories_from_words=self._tools.categories_from_words,
            category_label=self._tools.category_label,
            options=self._plan.effective,
            language=self._plan.language,
            now=self._now,
            horizon=horizon(oslo_day(self._now)),
        )

    def _on_records(self, count: int) -> None:
        self._log.keep_alive()
        self._tools.progress("read", count, None)

    def _note_feed(self, listing: Listing, fetcher: Fetcher) -> None:
        """What concerns the feed as a whole: its warnings, ids that came twice, how many pages it had."""
        self._facts |= {"listed": len(listing.keys), "rows": self._notes.rows or len(listing.keys)}
        self._facts |= {"pages": fetcher.pages + 1, "repeated": len(listing.repeated)}
        for warning in self._notes.take_warnings():
            self._tally.note(Problem("", plain(warning.field), plain(warning.value), plain(warning.reason)))
        for key in dict.fromkeys(listing.repeated):
            self._tally.note(Problem(key, "id", key, "the feed lists this id more than once; the first counts"))

    def _store(self, reader: Reader, listing: Listing, verdict: Verdict) -> None:
        done, total = 0, len(listing.keys)
        for batch, prepared in self._batches(reader, listing):
            for one in batch.settled:
                self._tally.counts.add(SKIPPED if batch.known[one.key].outcome == SKIPPED else UNCHANGED)
            self._passed_over += len(batch.settled)
            returning = [one.key for one in batch.settled if batch.known[one.key].absent_runs]
            if prepared or returning:
                self._applying.store([self._with_place(one) for one in prepared], returning, verdict)
            done += len(batch.settled) + len(batch.to_read)
            self._log.keep_alive()
            self._tools.progress("store", done, total)

    def _batches(self, reader: Reader, listing: Listing) -> Iterator[tuple["_Batch", list[Prepared]]]:
        """Each batch and what its records come to, in the feed's order; the next is being drafted while the caller stores one."""
        waiting: _Batch | None = None
        for arrivals in listing.batches(self._tools.batch):
            known = self._standing.known(arrivals)
            settled, to_read = split(arrivals, known, anew=self._plan.anew)
            drafts = reader.collect()
            reader.start(to_read, self._notes)
            if waiting:
                yield waiting, waiting.prepared(drafts)
            waiting = _Batch(known, settled, to_read)
        if waiting:
            yield waiting, waiting.prepared(reader.collect())

    def _with_place(self, one: Prepared) -> Prepared:
        return replace(one, place=self._places.of(one.draft)) if one.draft else one

    def _locate(self) -> Locate:
        return locator_for(self._database, self._plan.municipality_id, self._tools.clock, self._tools.geocoder_url).locate

    def _refused(self, examined: Examined, verdict: Verdict) -> RunReport:
        """Nothing of the feed is applied; every record counts as passed over, and a person is asked."""
        self._tally.counts = Counts(skipped=examined.census.listed)
        self._facts |= {"standing": examined.census.standing, "missing": examined.census.missing}
        return self._closed(sources.REFUSED, verdict.reason)

    def _concluded(self, examined: Examined, verdict: Verdict, validators: Validators, cursor: str | None) -> RunReport:
        """The last transaction: absences and retirements, the journal closed, and only now what the next run may begin from."""
        outcome = sources.PARTIAL if verdict.reason else sources.COMPLETE
        with self._database.reading() as session:
            likely = self._applying.likely_pairs(session)
        with self._log.transaction() as session:
            self._applying.propose(session, likely)
            if verdict.count_absences and examined.missing:
                self._applying.retire(session, examined.missing, verdict, forced=self._force)
            report = self._report(outcome, verdict.reason)
            self._log.close(session, report, self._facts)
            if outcome == sources.COMPLETE and self._log.run_id is not None and self._plan.source_id is not None:
                source = sources.source(session, self._plan.source_id)
                source.etag, source.last_modified, source.cursor = validators.etag, validators.last_modified, cursor
        return report

    def _failed(self, error: RunFailed) -> RunReport:
        """Nothing more is applied. What cannot even be put on record is closed as interrupted by the next run."""
        wish = error.retry_after_s if isinstance(error, FetchFailed) else None
        try:
            return self._closed(sources.FAILED, plain(error), retry_after_s=wish)
        except DatabaseUnavailable:
            return self._report(sources.FAILED, plain(error), retry_after_s=wish)

    def _closed(self, outcome: str, reason: str | None, *, retry_after_s: int | None = None) -> RunReport:
        report = self._report(outcome, reason, retry_after_s=retry_after_s)
        with self._log.transaction() as session:
            self._log.close(session, report, self._facts)
        return report

    def _report(self, outcome: str, reason: str | None, *, retry_after_s: int | None = None) -> RunReport:
        about_feed = (Problem("", "feed", plain(self._plan.location), reason),) if reason else ()
        return RunReport(
            run=self._log.run_id,
            outcome=outcome,
            counts=self._tally.counts.as_dict(),
            reason=reason,
            problems=(*about_feed, *self._tally.problems, *self._tally.passed_over)[:SHOWN_PROBLEMS],
            changes=tuple(self._tally.changes),
            unused_fields=self._unused_fields(),
            duration_s=time.monotonic() - self._started,
            retry_after_s=retry_after_s,
        )

    def _unused_fields(self) -> tuple[str, ...]:
        """The fields that nobody reads: of the whole feed if all of it was read, else what is left of the last time."""
        if self._passed_over or self._facts.get("status") == NOT_MODIFIED:
            return tuple(sorted(set(self._plan.unused_before) - self._notes.used))
        return self._notes.unused


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some records in the feed's order: what is stored of them, those that are settled, and those that are read."""

    known: dict[str, Listed]
    settled: list[Arrival]
    to_read: list[Arrival]

    def prepared(self, drafts: list[Drafted]) -> list[Prepared]:
        """The records that are read, with what they come to."""
        return [Prepared.of(one, self.known.get(one.key), found) for one, found in zip(self.to_read, drafts, strict=True)]

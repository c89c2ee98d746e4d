"""One run of a source: fetch → read → examine → normalise → match → upsert → retire → journal.

The whole feed is read to disk and judged before the catalog is touched. Then one transaction for each batch, so that a run which
is killed anywhere and run again leaves the catalog as if it had run once: what a batch committed is unchanged the second time.
Place look-ups and everything else that may wait on the network happen before a transaction begins, never inside one.
"""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from catalog.clock import oslo_day
from catalog.database import Database, Session
from catalog.errors import Conflict, DatabaseUnavailable, InvalidValue, KretsError, NotFound, Unavailable
from catalog.geo.locating import locator_for
from catalog.intake import UNCHANGED
from catalog.occurrences import horizon
from catalog.store import sources
from importers.contract import Context, Feed, Importer, Notes, check_options
from importers.errors import DiskFull, FetchFailed, RecordRejected, RunFailed, is_full_disk
from importers.examine import Examined, Standing
from importers.fetch import NOT_MODIFIED, Fetched, Fetcher, Validators
from importers.journal import Counts, OfferChange, Problem, RunLog, RunReport, Tally, plain
from importers.listing import Listing, read
from importers.normalise import SKIPPED, Locate, Places, Prepared, prepare, split
from importers.plan import OneOff, Plan, Tools, plan_of, plan_once
from importers.retire import GONE, Retirement, Verdict, judge
from importers.upsert import RETIRED, Items, Scope, Upsert, intake_for

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
        self._log = RunLog(database, plan.source_id, tools.clock, tools.fence, dry=dry_run)
        self._standing = Standing(database, plan.source_id, plan.expected)
        self._tally = Tally()
        self._notes = Notes()
        self._facts: dict[str, Any] = {"reading": plan.reading, "anew": plan.anew}
        self._passed_over = 0
        self._places = Places(self._locate)

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
        fetched = fetcher.fetch(self._plan.location, None if self._force else self._plan.validators)
        self._facts |= {
            "status": fetched.status,
            "size": fetched.size,
            "fetch_s": round(fetched.seconds, 3),
            "etag": fetched.validators.etag,
        }
        if fetched.not_modified:
            examined = self._standing.unmodified(importer, self._tally.counts)
            return self._concluded(examined, judge(examined.census, forced=self._force), self._next_validators(fetched, fetcher))
        listing = read(importer, self._feed(fetched, fetcher), folder / "records", self._on_record)
        self._note_feed(listing, fetcher)
        context = self._context()
        examined = self._standing.examine(importer, listing, context)
        verdict = judge(examined.census, forced=self._force)
        if not verdict.apply:
            return self._refused(examined, verdict)
        self._store(importer, listing, context, verdict)
        return self._concluded(examined, verdict, self._next_validators(fetched, fetcher))

    def _feed(self, fetched: Fetched, fetcher: Fetcher) -> Feed:
        def further(location: str) -> Feed:
            self._log.keep_alive()
            return self._feed(fetcher.further(location, fetched.location), fetcher)

        return Feed(
            path=fetched.path,
            location=fetched.location,
            now=self._now,
            horizon=horizon(oslo_day(self._now)),
            fetch=further,
            content_type=fetched.content_type,
            options=self._plan.options,
            language=self._plan.language,
            notes=self._notes,
        )

    def _context(self) -> Context:
        return Context(
            now=self._now,
            horizon=horizon(oslo_day(self._now)),
            categories_from_words=self._tools.categories_from_words,
            options=self._plan.options,
            language=self._plan.language,
            notes=self._notes,
        )

    def _on_record(self, count: int) -> None:
        if count % self._tools.batch == 0:
            self._log.keep_alive()
            self._tools.progress("read", count, None)

    def _note_feed(self, listing: Listing, fetcher: Fetcher) -> None:
        """What concerns the feed as a whole: its warnings, ids that came twice, how many pages it had."""
        self._facts |= {"listed": len(listing.keys), "pages": fetcher.pages + 1, "repeated": len(listing.repeated)}
        for warning in self._notes.take_warnings():
            self._tally.note(Problem("", plain(warning.field), plain(warning.value), plain(warning.reason)))
        for key in dict.fromkeys(listing.repeated):
            self._tally.note(Problem(key, "id", key, "the feed lists this id more than once; the first counts"))

    def _store(self, importer: Importer, listing: Listing, context: Context, verdict: Verdict) -> None:
        done, total = 0, len(listing.keys)
        for arrivals in listing.batches(self._tools.batch):
            known = self._standing.known(arrivals)
            settled, to_read = split(arrivals, known, anew=self._plan.anew)
            for one in settled:
                self._tally.counts.add(SKIPPED if known[one.key].outcome == SKIPPED else UNCHANGED)
            self._passed_over += len(settled)
            prepared = [self._with_place(prepare(importer, one, known.get(one.key), context)) for one in to_read]
            returning = [one.key for one in settled if known[one.key].absent_runs]
            if prepared or returning:
                self._apply(prepared, returning, verdict)
            done += len(arrivals)
            self._log.keep_alive()
            self._tools.progress("store", done, total)

    def _with_place(self, one: Prepared) -> Prepared:
        return replace(one, place=self._places.of(one.draft)) if one.draft else one

    def _locate(self) -> Locate:
        return locator_for(self._database, self._plan.municipality_id, self._tools.clock, self._tools.geocoder_url).locate

    def _apply(self, prepared: Sequence[Prepared], returning: Sequence[str], verdict: Verdict) -> None:
        """Stores one batch. One that the database or intake refuses is halved until the record that is to blame stands alone."""
        tally = Tally()
        try:
            with self._log.transaction() as session:
                Upsert(session, self._scope(session, verdict), tally, prepared, returning).store()
                so_far = Tally()
                so_far.absorb(self._tally)
                so_far.absorb(tally)
                self._log.progress(session, so_far.counts.as_dict())
        except (Conflict, Unavailable, NotFound):
            raise
        except Exception as error:
            if not prepared:
                raise
            self._apply_apart(prepared, returning, verdict, error)
        else:
            self._tally.absorb(tally)

    def _apply_apart(self, prepared: Sequence[Prepared], returning: Sequence[str], verdict: Verdict, error: Exception) -> None:
        if len(prepared) > 1:
            middle = len(prepared) // 2
            self._apply(prepared[:middle], returning, verdict)
            self._apply(prepared[middle:], (), verdict)
            return
        if prepared[0].problem is not None:
            raise error
        self._apply([_refused_record(prepared[0], error)], returning, verdict)

    def _scope(self, session: Session, verdict: Verdict) -> Scope:
        source_id = self._plan.source_id
        if source_id is None:
            passing = self._plan.passing_source()
            session.add(passing)
            session.flush()
            source_id = passing.id
        return Scope(self._plan.municipality_id, source_id, self._log.run_id, self._now, verdict.retire)

    def _refused(self, examined: Examined, verdict: Verdict) -> RunReport:
        """Nothing of the feed is applied; every record counts as passed over, and a person is asked."""
        self._tally.counts = Counts(skipped=examined.census.listed)
        self._facts |= {"standing": examined.census.standing, "missing": examined.census.missing}
        return self._closed(sources.REFUSED, verdict.reason)

    def _concluded(self, examined: Examined, verdict: Verdict, validators: Validators) -> RunReport:
        """The last transaction: absences and retirements, the journal closed, and only now what the server may be asked by."""
        outcome = sources.PARTIAL if verdict.reason else sources.COMPLETE
        with self._log.transaction() as session:
            if verdict.count_absences and examined.missing:
                self._retire(session, examined.missing, verdict)
            report = self._report(outcome, verdict.reason)
            self._log.close(session, report, self._facts)
            if outcome == sources.COMPLETE and self._log.run_id is not None and self._plan.source_id is not None:
                source = sources.source(session, self._plan.source_id)
                source.etag, source.last_modified = validators.etag, validators.last_modified
        return report

    def _retire(self, session: Session, missing: Sequence[str], verdict: Verdict) -> None:
        scope = self._scope(session, verdict)
        rows = list(sources.records(session, scope.source_id, missing).values())
        backed = sources.backed_elsewhere(session, scope.source_id, {row.offer_id for row in rows if row.offer_id is not None})
        items = Items(session, scope.run_id)
        for row in Retirement(intake_for(session, scope), self._now, verdict, forced=self._force).apply(rows, backed):
            self._tally.counts.add(RETIRED)
            items.add(RETIRED, row.offer_id, Problem(row.record_id, reason=GONE))
            self._tally.keep(OfferChange(row.record_id, RETIRED, row.offer_id))

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
            problems=(*about_feed, *self._tally.problems),
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

    def _next_validators(self, fetched: Fetched, fetcher: Fetcher) -> Validators:
        """What the server may be asked by next time; of a feed in pages the first says nothing about the others."""
        if fetcher.pages:
            return Validators()
        return self._plan.validators if fetched.not_modified else fetched.validators


def _refused_record(one: Prepared, error: Exception) -> Prepared:
    """A record that intake or the database would not take, as a rejected one."""
    if isinstance(error, InvalidValue):
        problem = RecordRejected(error.field, error.value, error.reason)
    else:
        problem = RecordRejected("record", one.arrival.position, f"it could not be stored ({type(error).__name__})")
    return replace(one, draft=None, place=None, problem=problem)

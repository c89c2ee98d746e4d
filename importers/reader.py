"""A run's way to its reader: the feed read, its records drafted, in another process; whatever that process dies of, the run goes on.

A record whose draft costs the reader its life (too much computing, memory or silence, a crash) is rejected in plain words, and a
fresh reader goes on with the next; a file that does so while it is read fails the run. A reader that was killed from outside is no
word against the record: it is drafted once more. After so many such losses (`Limits.lost_records`) the feed is given up.
"""

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from importers.contract import Notes
from importers.drafting import Drafted, Refusal
from importers.errors import RunFailed, TooMuch
from importers.fetch import Fetched
from importers.listing import Arrival, Listing
from importers.worker.messages import AllDrafted, Assigned, Assignment, Draft, Noticed, Read, ReadWhole
from importers.worker.pool import Workers
from importers.worker.process import Questions, Worker, WorkerLost
from importers.worker.wire import PROTOCOL


class Reader:
    """Reads and drafts for one run. `questions` of the reader are answered here; `waiting` is called every second meanwhile."""

    def __init__(self, workers: Workers, assignment: Assignment, questions: Questions, waiting: Callable[[], None]) -> None:
        self._workers = workers
        self._assigned = Assigned(pickle.dumps(assignment, PROTOCOL))
        self._questions = questions
        self._waiting = waiting
        self._worker: Worker | None = None
        self._drafting: _Batch | None = None
        self._guilty: dict[tuple[str, str], Refusal] = {}
        self._killed: set[str] = set()
        self._losses = 0

    def __enter__(self) -> Self:
        """Nothing is started yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Gives the reader back, or ends it when the run failed."""
        worker, self._worker = self._worker, None
        if worker and kind is None and self._drafting is None:
            self._workers.give_back(worker)
        elif worker:
            worker.end()

    def read(self, fetched: Fetched, into: Path, notes: Notes, *, cursor: str | None, tick: int, told: Callable[[int], None]) -> Listing:
        """The whole feed as a listing at `into`; `told` hears every `tick`-th record. Raises `RunFailed` and its kinds."""
        asked = Read(fetched.path.absolute(), into, fetched.location, fetched.content_type, cursor, tick)
        try:
            worker = self._ready()
            worker.say(asked)
            found = worker.answer(ReadWhole, self._questions, told, self._waiting)
        except WorkerLost as lost:
            self._drop()
            raise _failure_of_a_file(lost) from lost
        _merge(notes, found.noticed)
        notes.rows, notes.doubled = found.noticed.rows, found.noticed.doubled
        notes.cursor, notes.whole = found.noticed.cursor, found.noticed.whole
        return Listing(into, found.keys, found.repeated, found.ending, found.ending_reason)

    def start(self, arrivals: Sequence[Arrival], notes: Notes) -> None:
        """Begins to draft these records, and returns at once; `collect` what they come to before the next are started."""
        batch = _Batch([self._refused(one) for one in arrivals], arrivals, notes)
        self._drafting = batch
        if batch.asked:
            try:
                self._ready().say(Draft(batch.asked, notes.meetings))
            except WorkerLost as lost:
                batch.lost = lost

    def collect(self) -> list[Drafted]:
        """What the records that were started come to, in their order. Raises `RunFailed` and its kinds."""
        batch, self._drafting = self._drafting, None
        if batch is None:
            return []
        found = iter(self._awaited(batch))
        return [settled or next(found) for settled in batch.settled]

    def drafts(self, arrivals: Sequence[Arrival], notes: Notes) -> list[Drafted]:
        """What these records come to, waited for."""
        self.start(arrivals, notes)
        return self.collect()

    def _refused(self, one: Arrival) -> Drafted | None:
        """What a record comes to that no format need look at: it could not be read, or has cost a reader its life in this run."""
        refusal = Refusal.of(one.problem) if one.problem else self._guilty.get((one.key, one.content_hash))
        return Drafted(refusal=refusal) if refusal else None

    def _awaited(self, batch: "_Batch") -> list[Drafted]:
        if not batch.asked:
            return []
        try:
            if batch.lost:
                raise batch.lost
            return self._answer(batch.notes)
        except WorkerLost as lost:
            return self._after(lost, batch.asked, batch.notes)

    def _drafted(self, arrivals: list[Arrival], notes: Notes) -> list[Drafted]:
        if not arrivals:
            return []
        try:
            self._ready().say(Draft(arrivals, notes.meetings))
            return self._answer(notes)
        except WorkerLost as lost:
            return self._after(lost, arrivals, notes)

    def _after(self, lost: WorkerLost, arrivals: list[Arrival], notes: Notes) -> list[Drafted]:
        """The records again by a fresh reader, but for the one that cost the last its life."""
        self._drop()
        self._losses += 1
        if self._losses > self._workers.limits.lost_records:
            raise TooMuch(f"more than {self._workers.limits.lost_records} records of this feed cost their reader its life; last: {lost}")
        if lost.step < 1 and lost.kind != WorkerLost.KILLED:
            raise RunFailed(f"the reader of this feed cannot work: {lost}")
        at = max(lost.step, 1) - 1
        guilty = arrivals[at]
        if lost.kind == WorkerLost.KILLED and guilty.key not in self._killed:
            self._killed.add(guilty.key)
            return self._drafted(arrivals, notes)
        refusal = Refusal("record", guilty.position, f"reading it took {lost}" if lost.kind in WorkerLost.MEASURED else f"{lost}")
        self._guilty[guilty.key, guilty.content_hash] = refusal
        return [*self._drafted(arrivals[:at], notes), Drafted(refusal=refusal), *self._drafted(arrivals[at + 1 :], notes)]

    def _answer(self, notes: Notes) -> list[Drafted]:
        found = self._ready().answer(AllDrafted, self._questions, _unheard, self._waiting)
        _merge(notes, found.noticed)
        if found.overfull:
            self._drop()
        return found.drafts

    def _ready(self) -> Worker:
        if self._worker is None:
            self._worker = self._workers.borrow()
            self._worker.say(self._assigned)
        return self._worker

    def _drop(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _Batch:
    """Records whose drafts are waited for: what is settled of them already, and those that were asked for."""

    def __init__(self, settled: list[Drafted | None], arrivals: Sequence[Arrival], notes: Notes) -> None:
        self.settled = settled
        self.asked = [one for one, known in zip(arrivals, settled, strict=True) if known is None]
        self.notes = notes
        self.lost: WorkerLost | None = None


def _merge(notes: Notes, noticed: Noticed) -> None:
    notes.seen |= noticed.seen
    notes.used |= noticed.used
    notes.warnings += noticed.warnings
    notes.meetings = noticed.meetings


def _failure_of_a_file(lost: WorkerLost) -> RunFailed:
    if lost.kind in WorkerLost.MEASURED:
        return TooMuch(f"reading this file took {lost}")
    return RunFailed(f"this file could not be read to its end: {lost}")


def _unheard(_count: int) -> None:
    """Drafts come together."""

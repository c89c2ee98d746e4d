"""`krets jobs`: what runs by the clock. One process leads, by a lease in the database; a second one beside it stays idle.

APScheduler only ticks, in memory and in UTC; what is due stands in the database. The index is kept in step with the outbox every
second on every machine; due sources, mails and the upkeep of dates are the leading process's alone.
"""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Thread
from typing import Self

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from catalog.changes import prune_changes
from catalog.clock import oslo_day
from catalog.database import Session
from catalog.demand import forget_demand
from catalog.errors import KretsError
from catalog.form_limits import forget_uses
from catalog.leases import Held, LeaseHeld, StaleLease, acquire, check, release
from catalog.mail import forget
from catalog.reports import forget_reports
from catalog.store.municipalities import municipalities
from catalog.subscriptions import forget_unconfirmed
from catalog.upkeep import grow_calendar, notice_silent_sources, offers_with_dates, roll_dates
from importers.plan import Tools, tools_from
from importers.schedule import SourceSchedule
from web.context import Krets
from web.leading import LEASE, LEASE_TTL
from web.mail.doors import door_from
from web.mail.notices import Notices
from web.mail.posting import Post
from web.mail.subscribers import write_round

FIRST_UPKEEP_AFTER = timedelta(seconds=30)
OUTBOX_KEPT = timedelta(days=30)
log = structlog.get_logger("krets.jobs")


@dataclass(frozen=True, slots=True)
class Pace:
    """How often each job looks whether there is something to do, in seconds of the machine, whatever the clock says.

    At most `web.mail.posting.AT_ONCE` mails leave each time: with these numbers, one a second.
    """

    index_s: float = 1
    lead_s: float = 10
    mail_s: float = 5
    upkeep_s: float = 3600
    letters_s: float = 600


@dataclass(slots=True)
class Leadership:
    """Whether this process leads; taken or renewed by every tick, checked in every transaction of the upkeep."""

    krets: Krets
    holder: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    held: Held | None = None

    def lead(self) -> bool:
        """Takes or keeps the lease; says whether this process leads."""
        before = self.held
        try:
            with self.krets.database.transaction() as session:
                self.held = acquire(session, LEASE, self.holder, now=self.krets.clock.now(), ttl=LEASE_TTL)
        except LeaseHeld as other:
            self.held = None
            if before is not None:
                log.warning("leadership lost", holder=other.holder)
            return False
        if before is None:
            log.info("leading", holder=self.holder, epoch=self.held.epoch)
        return True

    def check(self, session: Session) -> None:
        """Raises `StaleLease` when another process has taken over."""
        if self.held is not None:
            check(session, self.held)

    def fence(self) -> Callable[[Session], None]:
        """A check that this process still leads as it does now: what was started before a loss is stopped also when it leads again."""
        held = self.held
        if held is None:
            raise StaleLease(LEASE)
        return lambda session: check(session, held)

    def write(self, work: Callable[[Session], int]) -> int:
        """Does a piece of work in a transaction of its own, under the lease."""
        with self.krets.database.transaction() as session:
            self.check(session)
            return work(session)

    def give_up(self) -> None:
        """Lets another process lead at once."""
        if self.held is not None:
            with self.krets.database.transaction() as session:
                release(session, self.held, now=self.krets.clock.now())
            self.held = None


def keep_up(krets: Krets, leadership: Leadership) -> dict[str, int]:
    """Rolls dates and calendars forward, notices silent sources, drops what is kept no longer; returns what was done."""
    now = krets.clock.now()
    with krets.database.reading() as session:
        work = {place.id: offers_with_dates(session, place.id) for place in municipalities(session)}
    done = {"holidays": 0, "offers": 0, "silenced": 0, "dropped": 0, "forgotten": 0}
    for place_id, chunks in work.items():
        done["holidays"] += leadership.write(partial(grow_calendar, municipality_id=place_id, now=now))
        done["silenced"] += leadership.write(partial(notice_silent_sources, municipality_id=place_id, now=now))
        for chunk in chunks:
            done["offers"] += leadership.write(partial(roll_dates, municipality_id=place_id, offer_ids=chunk, now=now))
    done["dropped"] = leadership.write(partial(prune_changes, before=now - OUTBOX_KEPT))
    for forgetting in (forget, forget_demand, forget_unconfirmed):
        done["forgotten"] += leadership.write(partial(forgetting, now=now))
    for forgetting_days in (forget_uses, forget_reports):
        done["forgotten"] += leadership.write(partial(forgetting_days, day=oslo_day(now)))
    return done


class Jobs:
    """The jobs of one process, from `__enter__` to `__exit__`. `seconds` is a clock that nobody can move."""

    def __init__(self, krets: Krets, pace: Pace = Pace(), seconds: Callable[[], float] = time.monotonic) -> None:
        self._krets = krets
        self._pace = pace
        self._leadership = Leadership(krets)
        self._stop = Event()
        self._sources = SourceSchedule(krets.database, krets.clock, Notices(krets).source_in_trouble, seconds=seconds)
        self._post = Post(krets, door_from(krets.settings))
        self._index = Thread(target=self._follow_index, name="index", daemon=True)
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None})

    def __enter__(self) -> Self:
        """Starts them."""
        self._index.start()
        at_once = datetime.now(UTC)
        for job, every_s, first in (
            (self._tick, self._pace.lead_s, at_once),
            (self._send_mails, self._pace.mail_s, at_once + timedelta(seconds=self._pace.mail_s)),
            (self._keep_up, self._pace.upkeep_s, at_once + FIRST_UPKEEP_AFTER),
            (self._write_letters, self._pace.letters_s, at_once + timedelta(seconds=self._pace.mail_s)),
        ):
            self._scheduler.add_job(job, "interval", seconds=every_s, next_run_time=first)
        self._scheduler.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stops them; what runs is let to its end."""
        self._stop.set()
        self._scheduler.shutdown(wait=True)
        self._sources.close()
        self._index.join()
        self._leadership.give_up()

    def _follow_index(self) -> None:
        self._krets.syncing.follow(self._stop, self._pace.index_s, lambda problem: log.warning("index", problem=str(problem)))

    def _tick(self) -> None:
        with _told("sources"):
            if self._leadership.lead():
                self._sources.start_due(self._tools())

    def _tools(self) -> Tools:
        return tools_from(self._krets.settings, self._krets.clock, fence=self._leadership.fence())

    def _send_mails(self) -> None:
        with _told("mail"):
            if self._leadership.held is not None:
                self._post.send_due(self._leadership.fence(), stopped=self._stop.is_set)

    def _write_letters(self) -> None:
        with _told("letters"):
            if self._leadership.held is not None:
                done = write_round(self._krets, self._leadership.write)
                if any(done.values()):
                    log.info("letters", **done)

    def _keep_up(self) -> None:
        with _told("upkeep"):
            if self._leadership.lead():
                log.info("upkeep", **keep_up(self._krets, self._leadership))


@contextmanager
def _told(what: str) -> Iterator[None]:
    """A job that fails says so in the log, and is tried again at its next time."""
    try:
        yield
    except KretsError as error:
        log.warning(what, problem=str(error))

"""How the installation stands: does the database answer, is there anything to find, is each index whole and in step, do the jobs run.

Looks and never mends. `/readyz` says it in words, `/metrics` in numbers.
"""

from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask

from catalog.contacts import coordinator_email
from catalog.database import Session
from catalog.errors import DatabaseUnavailable, IndexUnavailable, InvalidValue
from catalog.migrations import is_current
from catalog.model import Municipality
from catalog.store.mails import MailQueue, mail_queue
from catalog.store.state import PlaceState, lease, place_states, scheduled_places, waiting_changes
from web.bounded import Bounded
from web.context import Krets
from web.leading import LEASE, silent_since

ANSWER_WITHIN_S = 3.0
LAG_ALLOWED_S = 10.0
"""The index is drained every second; a change that waits for longer than this is not being drained."""


@dataclass(frozen=True, slots=True)
class IndexStanding:
    """One municipality's index: how far it has drained the outbox (None: it cannot be read, `problem` says why).

    `nbytes` is the memory that searching it takes in this process.
    """

    slug: str
    has_offers: bool
    newest_change: int
    drained: int | None
    waiting: int = 0
    waiting_for_s: float = 0.0
    problem: str | None = None
    nbytes: int = 0

    @property
    def in_step(self) -> bool:
        """Whether a search here finds what the database holds, or will in a moment."""
        return self.problem is None and self.drained is not None and self.waiting_for_s <= LAG_ALLOWED_S


@dataclass(frozen=True, slots=True)
class JobsStanding:
    """The background jobs: whether any process ever led, since when none has (None: one does), which municipalities have nobody to tell."""

    ever_led: bool = False
    silent_since: datetime | None = None
    nobody_told_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole installation; `database_problem` None where the database answers and is migrated."""

    database_problem: str | None
    places: tuple[IndexStanding, ...] = ()
    jobs: JobsStanding = field(default_factory=JobsStanding)
    mail: MailQueue = field(default_factory=MailQueue)
    mail_late_s: float = 0.0


def watch(app: Flask, krets: Krets) -> None:
    """Lets the application be asked how it stands."""
    app.extensions["krets.standing"] = Bounded(lambda: standing(krets), within_s=ANSWER_WITHIN_S)


def standing_of(app: Flask) -> Standing:
    """How the application's installation stands. Raises TimeoutError when that cannot be told in time."""
    bounded: Bounded[Standing] = app.extensions["krets.standing"]
    return bounded.result()


def standing(krets: Krets) -> Standing:
    """How the installation stands now; takes as long as the database takes."""
    try:
        krets.database.ping()
        if not is_current(krets.database):
            return Standing("the database is not migrated; run `krets db upgrade`")
        with krets.database.reading() as session:
            queue = mail_queue(session)
            places = tuple(_index(krets, session, place) for place in place_states(session))
            return Standing(None, places, _jobs(krets, session), queue, _seconds(queue.oldest_due, krets.clock.now()))
    except DatabaseUnavailable as problem:
        return Standing(str(problem))


def _jobs(krets: Krets, session: Session) -> JobsStanding:
    found = lease(session, LEASE)
    untold = () if krets.settings.operator_email else tuple(each.slug for each in scheduled_places(session) if not _has_coordinator(each))
    return JobsStanding(found is not None, silent_since(found, krets.clock.now()), untold)


def _has_coordinator(municipality: Municipality) -> bool:
    try:
        return coordinator_email(municipality) is not None
    except InvalidValue:
        return False


def _index(krets: Krets, session: Session, place: PlaceState) -> IndexStanding:
    try:
        generation = krets.indexes.generation(place.municipality_id)
    except IndexUnavailable as problem:
        return IndexStanding(place.slug, place.has_offers, place.newest_change, None, problem=str(problem))
    drained = generation.cursor
    waiting, oldest = waiting_changes(session, place.municipality_id, drained)
    return IndexStanding(
        place.slug,
        place.has_offers,
        place.newest_change,
        drained,
        waiting,
        _seconds(oldest, krets.clock.now()),
        _ahead(drained, place.newest_change),
        generation.nbytes(),
    )


def _seconds(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def _ahead(drained: int, newest: int) -> str | None:
    if drained <= newest:
        return None
    return f"the index has drained change {drained} of a database that ends at {newest}; it is of another database and will be rebuilt"

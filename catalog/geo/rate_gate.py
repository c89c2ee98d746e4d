"""Turns to ask an outside service, shared by every process of the installation through one row of the database.

A turn is taken in a short transaction of its own, then waited for outside it, so nobody holds the database while waiting. The
step is a little over a second, since a process that wakes late must not come closer than a second to the next one.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from catalog.clock import Clock
from catalog.database import Database, Session
from catalog.errors import GeocoderUnavailable
from catalog.model import RateGate

STEP = timedelta(seconds=1.1)
LONGEST_WAIT = timedelta(seconds=120)


class Turnstile:
    """One turn after another to the service of this name, at least `step` apart over all processes."""

    def __init__(
        self, database: Database, name: str, clock: Clock, *, step: timedelta = STEP, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._database = database
        self._name = name
        self._clock = clock
        self._step = step
        self._sleep = sleep

    def wait(self) -> None:
        """Returns when it is this caller's turn. Raises GeocoderUnavailable when that is more than two minutes away."""
        turn = self._take()
        pause = (turn - self._clock.now()).total_seconds()
        if pause > 0:
            self._sleep(pause)

    def postpone(self, seconds: float) -> None:
        """Nobody gets a turn before this many seconds from now (the service asked for a pause)."""
        with self._database.transaction() as session:
            row = self._row(session)
            row.next_at = max(row.next_at, self._clock.now() + timedelta(seconds=seconds))

    def _take(self) -> datetime:
        with self._database.transaction() as session:
            row = self._row(session)
            now = self._clock.now()
            turn = max(row.next_at, now)
            if turn - now > LONGEST_WAIT:
                raise GeocoderUnavailable(f"{self._name}: the next turn is {(turn - now).total_seconds():.0f} s away")
            row.next_at = turn + self._step
            return turn

    def _row(self, session: Session) -> RateGate:
        """The gate's row, locked until the transaction ends; made by whoever comes first."""
        locked = select(RateGate).where(RateGate.name == self._name).with_for_update()
        row = session.scalars(locked).one_or_none()
        if row is None:
            try:
                with session.begin_nested():
                    session.add(RateGate(name=self._name, next_at=self._clock.now()))
            except IntegrityError:
                session.expire_all()
            row = session.scalars(locked).one()
        return row

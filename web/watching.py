"""Web processes watch the background jobs: while no process leads, they mail the operator. They start no job and run no source.

Jobs that are dead cannot mail that they are, so whoever is alive does it: each web process looks once a minute, and the mail's key
lets only one of them ask for it. It leaves at once, past the queue's other mails, which wait for the jobs.
"""

from threading import Event, Thread

import structlog

from catalog.errors import KretsError
from catalog.store.state import lease
from web.context import Krets
from web.leading import LEASE, silent_since
from web.mail.doors import Door, door_from
from web.mail.notices import Notices
from web.mail.posting import Post

LOOK_EVERY_S = 60.0
log = structlog.get_logger("krets.watch")


class JobsWatch:
    """Looks whether some process leads."""

    def __init__(self, krets: Krets, door: Door | None = None) -> None:
        self._krets = krets
        self._post = Post(krets, door or door_from(krets.settings))

    def start(self) -> None:
        """Looks now and then for as long as the process lives."""
        Thread(target=self._look_for_ever, name="jobs watch", daemon=True).start()

    def look(self) -> bool:
        """Looks once; whether a mail to the operator has left for it."""
        with self._krets.database.reading() as session:
            if silent_since(lease(session, LEASE), self._krets.clock.now()) is None:
                return False
        with self._krets.database.transaction() as session:
            found = lease(session, LEASE)
            since = silent_since(found, self._krets.clock.now())
            asked = Notices(self._krets).jobs_silent(session, found, since) if found and since else None
        return asked is not None and self._post.send_one(asked)

    def _look_for_ever(self) -> None:
        stop = Event()
        while not stop.wait(LOOK_EVERY_S):
            try:
                self.look()
            except KretsError as problem:
                log.warning("the background jobs could not be looked at", problem=str(problem))

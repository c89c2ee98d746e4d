"""Sends what waits in the queue, one mail at a time: claimed in a transaction, handed over outside of any, marked in another.

Whoever sends must lead (`web.jobs`); the claim's transaction checks it. At most `AT_ONCE` mails go each time, so that a full queue
leaves at a steady pace, and after a mail that could not go for now the rest waits for the next time: the server is likely the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from catalog.database import Session
from catalog.mail import Claimed, claim, mark_failed, mark_given_up, mark_sent
from web.context import Krets
from web.mail.doors import Door, NotNow, Refused
from web.mail.messages import Sender, message_from

AT_ONCE = 5
log = structlog.get_logger("krets.mail")

Fence = Callable[[Session], None]


@dataclass(frozen=True, slots=True)
class Post:
    """The way from the queue to a door."""

    krets: Krets
    door: Door

    def send_due(self, fence: Fence, *, stopped: Callable[[], bool] = lambda: False) -> int:
        """Sends what is due, at most `AT_ONCE`; returns how many went."""
        for sent in range(AT_ONCE):
            if stopped() or not self._send_next(fence, None):
                return sent
        return AT_ONCE

    def send_one(self, mail_id: int, fence: Fence = lambda _: None) -> bool:
        """Sends the mail with the id if it is due; whether it went."""
        return self._send_next(fence, mail_id)

    def _send_next(self, fence: Fence, mail_id: int | None) -> bool:
        with self.krets.database.transaction() as session:
            fence(session)
            mail = claim(session, now=self.krets.clock.now(), mail_id=mail_id)
        return mail is not None and self._sent(mail)

    def _sent(self, mail: Claimed) -> bool:
        try:
            self.door.send(message_from(mail, Sender.of(self.krets.settings)), mail.recipient)
        except (Refused, ValueError) as error:
            self._give_up(mail, str(error))
            return True
        except NotNow as error:
            self._put_off(mail, str(error))
            return False
        with self.krets.database.transaction() as session:
            mark_sent(session, mail, now=self.krets.clock.now())
        log.info("mail sent", mail=mail.id, attempt=mail.attempt)
        return True

    def _give_up(self, mail: Claimed, reason: str) -> None:
        with self.krets.database.transaction() as session:
            mark_given_up(session, mail, reason)
        log.error("mail refused for good", mail=mail.id, reason=reason, advice=f"`krets mail retry {mail.id}` tries it again")

    def _put_off(self, mail: Claimed, reason: str) -> None:
        with self.krets.database.transaction() as session:
            again = mark_failed(session, mail, reason, now=self.krets.clock.now())
        until = again.isoformat(timespec="seconds") if again else "never"
        log.warning("mail not sent", mail=mail.id, attempt=mail.attempt, reason=reason, again=until)

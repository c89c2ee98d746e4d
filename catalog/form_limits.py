"""How often a form may be sent in a day: by address of mail, by network and in the whole installation; counted in the database.

What is counted stands in the database only as a keyed hash whose key changes every day, and for that day only. A count is taken in
the caller's transaction, so that a form that fails to be stored is not counted. Limits hold across processes and machines.
"""

import hmac
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite

from catalog.database import Session
from catalog.model import FormUse

NETWORK_V4, NETWORK_V6 = 24, 64


@dataclass(frozen=True, slots=True)
class Limit:
    """So many `times` a day for one `subject` of a `scope` ("mail to an address", "reports from a network")."""

    scope: str
    subject: str
    times: int


@dataclass(frozen=True, slots=True)
class FormLimits:
    """Counts by the installation's secret."""

    secret: str = field(repr=False)

    def exceeded(self, session: Session, limits: Sequence[Limit], day: date) -> Limit | None:
        """Counts one use of all of them; the first that is thereby exceeded, None where all hold."""
        for limit in limits:
            if _counted(session, day, self._key(limit, day)) > limit.times:
                return limit
        return None

    def _key(self, limit: Limit, day: date) -> str:
        daily = hmac.new(self.secret.encode(), f"forms of {day.isoformat()}".encode(), sha256).digest()
        return hmac.new(daily, f"{limit.scope}\n{limit.subject}".encode(), sha256).hexdigest()


def network_of(address: str | None) -> str | None:
    """The network that an address of the internet belongs to: /24, or /64 in version 6; None where none of it can be told.

    An address of this machine or of a private network is that of a proxy in front, not of who asks.
    """
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_loopback or found.is_private:
        return None
    return str(ipaddress.ip_network((found, NETWORK_V4 if found.version == 4 else NETWORK_V6), strict=False))


def forget_uses(session: Session, *, day: date) -> int:
    """Deletes the counts of the days before; returns how many."""
    return session.execute(delete(FormUse).where(FormUse.day < day)).rowcount  # type: ignore[attr-defined,no-any-return]  # a cursor result


def _counted(session: Session, day: date, key: str) -> int:
    """Adds one to a count and returns it; two at once are two."""
    table: Table = FormUse.__table__  # type: ignore[assignment]  # declared as the wider FromClause
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(table).values(day=day, key=key, times=1)
    adding = insert.on_conflict_do_update(index_elements=list(table.primary_key), set_={"times": table.c.times + 1})
    return int(session.execute(adding.returning(table.c.times)).scalar_one())

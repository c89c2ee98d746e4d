"""A municipality's coordinator: named, changed, taken off; what cannot be an address is refused."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from catalog.audit import SYSTEM
from catalog.contacts import coordinator_email, set_coordinator_email
from catalog.database import Database
from catalog.errors import InvalidValue
from catalog.founding import add_municipality
from catalog.model import AuditEvent

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)


def test_a_coordinator_is_named_changed_and_taken_off_and_the_journal_keeps_no_address(database: Database) -> None:
    with database.transaction() as session:
        lier = add_municipality(session, "3312", "Lier", "lier", actor=SYSTEM, now=NOW)
        lier.settings = {"hide_after_days": 400}
        assert coordinator_email(lier) is None
        for address in ("Anne@LIER.no", "per@lier.no", "per@lier.no", None):
            set_coordinator_email(session, lier, address, actor=SYSTEM, now=NOW)
            session.flush()
            assert coordinator_email(lier) == (address and address.replace("LIER", "lier"))
        assert lier.settings == {"hide_after_days": 400}
        events = list(session.scalars(select(AuditEvent).where(AuditEvent.action == "set").order_by(AuditEvent.id)))
        assert [(each.before, each.after) for each in events] == [
            ({"coordinator_email": before}, {"coordinator_email": after})
            for before, after in ((None, "named"), ("named", "named"), ("named", None))
        ]


def test_an_address_in_the_settings_that_cannot_be_one_is_told(database: Database) -> None:
    with database.transaction() as session:
        lier = add_municipality(session, "3312", "Lier", "lier", actor=SYSTEM, now=NOW)
        with pytest.raises(InvalidValue):
            set_coordinator_email(session, lier, "anne", actor=SYSTEM, now=NOW)
        lier.settings = {"coordinator_email": "anne"}
        with pytest.raises(InvalidValue, match="coordinator_email"):
            coordinator_email(lier)

"""Whom Krets writes to in a municipality: the coordinator, whose address is among its settings. It is shown to nobody."""

from datetime import datetime

from catalog.audit import Actor, Subject, record_event
from catalog.database import Session
from catalog.mail_address import mail_address
from catalog.model import Municipality

COORDINATOR = "coordinator_email"


def coordinator_email(municipality: Municipality) -> str | None:
    """Where the municipality's coordinator is written to; None where nobody is named. Raises `InvalidValue` for what cannot be one."""
    stored = municipality.settings.get(COORDINATOR)
    return mail_address(str(stored), COORDINATOR) if stored else None


def set_coordinator_email(session: Session, municipality: Municipality, address: str | None, *, actor: Actor, now: datetime) -> None:
    """Names the coordinator's address, or with None that there is none; raises `InvalidValue`. The journal does not keep addresses."""
    settings = {name: value for name, value in municipality.settings.items() if name != COORDINATOR}
    if address is not None:
        settings[COORDINATOR] = mail_address(address, COORDINATOR)
    if settings == municipality.settings:
        return
    known = ("named" if COORDINATOR in municipality.settings else None, "named" if COORDINATOR in settings else None)
    municipality.settings = settings
    record_event(session, actor, "set", Subject("municipality", municipality.id, municipality.id), now, {COORDINATOR: known})

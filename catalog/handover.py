"""Who leads an offer that several records stand for: the first source that lists it, until it does so no longer.

The leader writes the offer's fields, the others fill in (`catalog.ownership`). When the leader is given up the next takes over
and is read anew; a former leader that comes back is then the second, and does not take the offer back by itself.
"""

from collections.abc import Iterable

from catalog.audit import Subject, record_event
from catalog.changes import record_changes
from catalog.database import Session
from catalog.merging import Moment
from catalog.model import ImportRecord, Offer
from catalog.store.matches import read_anew, records_of


def hand_over(session: Session, given_up: Iterable[ImportRecord], moment: Moment) -> None:
    """For records whose source has given them up: whoever still lists their offers leads from now on."""
    for record in given_up:
        if record.offer_id is None or record.retired_at is None:
            continue
        offer = session.get_one(Offer, record.offer_id)
        living = [row for row in records_of(session, offer.id, living=True) if row.id != record.id]
        if offer.source_id != record.source_id or not living:
            continue
        same = [row for row in living if row.source_id == record.source_id]
        if same:
            read_anew(session, same[:1])
        else:
            take_lead(session, offer, living[0].source_id, moment)
            read_anew(session, [row for row in living if row.source_id == living[0].source_id])


def take_lead(session: Session, offer: Offer, source_id: int, moment: Moment) -> None:
    """This source leads the offer from now on."""
    before, offer.source_id = offer.source_id, source_id
    offer.version += 1
    offer.updated_at = moment.now
    session.flush()
    record_changes(session, offer.municipality_id, [offer.id], moment.now)
    subject = Subject("offer", offer.id, offer.municipality_id)
    record_event(session, moment.actor, "hand-over", subject, moment.now, {"source": (before, source_id)})

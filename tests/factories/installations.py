"""A whole installation in a folder: database, index and what `web.context` opens, filled through the one write path."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog.audit import feed_actor
from catalog.clock import Clock, oslo_day
from catalog.drafts import OfferDraft
from catalog.intake import Intake
from catalog.migrations import upgrade
from catalog.model import Municipality
from catalog.settings import settings_from
from catalog.store.municipalities import municipality, school_calendar
from catalog.store.sources import sources
from tests.factories.places import found_place, located
from web.context import Krets, open_krets

SECRET = "not-a-secret-but-long-enough-for-tests"


@contextmanager
def installation(folder: Path, clock: Clock, **settings: str) -> Iterator[Krets]:
    """An opened installation whose database is migrated and empty; `settings` by the end of their names, in lower case."""
    given = {f"KRETS_{name.upper()}": value for name, value in settings.items()}
    with open_krets(settings_from({"KRETS_DATA_DIR": str(folder), "KRETS_SECRET_KEY": SECRET, **given}), clock) as opened:
        upgrade(opened.database)
        yield opened


def fill(krets: Krets, drafts: Iterable[OfferDraft], *, slug: str = "lier", number: str = "3312") -> list[int]:
    """Founds a municipality, receives the drafts from its one source and brings its index in step; returns the offers' ids."""
    with krets.database.transaction() as session:
        found_place(session, krets.clock.now(), slug=slug, number=number)
    ids = receive(krets, drafts, slug=slug)
    krets.syncing.sync_all()
    return ids


def receive(krets: Krets, drafts: Iterable[OfferDraft], *, slug: str = "lier") -> list[int]:
    """Receives drafts from the municipality's source; the index is not told."""
    now = krets.clock.now()
    with krets.database.transaction() as session:
        place = municipality(session, slug)
        source = sources(session, place.id)[0].id
        intake = Intake(session, place, actor=feed_actor(source), now=now, calendar=school_calendar(place), source_id=source)
        found = [(draft, draft.venue.point if draft.venue else None) for draft in drafts]
        return [
            intake.receive(draft, place=located(session, place, point, oslo_day(now)) if point else None).offer_id for draft, point in found
        ]


def municipality_id(krets: Krets, slug: str = "lier") -> int:
    """The id of a municipality."""
    with krets.database.reading() as session:
        found: Municipality = municipality(session, slug)
        return found.id

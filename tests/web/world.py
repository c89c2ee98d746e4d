"""A small Lier with districts, a school and a source, served by the real application over the test's own database; for page tests.

Offers enter through `Intake`, as everywhere. The search index is drained only where a test calls `drain`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from catalog.audit import feed_actor
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.drafts import OfferDraft
from catalog.intake import Intake
from catalog.located import Located
from catalog.model import Municipality, Offer, School, SchoolDistrict, SchoolHoliday, Source
from catalog.school_year import holidays_from_rules
from catalog.settings import Settings
from catalog.store.municipalities import school_calendar
from catalog.terms import Level, PointQuality
from catalog.values import Point
from web.app import create_app
from web.context import Krets, open_krets

BASE = "https://krets.example"
HALLINGSTAD, EGGE = 1, 2
AT_SCHOOL = Located(Point(59.8412, 10.2331), PointQuality.EXACT, "test", districts={Level.PRIMARY: HALLINGSTAD})
IN_EGGE = Located(Point(59.7801, 10.2702), PointQuality.STREET, "test", districts={Level.PRIMARY: EGGE})


@dataclass(frozen=True, slots=True)
class World:
    """The installation, a browser without JavaScript, and the clock to turn."""

    krets: Krets
    client: FlaskClient
    clock: FixedClock

    def offer(self, title: str, *, place: Located | None = None, source: int = 1, **fields: Any) -> int:  # noqa: ANN401  any of a draft
        """Receives an offer as a feed and returns its id."""
        draft = replace(OfferDraft(title), **fields)
        with self.krets.database.transaction() as session:
            municipality = session.get_one(Municipality, 1)
            calendar = school_calendar(municipality)
            intake = Intake(session, municipality, actor=feed_actor(source), now=self.clock.now(), calendar=calendar, source_id=source)
            return intake.receive(draft, place=place).offer_id

    def change(self, offer_id: int, **columns: object) -> None:
        """Writes columns of an offer straight into the database, for states that only staff make."""
        with self.krets.database.transaction() as session:
            session.execute(update(Offer).where(Offer.id == offer_id).values(**columns))

    def path(self, offer_id: int) -> str:
        """The address of an offer's page."""
        with self.krets.database.reading() as session:
            return f"/lier/offers/{offer_id}-{session.get_one(Offer, offer_id).slug}"

    def get(self, path: str, **headers: str) -> TestResponse:
        """An answer, read in bokmål where nothing else is asked."""
        return self.client.get(path, base_url=BASE, headers={"Accept-Language": "nb"} | headers)

    def page(self, offer_id: int, language: str = "nb") -> str:
        """The page of an offer as text."""
        response = self.get(f"{self.path(offer_id)}?lang={language}")
        assert response.status_code == 200, response.text
        return response.text

    def drain(self) -> None:
        """Brings the search index into step."""
        self.krets.syncing.sync_all()


@contextmanager
def open_world(database: Database, clock: FixedClock, folder: Path) -> Iterator[World]:
    """The world over a migrated, empty database."""
    with database.transaction() as session:
        session.add(_lier())
        session.add(Municipality(id=2, number="3222", name="Lørenskog", slug="lorenskog", words={}, brand={}, settings={}, focus_areas=[]))
        session.flush()
        session.add_all(_places())
    address = database.url.render_as_string(hide_password=False)
    settings = Settings(address, folder, BASE, ("krets.example",), "a secret of the tests, long enough for anybody")
    with open_krets(settings, clock) as krets:
        yield World(krets, create_app(krets).test_client(), clock)


def _lier() -> Municipality:
    words = {"nb": "skolekrets", "nn": "skulekrins", "en": "school district"}
    lier = Municipality(id=1, number="3312", name="Lier", slug="lier", words=words, brand={}, settings={}, focus_areas=[])
    holidays = holidays_from_rules({}, 2026, 2028)
    lier.holidays = [SchoolHoliday(kind=h.kind, slug=h.slug, first=h.first, last=h.last, provisional=h.provisional) for h in holidays]
    return lier


def _places() -> list[object]:
    since = date(2020, 1, 1)
    both = [
        SchoolDistrict(
            id=number, municipality_id=1, level=Level.PRIMARY, slug=slug, name=name, approximate=near, source="Kommunen", valid_from=since
        )
        for number, slug, name, near in ((HALLINGSTAD, "hallingstad", "Hallingstad", True), (EGGE, "egge", "Egge", False))
    ]
    school = School(
        id=1, municipality_id=1, slug="hallingstad-skole", name="Hallingstad skole", grade_from=1, grade_to=7, address="Skoleveien 1",
        postcode="3408", city="Tranby", lat=59.8412, lon=10.2331, point_quality=PointQuality.EXACT, district_id=HALLINGSTAD, source="NSR",
    )  # fmt: skip
    read = datetime(2026, 11, 22, 5, 10, tzinfo=UTC)
    source = Source(
        id=1, municipality_id=1, name="Idrettsrådets liste", format="csv", location="https://feed.example/liste.csv",
        publisher="Lier idrettsråd", licence="NLOD-2.0", last_success_at=read,
    )  # fmt: skip
    return [*both, school, source]

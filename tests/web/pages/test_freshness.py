"""What a visitor sees of an offer is what the catalog says at that moment, however often it was shown before and whatever is kept.

The index is told nothing here: it may find an offer by what it was, but what is shown of it is what it is.
"""

from dataclasses import replace
from datetime import date

import pytest

from catalog.audit import feed_actor
from catalog.drafts import OfferDraft, OrganisationDraft, SeriesDraft
from catalog.intake import Intake
from catalog.model import Municipality
from catalog.store.municipalities import school_calendar
from tests.web.world import World

TUESDAYS = SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 9, 1), date(2027, 5, 1))
KOR = OfferDraft("Kor", series=(TUESDAYS,), organisation=OrganisationDraft("Koret"))
LISTS = (
    "/lier/?q=kor",
    "/lier/?q=kor&view=map",
    "/lier/?q=kor&view=calendar",
    "/lier/?q=kor&view=print",
    "/lier/widget?q=kor",
    "/lier/organisations/koret",
    "/lier/saved?ids=1",
    "/api/v1/municipalities/lier/offers?q=kor",
    "/lier/calendar.ics?q=kor",
)


@pytest.fixture
def shown(world: World) -> World:
    """A catalog with one offer, which everybody has looked at."""
    assert world.offer(KOR.title, series=KOR.series, organisation=KOR.organisation) == 1
    world.drain()
    for path in LISTS:
        assert "Kor" in _told(world, path), path
    return world


def _told(world: World, path: str) -> str:
    return world.get(path).text.replace("Koret", "")


def _receive(world: World, draft: OfferDraft) -> None:
    with world.krets.database.transaction() as session:
        place, now = session.get_one(Municipality, 1), world.clock.now()
        intake = Intake(session, place, actor=feed_actor(1), now=now, calendar=school_calendar(place), source_id=1)
        intake.receive(draft, offer_id=1)


@pytest.mark.parametrize("path", LISTS)
def test_what_is_withdrawn_is_in_no_list_from_that_moment(shown: World, path: str) -> None:
    shown.change(1, hidden_by="staff:ann")
    told = _told(shown, path)
    assert "/offers/1-" not in told and "Kor</a>" not in told and "SUMMARY:Kor" not in told


@pytest.mark.parametrize("path", ["/lier/?q=kor", "/lier/widget?q=kor", "/lier/organisations/koret", "/lier/saved?ids=1"])
def test_a_new_weekday_stands_in_every_list_from_that_moment(shown: World, path: str) -> None:
    assert "Hver tirsdag" in shown.get(path).text
    _receive(shown, replace(KOR, series=(replace(TUESDAYS, rrule="FREQ=WEEKLY;BYDAY=TH"),)))
    told = shown.get(path).text
    assert "Hver torsdag" in told and "Hver tirsdag" not in told


def test_a_new_name_and_price_stand_in_the_list_at_once(shown: World) -> None:
    shown.change(1, title="Aftenkor", cost="free")
    told = shown.get("/lier/?q=kor").text
    assert "Aftenkor" in told and "Gratis" in told

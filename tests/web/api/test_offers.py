"""One offer as JSON: whole, moved, ended, or not for anybody's eyes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from catalog.clock import FixedClock
from catalog.drafts import OfferDraft, VenueDraft
from catalog.model import Offer
from catalog.terms import Status
from catalog.values import Point
from tests.factories.drafts import varied_drafts
from tests.factories.installations import fill, installation
from tests.web.api.conftest import OFFERS, hold_to
from web.app import create_app
from web.context import Krets

HOME = OfferDraft(
    "Spilltreff hjemme hos oss", venue=VenueDraft("Hos Kari", "Lia 4", point=Point(59.8, 10.1), hidden=True), contact_name="Kari Li"
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Krets]:
    """An installation of the test's own, with offers 1 to 4; the fourth is at somebody's home."""
    with installation(tmp_path, FixedClock(datetime(2026, 11, 22, 11, tzinfo=UTC))) as opened:
        fill(opened, [*varied_drafts(3), HOME])
        yield opened


def change(krets: Krets, offer_id: int, **columns: object) -> None:
    """Writes what only staff write."""
    with krets.database.transaction() as session:
        offer = session.get_one(Offer, offer_id)
        for name, value in columns.items():
            setattr(offer, name, value)


def test_every_offer_is_as_described(client: FlaskClient) -> None:
    for offer_id in range(1, 61):
        answer = client.get(f"/api/v1/offers/{offer_id}")
        assert answer.status_code == 200
        hold_to("Offer", answer.json)


def test_one_offer_says_in_full_what_the_list_says_in_brief(client: FlaskClient) -> None:
    listed = client.get(OFFERS).json
    assert listed
    for brief in listed["offers"]:
        full = client.get(f"/api/v1/offers/{brief['id']}").json
        assert full
        assert {**full, "about": brief["about"]}.items() >= brief.items()


@pytest.mark.parametrize(
    "offer_id", ["4711", "0", "2147483647", "2147483648", "99999999999999999999999", "-1", "1.5", "abc", "1-fotball", "%00", "%FF"]
)
def test_what_is_no_offer_is_not_found(client: FlaskClient, offer_id: str) -> None:
    answer = client.get(f"/api/v1/offers/{offer_id}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    hold_to("Problem", answer.json)


@pytest.mark.parametrize(
    "columns",
    [
        {"status": Status.DRAFT},
        {"status": Status.SUBMITTED},
        {"status": Status.NEEDS_CHANGES},
        {"status": Status.ARCHIVED},
        {"hidden_by": "staff:ann"},
    ],
)
def test_a_draft_or_hidden_offer_is_not_found(own: Krets, columns: dict[str, object]) -> None:
    change(own, 1, **columns)
    assert create_app(own).test_client().get("/api/v1/offers/1").status_code == 404


@pytest.mark.parametrize("status", [Status.ENDED, Status.CANCELLED])
def test_an_ended_or_cancelled_offer_says_so(own: Krets, status: Status) -> None:
    change(own, 1, status=status)
    answer = create_app(own).test_client().get("/api/v1/offers/1")
    assert answer.status_code == 200
    assert answer.json and answer.json["status"] == status
    hold_to("Offer", answer.json)


def test_a_merged_offer_leads_to_the_one_that_stands_for_it(own: Krets) -> None:
    change(own, 1, merged_into_id=2)
    change(own, 2, merged_into_id=3)
    client = create_app(own).test_client()
    answer = client.get("/api/v1/offers/1")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/api/v1/offers/3")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    change(own, 3, hidden_by="staff:ann")
    assert client.get("/api/v1/offers/1").status_code == 404


def test_a_home_and_a_contact_person_are_nobodys_business(own: Krets) -> None:
    text = create_app(own).test_client().get("/api/v1/offers/4").text
    listed = create_app(own).test_client().get(OFFERS).text
    for secret in ("Lia 4", "Hos Kari", "Kari Li", "59.8,", "10.1,"):
        assert secret not in text
        assert secret not in listed


def test_what_is_held_at_somebodys_home_tells_no_place_whatever_the_venue_says(own: Krets) -> None:
    client = create_app(own).test_client()
    assert client.get("/api/v1/offers/3").get_json()["venue"]["name"]
    change(own, 3, place_kind="home")
    venue = create_app(own).test_client().get("/api/v1/offers/3").get_json()["venue"]
    assert (venue["name"], venue["address"], venue["lat"]) == (None, None, None)

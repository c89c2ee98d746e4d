"""LinkedEvents: meetings join their offer, false is no price, and texts that only repeat another are no translations."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.drafts import OfferDraft
from catalog.terms import Cost, Kind, OccurrenceStatus
from importers.shapes.linked_events import MEETINGS
from importers.shapes.linked_series import Series
from importers.shapes.members import parts
from tests.importers.reading_feeds import Outcome, outcome_of

API = "https://events.example/v1/event/"


def event(event_id: str, **more: object) -> dict[str, object]:
    known = {"id": event_id, "name": {"nb": "Turn"}, "start_time": "2026-09-01T15:00:00Z", "end_time": "2026-09-01T16:00:00Z"}
    return {**known, **more}


def meeting(event_id: str, above: str, day: int, **more: object) -> dict[str, object]:
    times = {"start_time": f"2026-09-{day:02}T15:00:00Z", "end_time": f"2026-09-{day:02}T16:00:00Z"}
    return event(event_id, super_event={"@id": f"{API}{above}/"}, sub_event_type="sub_recurring", **times, **more)


def read(tmp_path: Path, *events: dict[str, object]) -> Outcome:
    path = tmp_path / "events.json"
    path.write_text(json.dumps({"meta": {"next": None}, "data": events}))
    return outcome_of(path, "linkedevents")


def offer(outcome: Outcome) -> OfferDraft:
    assert isinstance(outcome.only, OfferDraft)
    return outcome.only


@pytest.mark.parametrize(
    ("offers", "cost", "amount"),
    [
        ([], Cost.UNKNOWN, None),
        ([{"is_free": False, "price": None}], Cost.UNKNOWN, None),
        ([{"is_free": True, "price": None}], Cost.FREE, 0),
        ([{"is_free": True}, {"is_free": False}], Cost.UNKNOWN, None),
        ([{"is_free": False, "price": {"en": "<p>2,50 €</p>"}}], Cost.PAID, 250),
    ],
)
def test_false_is_the_default_and_no_price(tmp_path: Path, offers: list[object], cost: Cost, amount: int | None) -> None:
    price = offer(read(tmp_path, event("a:1", offers=offers))).price
    assert (price.cost, price.amount_ore) == (cost, amount)


def test_the_meetings_of_a_recurring_event_are_one_offer_whether_it_is_listed_or_not(tmp_path: Path) -> None:
    subs = [meeting("a:2", "a:1", 8), meeting("a:3", "a:1", 1)]
    above = event("a:1", super_event_type="recurring", start_time=None, end_time=None)
    for outcome in (read(tmp_path, above, *subs), read(tmp_path, *subs, above), read(tmp_path, *subs)):
        assert list(outcome.drafts) == ["a:1"]
        assert [one.start.day for one in offer(outcome).occurrences] == [1, 8]
        assert offer(outcome).kind is Kind.ACTIVITY


def test_the_parts_of_an_umbrella_are_offers_of_their_own(tmp_path: Path) -> None:
    part = event("a:2", super_event={"@id": f"{API}a:1/"}, sub_event_type="sub_umbrella")
    assert list(read(tmp_path, event("a:1", super_event_type="umbrella"), part).drafts) == ["a:1", "a:2"]


@pytest.mark.parametrize(
    ("status", "kept", "cancelled"),
    [
        ("EventCancelled", OccurrenceStatus.CANCELLED, True),
        ("EventPostponed", OccurrenceStatus.MOVED, False),
        ("EventRescheduled", OccurrenceStatus.SCHEDULED, False),
        (None, OccurrenceStatus.SCHEDULED, False),
    ],
)
def test_cancelled_postponed_and_rescheduled_are_told_apart(
    tmp_path: Path, status: str | None, kept: OccurrenceStatus, cancelled: bool
) -> None:
    outcome = read(tmp_path, event("a:1", event_status=status))
    assert (offer(outcome).occurrences[0].status, offer(outcome).cancelled) == (kept, cancelled)
    assert not outcome.warnings


def test_texts_that_repeat_another_language_are_no_translation(tmp_path: Path) -> None:
    copied = {"fi": "Uinti", "sv": "Uinti", "en": "Uinti"}
    outcome = read(tmp_path, event("a:1", name=copied, in_language=[{"@id": f"{API}language/fi/"}]))
    assert (offer(outcome).text_language, offer(outcome).translations) == ("fi", {})
    said = {"fi": "Uinti", "nb": "Svømming", "en": "Swimming"}
    told = offer(read(tmp_path, event("a:1", name=said)))
    assert (told.title, told.text_language, told.translations["en"]) == ("Svømming", "nb", {"title": "Swimming"})


@given(st.permutations(range(6)), st.booleans())
def test_what_is_joined_does_not_depend_on_the_order_of_the_feed(order: list[int], listed: bool) -> None:
    events = [meeting(f"a:{n}", "a:9", n + 1) for n in range(6)]
    feed = [events[n] for n in order] + ([event("a:9", super_event_type="recurring")] if listed else [])
    series = Series(feed)
    (joined,) = [found for one in feed if (found := series.joined(one)) is not None]
    assert joined["id"] == "a:9"
    assert [each["id"] for each in parts(joined, MEETINGS)] == [f"a:{n}" for n in range(6)]

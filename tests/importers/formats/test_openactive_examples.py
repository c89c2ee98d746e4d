"""OpenActive's own examples, in ../shared: age, price, place, schedule and access support of each are kept, as listed here."""

from datetime import UTC, datetime

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import AccessState, AccessTerm, Cost, Kind, PlaceKind
from tests.importers.reading_feeds import outcome_of
from tests.shared_data import DATA, requires_shared

pytestmark = requires_shared
EXAMPLES = DATA / "2-offers/openactive_examples"
BEFORE_THEM_ALL = datetime(2016, 1, 1, tzinfo=UTC)
ALL = {"age", "price", "place", "point", "schedule", "access"}
KEPT: dict[str, set[str]] = {
    "sessionseries_example_1": ALL,
    "sessionseries-split_example_1": ALL,
    "sessionseries-eventseries-split_example_1": ALL,
    "sessionseries-split-virtual_example_1": {"age", "price", "schedule", "access", "online"},
    "scheduledsession_example_1": ALL,
    "courseinstance_example_1": ALL,
    "courseinstance_event_example_1": ALL,
    "event_example_1": {"age", "free", "place", "point", "schedule"},
    "event_eventseries_example_1": {"age", "free", "place", "point", "schedule"},
    "facilityuse_example_1": {"price", "place", "point", "hours"},
    "place_example_1": {"place", "point", "hours", "access"},
    "ondemandevent_example_1": {"age", "free", "online"},
    "tutorials/describing-events/part-one-finished": {"place", "point", "schedule"},
    "tutorials/describing-events/part-two-finished": {"age", "price", "place", "point", "schedule"},
}
PARTS = {
    "scheduledsession-split_example_1": 2,
    "scheduledsession-split-virtual_example_1": 2,
    "slot_example_1": 1,
}


def kept_of(draft: OfferDraft) -> set[str]:
    """What a draft tells of the axes that this test is about."""
    venue = draft.venue
    told = {
        "age": draft.ages.known,
        "price": draft.price.cost is Cost.PAID and draft.price.amount_ore is not None,
        "free": draft.price.cost is Cost.FREE,
        "place": venue is not None and (venue.name or venue.address) is not None,
        "point": venue is not None and venue.point is not None,
        "schedule": bool(draft.series or draft.occurrences),
        "hours": draft.opening_hours is not None,
        "access": any(fact.state is AccessState.YES for fact in (*draft.access.values(), *(venue.access if venue else {}).values())),
        "online": draft.place_kind is PlaceKind.ONLINE,
    }
    return {name for name, is_told in told.items() if is_told}


@pytest.mark.parametrize("name", KEPT)
def test_what_an_example_says_is_kept(name: str) -> None:
    outcome = outcome_of(EXAMPLES / f"{name}.json", "openactive", now=BEFORE_THEM_ALL)
    draft = outcome.only
    assert isinstance(draft, OfferDraft)
    assert (kept_of(draft), outcome.rejected) == (KEPT[name], {})


@pytest.mark.parametrize("name", PARTS)
def test_a_session_or_slot_without_what_it_belongs_to_waits_for_it(name: str) -> None:
    outcome = outcome_of(EXAMPLES / f"{name}.json", "openactive", now=BEFORE_THEM_ALL)
    assert (list(outcome.skipped.values()), outcome.drafts) == (["part-of-another-record"] * PARTS[name], {})


def test_the_details_of_one_example_are_right() -> None:
    draft = outcome_of(EXAMPLES / "courseinstance_example_1.json", "openactive", now=BEFORE_THEM_ALL).only
    assert isinstance(draft, OfferDraft)
    assert (draft.kind, draft.ages.min, draft.ages.max) == (Kind.COURSE, 11, 16)
    assert (draft.price.amount_ore, draft.price.currency, draft.price.note) == (15400, "GBP", "Member 124 GBP · Non-member 154 GBP")
    assert [(one.rrule, str(one.first), str(one.start), one.zone) for one in draft.series] == [
        ("FREQ=DAILY", "2018-08-01", "09:00:00", "Europe/London")
    ]
    assert draft.access[AccessTerm.LOW_VISION].note == "Visual impairment"
    assert "Please contact the centre" in (draft.description or "")


def test_every_example_of_the_data_model_is_looked_at() -> None:
    models = {path.relative_to(EXAMPLES).with_suffix("").as_posix() for path in EXAMPLES.rglob("*.json")}
    others = {name for name in models if name.startswith("booking_spec_examples/")} | {"example_list"}
    assert models - others == KEPT.keys() | PARTS.keys()
    for name in others - {"example_list"}:
        assert outcome_of(EXAMPLES / f"{name}.json", "openactive").drafts == {}

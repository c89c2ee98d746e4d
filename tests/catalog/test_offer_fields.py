"""An offer's fields: every part of a draft has one, values are plain, and only the unknown is empty."""

import json
from dataclasses import fields
from datetime import date

import pytest

from catalog.drafts import AccessFact, OfferDraft
from catalog.model import Offer
from catalog.offer_fields import (
    COLLECTIONS,
    COLUMNS,
    LABELS,
    access_value,
    categories_value,
    collection_fields,
    column_fields,
    columns_from_draft,
    field_value,
    is_empty,
    open_to_value,
    plain,
    write_collection,
)
from catalog.terms import AccessState, AccessTerm, Cost, Kind, PlaceKind
from catalog.values import FREE, AgeRange, GradeRange
from tests.factories.drafts import varied_drafts

TODAY = date(2026, 11, 22)
OTHERWISE_STORED = {"organisation", "venue", "ages", "grades", "price"}
OF_DATES = {"when_words", "opening_hours", "follows_school_calendar", "series", "occurrences"}
OF_ROWS = {"categories", "access", "open_to_districts", "open_to_schools", "co_organisers"}
OF_STATUS = {"cancelled"}


def test_every_part_of_a_draft_is_stored_somewhere() -> None:
    columns = {column for group in COLUMNS.values() for column in group}
    assert {field.name for field in fields(OfferDraft)} - OTHERWISE_STORED - OF_DATES - OF_ROWS - OF_STATUS <= columns


def test_every_column_of_a_field_is_the_offers_and_belongs_to_one_field_only() -> None:
    columns = [column for group in COLUMNS.values() for column in group]
    assert len(columns) == len(set(columns))
    assert set(columns) <= set(Offer.__mapper__.attrs.keys())
    assert len(LABELS) == len(set(LABELS))


@pytest.mark.parametrize("value", [None, "", "unknown", [], {}, False, [None, "unknown", "NOK", []]])
def test_what_says_nothing_is_empty(value: object) -> None:
    assert is_empty(value)


@pytest.mark.parametrize("value", [0, 0.0, "no", True, [0, None], {"a": None}, "0"])
def test_zero_and_no_are_something_said(value: object) -> None:
    assert not is_empty(value)


def test_an_offer_for_the_newborn_has_known_ages() -> None:
    columns = columns_from_draft(OfferDraft("Babysang", ages=AgeRange(0, 0)), None, None)
    assert not is_empty(field_value(columns, "ages"))


def test_what_a_draft_does_not_say_is_empty_in_every_column_field_but_the_title() -> None:
    columns = columns_from_draft(OfferDraft("Et tilbud"), None, None)
    assert [name for name in COLUMNS if not is_empty(field_value(columns, name))] == ["title"]


@pytest.mark.parametrize("draft", varied_drafts(40), ids=lambda draft: draft.title)
def test_a_stored_offer_gives_back_the_fields_it_was_made_of_as_plain_json(draft: OfferDraft) -> None:
    columns = columns_from_draft(draft, 3, 4)
    offer = Offer(**columns)
    found = column_fields(offer)
    assert found == {name: field_value(columns, name) for name in COLUMNS}
    assert json.loads(json.dumps(found)) == found


def test_a_venue_makes_the_place_a_venue_unless_the_draft_says_otherwise() -> None:
    assert columns_from_draft(OfferDraft("a"), None, 4)["place_kind"] is PlaceKind.VENUE
    assert columns_from_draft(OfferDraft("a", place_kind=PlaceKind.HOME), None, 4)["place_kind"] is PlaceKind.HOME
    assert columns_from_draft(OfferDraft("a"), None, None)["place_kind"] is PlaceKind.UNKNOWN


def test_plain_values_are_json_all_the_way_down() -> None:
    assert plain({"a": (Kind.EVENT, TODAY, [None, 1])}) == {"a": ["event", "2026-11-22", [None, 1]]}
    assert plain(Cost.FREE) == "free"


def test_categories_keep_the_publishers_order_each_once() -> None:
    assert categories_value(("b", "a", "b")) == ["b", "a"]


def test_unknown_access_is_left_out_and_no_is_kept() -> None:
    facts = {AccessTerm.QUIET: AccessFact(AccessState.NO), AccessTerm.HEARING_LOOP: AccessFact(AccessState.UNKNOWN, "vet ikke")}
    assert access_value(facts) == {"quiet": ["no", None]}


def test_pairs_of_districts_and_schools_stand_in_one_order() -> None:
    assert open_to_value([(None, 4), (3, None), (None, 4)]) == open_to_value([(3, None), (None, 4)])


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("categories", ["football", "handball"], ["handball", "choir"]),
        ("access", {"quiet": ["yes", None]}, {"quiet": ["no", "trangt"], "hearing-loop": ["yes", None]}),
        ("open_to", [[3, None]], [[None, 4], [3, None]]),
        ("co_organisers", [1, 2], [2, 3]),
    ],
)
def test_a_collection_is_replaced_and_its_staying_rows_are_kept(name: str, before: object, after: object) -> None:
    assert {"categories", "access", "open_to", "co_organisers"} == set(COLLECTIONS)
    offer = Offer(title="a", **columns_without_title())
    write_collection(offer, name, before, "feed:1", TODAY)
    rows = list(getattr(offer, name))
    write_collection(offer, name, after, "feed:2", TODAY)
    assert collection_fields(offer)[name] == after
    if name != "open_to":
        assert any(row in rows for row in getattr(offer, name))


def columns_without_title() -> dict[str, object]:
    """Everything else of an offer, free and for grades, to be sure that collections do not touch it."""
    columns = columns_from_draft(OfferDraft("a", price=FREE, grades=GradeRange(1, 4)), None, None)
    return {name: value for name, value in columns.items() if name != "title"}

"""Drafts: what they do not say is unknown, and they cannot be changed."""

from dataclasses import FrozenInstanceError, fields

import pytest

from catalog.drafts import OfferDraft, SchoolDraft, SeriesDraft, VenueDraft
from catalog.offer_fields import is_empty, plain
from catalog.terms import Cost
from catalog.values import AgeRange, GradeRange, Price


def test_a_draft_that_says_nothing_claims_nothing() -> None:
    draft = OfferDraft("Et tilbud")
    assert draft.price.cost is Cost.UNKNOWN and not draft.ages.known and not draft.grades.known
    values = {field.name: getattr(draft, field.name) for field in fields(draft)}
    said = [name for name, one in values.items() if not isinstance(one, AgeRange | GradeRange | Price) and not is_empty(plain(one))]
    assert said == ["title"]
    assert VenueDraft().access == {} and VenueDraft().point is None and not VenueDraft().hidden


def test_meetings_are_in_norway_unless_another_zone_is_told() -> None:
    assert {field.name: field.default for field in fields(SeriesDraft)}["zone"] == "Europe/Oslo"


def test_a_school_of_which_nothing_is_told_has_no_grades_and_no_owner() -> None:
    school = SchoolDraft("Egge skole", "974545977")
    assert (school.grades.known, school.public, school.active) == (False, None, True)


def test_drafts_do_not_share_or_change_their_parts() -> None:
    one, other = OfferDraft("a"), OfferDraft("b")
    assert one.translations is not other.translations
    with pytest.raises(FrozenInstanceError):
        one.title = "c"  # type: ignore[misc]

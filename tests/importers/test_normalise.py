"""What is settled is not read again; what must be read costs only itself, and a venue is asked for once."""

from collections.abc import Iterator

import pytest

from catalog.drafts import OfferDraft, OrganisationDraft, VenueDraft
from catalog.errors import GeocoderUnavailable
from catalog.located import Located
from catalog.store.sources import Listed
from catalog.terms import PointQuality
from catalog.values import Point
from importers.contract import FieldWarning
from importers.drafting import Drafted, Refusal
from importers.listing import Arrival
from importers.normalise import Places, Prepared, is_settled, split

HERE = Located(Point(59.8, 10.2), PointQuality.ADDRESS, "test")

INACTIVE, ENDED = Refusal("status", "closed", "inactive"), Refusal("date", "2026-01-01", "ended")


def arrival(raw: str = '{"id":"a","title":"Kor"}', content_hash: str = "h") -> Arrival:
    return Arrival("a", "line 0", content_hash, raw)


def known(outcome: str = "created", *, content_hash: str = "h", offer_id: int | None = 7, retired: bool = False) -> Listed:
    return Listed("a", content_hash, outcome, offer_id, 0, None, retired, None)


@pytest.mark.parametrize(
    ("before", "settled"),
    [
        (None, False),
        (known(), True),
        (known(content_hash="other"), False),
        (known("rejected"), False),
        (known("skipped", offer_id=None), True),
        (known(retired=True), False),
        (known("skipped", retired=True), True),
    ],
)
def test_a_record_is_settled_when_it_says_the_same_and_nothing_is_left_to_do(before: Listed | None, settled: bool) -> None:
    assert is_settled(arrival(), before) is settled


def test_a_source_that_is_read_anew_has_nothing_settled() -> None:
    one = arrival()
    assert split([one], {"a": known()}, anew=False) == ([one], [])
    assert split([one], {"a": known()}, anew=True) == ([], [one])


def test_a_record_is_prepared_as_what_its_format_made_of_it() -> None:
    warning = FieldWarning("phone", "ring", "not a telephone number")
    offer = Prepared.of(arrival(), None, Drafted(OfferDraft("Kor"), warnings=(warning,)))
    assert (offer.draft, offer.unit, offer.problem, offer.skipped, offer.warnings) == (OfferDraft("Kor"), None, None, None, (warning,))
    unit = Prepared.of(arrival(), None, Drafted(unit=OrganisationDraft("Tranby IL")))
    assert (unit.draft, unit.unit) == (None, OrganisationDraft("Tranby IL"))
    bad = Prepared.of(arrival(), known(), Drafted(refusal=Refusal("price", "?", "not a price")))
    assert (str(bad.problem), bad.newly_rejected) == ("price: not a price (got '?')", True)
    gone = Prepared.of(arrival(), known(), Drafted(skipped=INACTIVE))
    assert (gone.skipped, gone.withdraws) == (INACTIVE, True)


@pytest.mark.parametrize("before", [None, known(offer_id=None), known(retired=True)])
def test_only_an_offer_that_stands_can_be_withdrawn(before: Listed | None) -> None:
    assert not Prepared(arrival(), before, skipped=INACTIVE).withdraws


def test_what_ended_is_not_withdrawn() -> None:
    assert not Prepared(arrival(), known(), skipped=ENDED).withdraws


def test_a_venue_is_asked_for_once_and_only_when_there_is_one() -> None:
    asked: list[VenueDraft] = []

    def locate(venue: VenueDraft) -> Located:
        asked.append(venue)
        return HERE

    places = Places(lambda: locate)
    for hall in ("Tranbyhallen", "Tranbyhallen", "Liahallen"):
        assert places.of(OfferDraft("Kor", venue=VenueDraft(hall))) == HERE
    assert places.of(OfferDraft("Kor")) is None
    assert [venue.name for venue in asked] == ["Tranbyhallen", "Liahallen"]


def test_a_geocoder_that_is_away_costs_only_the_place_and_is_asked_again() -> None:
    answers: Iterator[GeocoderUnavailable | Located] = iter([GeocoderUnavailable("down"), HERE])

    def locate(_: VenueDraft) -> Located:
        answer = next(answers)
        if isinstance(answer, GeocoderUnavailable):
            raise answer
        return answer

    places = Places(lambda: locate)
    draft = OfferDraft("Kor", venue=VenueDraft("Tranbyhallen"))
    assert [places.of(draft), places.of(draft)] == [None, HERE]


def test_the_finder_of_places_is_not_even_made_where_no_venue_is_named() -> None:
    def start() -> None:
        raise AssertionError

    assert Places(start).of(OfferDraft("Kor")) is None  # type: ignore[arg-type]

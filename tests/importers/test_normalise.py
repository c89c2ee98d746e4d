"""What is settled is not read again; what must be read costs only itself, and a venue is asked for once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from catalog.drafts import OfferDraft, SchoolDraft, VenueDraft
from catalog.errors import GeocoderUnavailable
from catalog.located import Located
from catalog.occurrences import horizon
from catalog.store.sources import Listed
from catalog.terms import PointQuality
from catalog.values import Point
from importers.contract import Context, RawRecord
from importers.errors import RunFailed
from importers.listing import Arrival
from importers.normalise import Places, Prepared, is_settled, prepare, split
from tests.importers.small_feed import SmallFormat

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
CONTEXT = Context(NOW, horizon(NOW.date()), lambda _words: ())
HERE = Located(Point(59.8, 10.2), PointQuality.ADDRESS, "test")


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


def test_a_draft_a_rejection_and_a_skip_are_told_apart() -> None:
    good, bad, skipped, defect = (
        prepare(SmallFormat(), arrival(raw), known(), CONTEXT)
        for raw in ('{"id":"a","title":"Kor"}', '{"bad":"?"}', '{"skip":"inactive"}', '{"id":"a","title":"Kor","bug":1}')
    )
    assert (good.draft, good.problem, good.skipped) == (OfferDraft("Kor"), None, None)
    assert bad.problem is not None
    assert (bad.problem.field, bad.newly_rejected) == ("price", True)
    assert (skipped.skipped, skipped.withdraws) == ("inactive", True)
    assert defect.problem is not None
    assert "ZeroDivisionError" in defect.problem.reason


@pytest.mark.parametrize("before", [None, known(offer_id=None), known(retired=True)])
def test_only_an_offer_that_stands_can_be_withdrawn(before: Listed | None) -> None:
    assert not Prepared(arrival(), before, skipped="inactive").withdraws


def test_what_ended_is_not_withdrawn() -> None:
    assert not Prepared(arrival(), known(), skipped="ended").withdraws


def test_a_list_of_schools_is_no_list_of_offers() -> None:
    class Schools(SmallFormat):
        """Gives schools."""

        def normalise(self, _record: RawRecord, _context: Context, /) -> SchoolDraft:  # type: ignore[override]
            """A school."""
            return SchoolDraft("Hegg skole", "1")

    with pytest.raises(RunFailed, match="lists no offers"):
        prepare(Schools(), arrival(), None, CONTEXT)


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

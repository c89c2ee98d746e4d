"""Twins across sources: only hard evidence merges, and whatever both say must not differ."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time

import pytest

from catalog.drafts import OfferDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.store.twins import Candidate
from catalog.terms import Group
from catalog.values import AgeRange
from importers.match import Evidence, Matcher, Times, Twin, page_key, sought_in, times_of_meeting, titles_agree
from importers.meeting_times import NO_TIMES
from tests.importers.small_feed import Town

TUESDAY = SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), None, time(17), time(18))
TIMES = times_of_meeting([TUESDAY], [])
DRAFT = OfferDraft("Fotball på løkka", organisation=OrganisationDraft("Tranby IL", "123456785"), venue=VenueDraft("Tranbyhallen"))
STORED = Candidate(7, "Fotball på Løkka", None, "123456785", "tranbyil", "tranbyhallen", None, None, None)
PAGE = "https://tranby.example/fotball"


def matcher(*candidates: Candidate, times: Times = TIMES) -> Matcher:
    def times_of(ids: Collection[int]) -> Mapping[int, Times]:
        return dict.fromkeys(ids, times)

    return Matcher(candidates, times_of)


def stored(**fields: object) -> Candidate:
    """The stored offer with some fields replaced."""
    return Candidate(**({name: getattr(STORED, name) for name in Candidate.__slots__} | fields))


def draft(**fields: object) -> OfferDraft:
    """The draft with some fields replaced."""
    return OfferDraft(**({"title": DRAFT.title, "organisation": DRAFT.organisation, "venue": DRAFT.venue} | fields))  # type: ignore[arg-type]


def test_same_organiser_venue_times_and_title_is_the_same_offer() -> None:
    assert matcher(STORED).twin(DRAFT, TIMES) == Twin(7, Evidence.SAME_MEETING)


@pytest.mark.parametrize(
    "candidate",
    [
        stored(title="Fotball på løkka for jenter"),
        stored(organisation_number="999999999", organisation_key="liil"),
        stored(organisation_number="999999999"),
        stored(venue_key="liahallen"),
        stored(venue_key=None),
    ],
)
def test_one_thing_that_differs_is_enough_to_stay_apart(candidate: Candidate) -> None:
    assert matcher(candidate).twin(DRAFT, TIMES) is None


def test_an_organiser_without_a_number_is_known_by_its_name() -> None:
    assert matcher(stored(organisation_number=None)).twin(DRAFT, TIMES)
    assert matcher(STORED).twin(draft(organisation=OrganisationDraft("tranby i.l.")), TIMES)


@pytest.mark.parametrize(
    ("rule", "starts"),
    [
        (SeriesDraft("FREQ=WEEKLY;BYDAY=WE", date(2026, 8, 18), None, time(17)), []),
        (SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), None, time(18)), []),
        (TUESDAY, [datetime(2026, 12, 1, 17, tzinfo=UTC)]),
    ],
)
def test_other_times_are_another_offer(rule: SeriesDraft, starts: list[datetime]) -> None:
    assert matcher(STORED, times=times_of_meeting([rule], starts)).twin(DRAFT, TIMES) is None


def test_two_offers_without_any_times_are_not_known_to_be_the_same() -> None:
    assert matcher(STORED, times=NO_TIMES).twin(DRAFT, NO_TIMES) is None


def test_a_weekly_rule_without_a_day_meets_on_the_day_it_begins() -> None:
    assert times_of_meeting([SeriesDraft("FREQ=WEEKLY", date(2026, 8, 18), None, time(17))], []) == TIMES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fotball J10", "Fotball J11"),
        ("Fotballtrening for barn 10 år i hallen", "Fotballtrening for barn 11 år i hallen"),
        ("Fotballtrening for barn i hallen", "Fotballtrening for barn i hallen 2"),
    ],
)
def test_numbers_in_titles_must_agree_however_alike_the_rest_is(one: str, other: str) -> None:
    assert not titles_agree(one, other, least=80)
    assert titles_agree(one, one.upper(), least=95)


@pytest.mark.parametrize(
    ("more", "candidate"),
    [
        ({"ages": AgeRange(6, 9)}, stored(age_min=7)),
        ({"ages": AgeRange(6, 9)}, stored(age_max=8)),
        ({"group": Group.GIRLS}, stored(group=Group.BOYS)),
    ],
)
def test_what_both_state_must_not_differ(more: dict[str, object], candidate: Candidate) -> None:
    assert matcher(candidate).twin(draft(**more), TIMES) is None
    assert matcher(STORED).twin(draft(**more), TIMES)


def test_the_same_page_with_much_the_same_title_is_the_same_offer() -> None:
    other = stored(url="http://www.tranby.example/fotball/", organisation_number=None, organisation_key=None, venue_key=None)
    assert matcher(other).twin(OfferDraft("Fotball på løkka!", url=PAGE), NO_TIMES) == Twin(7, Evidence.SAME_PAGE)
    assert matcher(other).twin(OfferDraft("Håndball", url=PAGE), NO_TIMES) is None


def test_an_address_that_two_such_offers_share_proves_nothing() -> None:
    twins = (stored(url=PAGE, venue_key=None), stored(offer_id=8, url=PAGE, venue_key=None))
    assert matcher(*twins).twin(OfferDraft("Fotball på løkka", url=PAGE), NO_TIMES) is None


@pytest.mark.parametrize("url", [None, "", "https://tranby.example", "https://tranby.example/", "not an address"])
def test_a_front_page_is_the_page_of_no_offer(url: str | None) -> None:
    assert page_key(url) is None


def test_an_offer_is_given_to_one_record_only() -> None:
    both = matcher(STORED)
    assert both.twin(DRAFT, TIMES)
    assert both.twin(DRAFT, TIMES) is None


def test_candidates_are_sought_by_page_number_and_name() -> None:
    sought = sought_in([draft(url=PAGE)])
    assert "http://www.tranby.example/fotball/" in sought.urls
    assert (sought.organisation_numbers, sought.organisation_keys) == (frozenset({"123456785"}), frozenset({"tranbyil"}))


KOR = {"title": "Barnekor", "club": "Lier menighet", "hall": "Frogner kirke", "rule": "FREQ=WEEKLY;BYDAY=TH"}


def test_a_second_source_of_an_offer_fills_in_and_makes_no_second_one(town: Town) -> None:
    one, other = town.source(), town.source()
    town.imported(one, [{"id": "a", **KOR}])
    report = town.imported(other, [{"id": "x", **KOR, "summary": "Vi synger sammen"}])
    assert (report.counts["merged"], town.offers()) == (1, {"Barnekor": "published"})
    before = town.state()
    assert town.run(other).counts["unchanged"] == 1
    assert town.run(one).counts["unchanged"] == 1
    assert town.state() == before


def test_a_second_source_never_overwrites_the_first(town: Town) -> None:
    one, other = town.source(), town.source()
    town.imported(one, [{"id": "a", **KOR, "summary": "Første"}])
    town.imported(other, [{"id": "x", **KOR, "summary": "Andre"}])
    report = town.imported(other, [{"id": "x", **KOR, "summary": "Tredje"}])
    assert (report.counts["unchanged"], report.counts["updated"]) == (1, 0)
    assert town.imported(one, [{"id": "a", **KOR, "summary": "Ny"}]).counts["updated"] == 1


def test_the_records_of_one_source_are_never_each_others_twins(town: Town) -> None:
    source = town.source()
    assert town.imported(source, [{"id": "a", **KOR}]).counts["created"] == 1
    assert town.imported(source, [{"id": "a", **KOR}, {"id": "b", **KOR}]).counts["created"] == 1


def test_a_source_that_sends_anothers_ids_does_not_touch_its_offers(town: Town) -> None:
    one, other = town.source(), town.source()
    town.imported(one, [{"id": "a", "title": "Barnekor", "club": "Lier menighet", "number": "123456785"}])
    report = town.imported(other, [{"id": "a", "title": "Noe helt annet", "club": "Lier menighet", "number": "123456785"}])
    assert (report.counts["created"], set(town.offers())) == (1, {"Barnekor", "Noe helt annet"})

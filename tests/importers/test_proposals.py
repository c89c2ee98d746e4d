"""After a run: likely pairs are put before a person, once; merged and parted offers come to rest; a leader that leaves is followed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.audit import Actor
from catalog.database import Session
from catalog.errors import Conflict
from catalog.matching import accept, refuse, undo
from catalog.merging import Moment
from catalog.model import Change, ImportItem, Offer, OfferMatch, Source
from catalog.store.matches import records_of, suggestions
from catalog.terms import Author, MatchState
from tests.importers.small_feed import Town

KOR = {"title": "Barnekor", "club": "Lier menighet", "hall": "Frogner kirke", "rule": "FREQ=WEEKLY;BYDAY=TH"}
LIKE = KOR | {"title": "Barnekoret i Frogner"}
PERSON = Actor(Author.STAFF, "staff:anne")


def moment(town: Town) -> Moment:
    return Moment(PERSON, town.clock.now())


def asked(town: Town) -> list[tuple[int, int, int]]:
    """What a person is asked: match, and the two offers."""
    with town.database.reading() as session:
        return [(one.match.id, one.offer_id, one.other_id) for one in suggestions(session, town.municipality_id)]


def decide(town: Town, what: Callable[[Session, int, Moment], OfferMatch], match_id: int) -> None:
    with town.database.transaction() as session:
        what(session, match_id, moment(town))


def living(town: Town) -> list[Offer]:
    """Every offer that stands for itself, with what a test looks at."""
    with town.database.reading() as session:
        found = list(session.scalars(select(Offer).where(Offer.merged_into_id.is_(None)).order_by(Offer.id)))
        session.expunge_all()
        return found


def shown(town: Town) -> list[tuple[object, ...]]:
    """The living offers as readers and owners see them."""
    return [
        (one.id, one.title, one.summary, one.status, one.source_id, {name: (e["by"], e["source"]) for name, e in one.provenance.items()})
        for one in living(town)
    ]


def two_sources(town: Town, *more: dict[str, Any]) -> tuple[int, int]:
    """Two sources that list one choir under two titles; `more` is what each says besides."""
    one, other = town.source(), town.source()
    town.imported(one, [{"id": "a", **KOR, **(more[0] if more else {})}])
    town.imported(other, [{"id": "x", **LIKE, **(more[1] if more else {})}])
    return one, other


def edit(town: Town, offer_id: int, title: str) -> None:
    """Staff give an offer a title."""
    with town.database.transaction() as session:
        offer = session.get_one(Offer, offer_id)
        offer.title = title
        offer.provenance = offer.provenance | {"title": {"by": "staff", "source": None, "on": "2026-11-22"}}


def test_a_likely_pair_is_asked_about_once_and_nothing_is_merged(town: Town) -> None:
    one, other = two_sources(town)
    assert [(left, right) for _, left, right in asked(town)] == [(1, 2)]
    assert len(living(town)) == 2
    town.imported(other, [{"id": "x", **LIKE, "summary": "nytt"}])
    town.imported(one, [{"id": "a", **KOR, "summary": "nytt"}])
    with town.database.reading() as session:
        (row,) = session.scalars(select(OfferMatch))
        assert row.state is MatchState.OPEN and row.score >= 50
        assert {clue["clue"] for clue in row.evidence} >= {"title", "organiser", "place", "times"}


def test_a_dry_run_asks_nobody_and_puts_nothing_on_record(town: Town) -> None:
    one, other = town.source(), town.source()
    town.imported(one, [{"id": "a", **KOR}])
    town.publish(other, [{"id": "x", **LIKE}, {"id": "y", **KOR}])
    before = town.state()
    assert town.run(other, dry_run=True).counts["merged"] == 1
    assert (asked(town), town.state()) == ([], before)
    with town.database.reading() as session:
        assert session.scalars(select(OfferMatch)).all() == []


def test_one_course_from_three_sources_is_one_question_at_a_time_and_one_hit_in_the_end(town: Town) -> None:
    """I32: slight differences, no merge by itself."""
    two_sources(town)
    town.imported(town.source(), [{"id": "q", **KOR, "title": "Barnekor Frogner kirke"}])
    assert len(living(town)) == 3
    for left in (2, 1):
        ((match_id, *_),) = asked(town)
        decide(town, accept, match_id)
        assert len(living(town)) == left
    assert asked(town) == []


def test_a_merge_fills_what_is_unknown_and_both_sources_come_to_rest(town: Town) -> None:
    one, other = two_sources(town, {}, {"summary": "Vi synger"})
    decide(town, accept, 1)
    (offer,) = living(town)
    assert (offer.id, offer.title, offer.summary, offer.source_id) == (1, "Barnekor", "Vi synger", one)
    assert (offer.provenance["title"]["source"], offer.provenance["summary"]["source"]) == (one, other)
    before = shown(town)
    town.imported(one, [{"id": "a", **KOR}, {"id": "b", "title": "Noe annet"}])
    town.imported(other, [{"id": "x", **LIKE, "summary": "Vi synger", "url": "https://kor.example/barn"}])
    assert next(row for row in shown(town) if row[0] == 1)[:5] == before[0][:5]
    state = town.state()
    assert (town.run(one).counts["unchanged"], town.run(other).counts["unchanged"]) == (2, 1)
    assert town.state() == state


def test_the_one_that_a_person_has_written_in_wins_and_keeps_the_words(town: Town) -> None:
    two_sources(town)
    edit(town, 2, "Frognerkoret")
    decide(town, accept, 1)
    (offer,) = living(town)
    assert (offer.id, offer.title) == (2, "Frognerkoret")


def test_the_words_of_two_persons_are_both_kept(town: Town) -> None:
    _, other = two_sources(town)
    edit(town, 1, "Koret vårt")
    edit(town, 2, "Frognerkoret")
    decide(town, accept, 1)
    (offer,) = living(town)
    assert (offer.title, offer.held["title"]["value"], offer.held["title"]["by"]) == ("Koret vårt", "Frognerkoret", "staff")
    town.imported(other, [{"id": "x", **LIKE, "title": "Enda et navn"}])
    assert living(town)[0].held["title"]["value"] == "Frognerkoret"
    decide(town, undo, 1)
    assert [(row.title, row.held.get("title", {}).get("by")) for row in living(town)] == [("Koret vårt", None), ("Frognerkoret", None)]


def test_undoing_a_merge_gives_both_back_and_they_are_never_asked_about_again(town: Town) -> None:
    one, other = two_sources(town, {}, {"summary": "Vi synger"})
    before = shown(town)
    decide(town, accept, 1)
    decide(town, undo, 1)
    assert shown(town) == before
    town.run(one)
    town.run(other)
    assert (shown(town), asked(town)) == (before, [])
    with pytest.raises(Conflict, match="not open"):
        decide(town, accept, 1)


def test_what_was_written_and_said_between_merge_and_undo_ends_where_it_belongs(town: Town) -> None:
    one, other = two_sources(town, {}, {"summary": "Vi synger"})
    decide(town, accept, 1)
    edit(town, 1, "Staben sier kor")
    town.imported(one, [{"id": "a", **KOR, "title": "Kilden sier kor"}])
    town.imported(other, [{"id": "x", **LIKE, "summary": "Vi synger fortsatt"}])
    decide(town, undo, 1)
    town.run(one)
    town.run(other)
    first, second = living(town)
    assert (first.title, first.summary, first.held["title"]["value"]) == ("Staben sier kor", None, "Kilden sier kor")
    assert (second.title, second.summary) == ("Barnekoret i Frogner", "Vi synger fortsatt")
    state = town.state()
    assert (town.run(one).counts["unchanged"], town.run(other).counts["unchanged"]) == (1, 1)
    assert town.state() == state


def test_a_record_that_was_merged_as_it_came_gets_an_offer_when_that_is_undone(town: Town) -> None:
    one, other = town.source(), town.source()
    town.imported(one, [{"id": "a", **KOR}])
    assert town.imported(other, [{"id": "x", **KOR, "summary": "Vi synger"}]).counts["merged"] == 1
    decide(town, undo, 1)
    first, second = living(town)
    assert (first.summary, second.title, second.summary, second.source_id) == (None, "Barnekor", "Vi synger", other)
    assert town.run(other).counts["unchanged"] == town.run(one).counts["unchanged"] == 1
    assert (len(living(town)), asked(town)) == (2, [])
    with town.database.reading() as session:
        assert [row.record_id for row in records_of(session, second.id)] == ["x"]


def test_a_refused_pair_is_not_asked_about_again_until_that_is_undone(town: Town) -> None:
    one, _ = two_sources(town)
    decide(town, refuse, 1)
    town.imported(one, [{"id": "a", **KOR, "summary": "ny"}])
    assert asked(town) == []
    decide(town, undo, 1)
    assert len(asked(town)) == 1


def test_every_decision_and_both_offers_are_told_to_the_journal_and_the_index(town: Town) -> None:
    two_sources(town)
    with town.database.reading() as session:
        before = {row.seq for row in session.scalars(select(Change))}
    decide(town, accept, 1)
    with town.database.reading() as session:
        assert sorted(row.offer_id for row in session.scalars(select(Change)) if row.seq not in before) == [1, 2]
        (row,) = session.scalars(select(OfferMatch))
        assert (row.state, row.decided_by) == (MatchState.ACCEPTED, "staff:anne")


def test_two_records_of_one_source_that_say_the_same_are_asked_about_and_never_merged_by_themselves(town: Town) -> None:
    source = town.source()
    town.imported(source, [{"id": "a", **KOR}, {"id": "b", **KOR}, {"id": "c", **KOR, "rule": "FREQ=WEEKLY;BYDAY=FR"}])
    assert [(left, right) for _, left, right in asked(town)] == [(1, 2)]
    decide(town, accept, 1)
    assert len(living(town)) == 2
    town.imported(source, [{"id": "a", **KOR}, {"id": "b", **KOR, "summary": "annet"}, {"id": "c", **KOR, "rule": "FREQ=WEEKLY;BYDAY=FR"}])
    assert living(town)[0].summary is None
    for _ in range(3):
        town.clock.instant += timedelta(days=1)
        town.imported(source, [{"id": "b", **KOR, "summary": "annet"}, {"id": "c", **KOR, "rule": "FREQ=WEEKLY;BYDAY=FR"}])
    assert (living(town)[0].status, living(town)[0].summary) == ("published", "annet")


def leave(town: Town, source_id: int) -> None:
    """The source lists other things only, for as long as it takes to be believed."""
    for _ in range(3):
        town.clock.instant += timedelta(days=1)
        town.imported(source_id, [{"id": "z", "title": "Noe helt annet"}])


def test_when_the_first_source_leaves_the_second_takes_over_and_the_first_does_not_take_it_back(town: Town) -> None:
    one, other = town.source(), town.source()
    town.imported(one, [{"id": "a", **KOR, "summary": "Første"}, {"id": "z", "title": "Noe helt annet"}])
    town.imported(other, [{"id": "x", **KOR, "summary": "Andre"}])
    leave(town, one)
    assert (living(town)[0].status, living(town)[0].source_id) == ("published", other)
    town.run(other)
    offer = living(town)[0]
    assert (offer.summary, offer.provenance["summary"]["source"]) == ("Andre", other)
    town.imported(one, [{"id": "a", **KOR, "summary": "Første igjen"}, {"id": "z", "title": "Noe helt annet"}])
    assert (living(town)[0].summary, living(town)[0].source_id) == ("Andre", other)
    leave(town, one)
    assert living(town)[0].status == "published"


def test_parting_after_the_leader_left_ends_what_nobody_lists(town: Town) -> None:
    one, other = two_sources(town)
    town.imported(one, [{"id": "a", **KOR}, {"id": "z", "title": "Noe helt annet"}])
    decide(town, accept, 1)
    leave(town, one)
    town.run(other)
    assert (living(town)[0].id, living(town)[0].title) == (1, "Barnekoret i Frogner")
    decide(town, undo, 1)
    by_id = {row.id: (row.title, row.status, row.source_id) for row in living(town)}
    assert (by_id[1], by_id[2]) == (("Barnekor", "ended", one), ("Barnekoret i Frogner", "published", other))


def test_a_source_that_sends_anothers_ids_and_organisation_numbers_is_told_and_changes_nothing(town: Town) -> None:
    """I33."""
    one, other = town.source(), town.source()
    mine = {"id": "a", "title": "Barnekor", "club": "Lier menighet", "number": "123456785"}
    town.imported(one, [mine])
    before = shown(town)
    town.imported(other, [mine | {"title": "Noe helt annet"}])
    assert shown(town)[:1] == before
    with town.database.reading() as session:
        (warning,) = session.scalars(select(ImportItem).where(ImportItem.outcome == "warning"))
        assert (warning.record_id, warning.field, warning.value) == ("a", "id", session.get_one(Source, one).name)
    town.imported(other, [mine | {"title": "Noe helt annet", "summary": "overtatt"}])
    assert shown(town)[:1] == before


def test_what_is_over_is_no_question_any_more(town: Town) -> None:
    one, _ = two_sources(town)
    town.imported(one, [{"id": "a", **KOR}, {"id": "z", "title": "Noe helt annet"}])
    leave(town, one)
    assert asked(town) == []

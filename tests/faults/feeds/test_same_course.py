"""I32, I33: one course told by three sources, and a source that speaks under the ids and organisation numbers of another."""

from sqlalchemy import select

from catalog.audit import Actor
from catalog.matching import accept
from catalog.merging import Moment
from catalog.model import Offer, Organisation
from catalog.store.matches import suggestions
from catalog.terms import Author
from tests.faults.feeds.landing import Landing, objects
from web.app import create_app
from web.context import Krets

NUMBER = "971045698"
COURSE = {"organisation": "Frogner menighet", "venue": "Frogner kirke", "when": "torsdager kl. 17–18", "age": "6–10 år"}
TOLD = ("Barnekor i Frogner", "Barnekoret i Frogner", "Frogner barnekor")


def three_sources(landing: Landing) -> list[int]:
    """The course as three publishers list it, beside one offer that each has alone."""
    sources = []
    for number, title in enumerate(TOLD):
        alone = {"id": "2", "title": f"Sjakk for nybegynnere {number}", "organisation": f"Lier sjakklubb {number}"}
        sources.append(landing.served(f"/{number}", objects([{"id": f"k{number}", "title": title} | COURSE, alone]), "json"))
        assert landing.run(sources[-1]).counts["created"] == 2
    return sources


def asked(landing: Landing) -> list[int]:
    """The open questions to a person."""
    with landing.database.reading() as session:
        return [one.match.id for one in suggestions(session, landing.municipality_id)]


def test_i32_three_tellings_of_one_course_are_one_question_and_merge_by_no_machine(landing: Landing) -> None:
    for source_id in three_sources(landing):
        landing.run(source_id, force=True)
    assert landing.published() == 6
    assert len(asked(landing)) == 1


def test_i32_after_a_persons_word_the_course_is_found_once_and_stays_so(landing: Landing, pages: Krets) -> None:
    sources = three_sources(landing)
    while questions := asked(landing):
        with landing.database.transaction() as session:
            accept(session, questions[0], Moment(Actor(Author.STAFF, "staff:anne"), landing.clock.now()))
    for source_id in sources:
        assert landing.run(source_id, force=True).counts["created"] == 0
    pages.syncing.sync_all()
    found = create_app(pages).test_client().get("/api/v1/municipalities/lier/offers?q=barnekor", base_url="http://127.0.0.1").get_json()
    assert found["total"] == 1
    assert asked(landing) == []


def test_i33_another_sources_ids_touch_nothing_and_are_warned_of(any_landing: Landing) -> None:
    mine = {"id": "17", "title": "Turn for barn", "organisation": "Lier turn", "organisation_number": NUMBER, "price": "300 kr"}
    theirs = {"id": "17", "title": "Kjøp billige sko", "organisation": "Lier turn", "organisation_number": NUMBER, "price": "1 kr"}
    any_landing.run(any_landing.served("/mine", objects([mine]), "json"))
    with any_landing.database.reading() as session:
        before = session.scalars(select(Offer)).one()
        told = (before.id, before.title, before.price_ore, before.version)
    report = any_landing.run(any_landing.served("/theirs", objects([theirs]), "json"))
    assert report.counts["created"] == 1
    assert any("another source has this id for the same organisation" in problem.reason for problem in report.problems)
    with any_landing.database.reading() as session:
        after = session.get_one(Offer, told[0])
        assert (after.id, after.title, after.price_ore, after.version) == told
    assert any_landing.published() == 2


def test_i33_an_organisation_keeps_its_name_whoever_uses_its_number(any_landing: Landing) -> None:
    mine = {
        "id": "1",
        "title": "Turn",
        "organisation": "Lier turn",
        "organisation_number": NUMBER,
        "organisation_url": "https://lierturn.example",
    }
    theirs = {
        "id": "1",
        "title": "Sko",
        "organisation": "Skobutikken",
        "organisation_number": NUMBER,
        "organisation_url": "https://sko.example",
    }
    any_landing.run(any_landing.served("/mine", objects([mine]), "json"))
    any_landing.run(any_landing.served("/theirs", objects([theirs]), "json"))
    with any_landing.database.reading() as session:
        row = session.scalars(select(Organisation).where(Organisation.number == NUMBER)).one()
        assert (row.name, row.url) == ("Lier turn", "https://lierturn.example")

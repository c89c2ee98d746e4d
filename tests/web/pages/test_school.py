"""The page of a school: what goes on there after school, adults who are present, what is open to its pupils."""

from datetime import date, time

from sqlalchemy import update

from catalog.drafts import SeriesDraft, VenueDraft
from catalog.model import School
from tests.web.pages.test_district import groups
from tests.web.world import AT_SCHOOL, IN_EGGE, World


def weekly(day: str, at: time | None) -> tuple[SeriesDraft, ...]:
    """Every week on a day."""
    return (SeriesDraft(f"FREQ=WEEKLY;BYDAY={day}", date(2026, 9, 1), date(2027, 5, 1), at),)


def test_offers_stand_under_the_first_heading_that_fits(world: World) -> None:
    hall, elsewhere = VenueDraft("Hallingstad skole, gymsal"), VenueDraft("Eggehallen")
    world.offer("Fotball", venue=hall, place=AT_SCHOOL, series=weekly("TU", time(15)))
    world.offer("Søndagsturn", venue=hall, place=AT_SCHOOL, series=weekly("SU", time(15)))
    world.offer("Frokost", venue=VenueDraft("SKOLEN", "Skoleveien 1"), place=AT_SCHOOL, series=weekly("MO", time(7, 30)))
    world.offer("Uten tid", venue=hall, place=AT_SCHOOL)
    world.offer("Skolevert", venue=hall, place=AT_SCHOOL, series=weekly("TU", time(14)), categories=("after-school-contact",))
    world.offer("Kor", venue=elsewhere, place=IN_EGGE, open_to_schools=("Hallingstad skole",))
    world.offer("Sjakk", venue=elsewhere, place=IN_EGGE, open_to_districts=("Hallingstad",))
    world.offer("Tilfeldig", venue=elsewhere, place=IN_EGGE)
    assert groups(world.get("/lier/schools/hallingstad-skole").text) == {
        "På skolen etter skoletid": ["Fotball"],
        "Voksne til stede": ["Skolevert"],
        "Annet på skolen": ["Søndagsturn", "Frokost", "Uten tid"],
        "Åpent for elevene her": ["Kor", "Sjakk"],
    }


def test_an_empty_school_says_so_under_each_heading(world: World) -> None:
    page = world.get("/lier/schools/hallingstad-skole").text
    assert list(groups(page)) == ["På skolen etter skoletid", "Voksne til stede", "Åpent for elevene her"]
    assert "Ingen tilbud på skolen er lagt inn ennå." in page


def test_grades_address_and_district_are_facts(world: World) -> None:
    page = world.get("/lier/schools/hallingstad-skole").text
    nearby = "near=59.8412%2C10.2331&amp;radius=1500&amp;cost=free"
    for fact in (
        "1.–7. trinn",
        "Skoleveien 1, 3408 Tranby",
        "Hallingstad skolekrets",
        nearby,
    ):
        assert fact in page, fact


def test_unknown_grades_are_said_to_be_unknown(world: World) -> None:
    with world.krets.database.transaction() as session:
        session.execute(update(School).values(grade_from=None, grade_to=None, lat=None, lon=None, district_id=None))
    page = world.get("/lier/schools/hallingstad-skole").text
    assert "Trinn ikke oppgitt" in page and "openstreetmap" not in page and "Gratis i gangavstand" not in page


def test_a_closed_or_unknown_school_is_not_found(world: World) -> None:
    assert world.get("/lier/schools/noe").status_code == 404
    assert world.get("/lorenskog/schools/hallingstad-skole").status_code == 404
    with world.krets.database.transaction() as session:
        session.execute(update(School).values(active=False))
    assert world.get("/lier/schools/hallingstad-skole").status_code == 404

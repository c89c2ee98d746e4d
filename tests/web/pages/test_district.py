"""The page of a school district: held there and open to it stay apart, approximate borders are called so."""

import re
from datetime import date

from catalog.drafts import VenueDraft
from catalog.model import DistrictPopulation, SchoolDistrict
from catalog.terms import Level, Status
from tests.web.world import AT_SCHOOL, HALLINGSTAD, IN_EGGE, World


def groups(page: str) -> dict[str, list[str]]:
    """The titles of the cards by heading."""
    parts = re.split(r'<h2 id="gruppe-\d+">(.*?)</h2>', page)
    return {heading: re.findall(r"<h3[^>]*><a[^>]*>(.*?)</a>", body) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


def test_held_there_and_open_to_it_are_two_lists(world: World) -> None:
    world.offer("Fotball", venue=VenueDraft("Tranbyhallen"), place=AT_SCHOOL)
    world.offer("Leksehjelp", venue=VenueDraft("Egge skole"), place=IN_EGGE, open_to_districts=("Hallingstad",))
    world.offer("Kor", venue=VenueDraft("Tranbyhallen"), place=AT_SCHOOL, open_to_districts=("Hallingstad",))
    page = world.get("/lier/districts/hallingstad").text
    assert groups(page) == {"Foregår her": ["Fotball", "Kor"], "Åpent for barn herfra, men foregår et annet sted": ["Leksehjelp"]}


def test_an_approximate_border_is_called_so_and_another_is_not(world: World) -> None:
    page = world.get("/lier/districts/hallingstad").text
    assert "<h1>Hallingstad skolekrets</h1>" in page
    assert "Grensen er omtrentlig" in page and "Hallingstad skole</a>" in page
    assert "ilnærmet" not in world.get("/lier/districts/egge").text


def test_the_municipalitys_own_word_is_used_in_every_language(world: World) -> None:
    assert "<h1>Egge skulekrins</h1>" in world.get("/lier/districts/egge?lang=nn").text
    assert "<h1>Egge school district</h1>" in world.get("/lier/districts/egge?lang=en").text


def test_what_is_over_hidden_or_given_up_is_not_listed(world: World) -> None:
    gone = [world.offer(title, venue=VenueDraft("Tranbyhallen"), place=AT_SCHOOL) for title in ("A", "B", "C", "D", "E")]
    world.change(gone[0], status=Status.ENDED)
    world.change(gone[1], hidden_by="staff:ann")
    world.change(gone[2], merged_into_id=gone[4])
    world.change(gone[3], stale_from=date(2026, 11, 22))
    assert groups(world.get("/lier/districts/hallingstad").text)["Foregår her"] == ["E"]


def test_more_than_twelve_offers_lead_to_the_search(world: World) -> None:
    for number in range(13):
        world.offer(f"Tilbud {number}", venue=VenueDraft("Tranbyhallen"), place=AT_SCHOOL)
    page = world.get("/lier/districts/hallingstad?lang=nb").text
    assert len(groups(page)["Foregår her"]) == 12
    assert '<a class="ds-button" data-variant="secondary" href="/lier/?district=hallingstad&amp;lang=nb">Se alle i søket' in page


def test_children_are_told_only_where_every_age_is_known(world: World) -> None:
    def store(ages: range) -> None:
        with world.krets.database.transaction() as session:
            session.add_all(
                DistrictPopulation(district_id=HALLINGSTAD, age=age, children=20.5, on=date(2026, 1, 1), source="SSB", estimate=True)
                for age in ages
            )

    store(range(6, 12))
    assert "barn fra 6 til 12" not in world.get("/lier/districts/hallingstad").text
    store(range(12, 13))
    page = world.get("/lier/districts/hallingstad").text
    assert "144 barn fra 6 til 12 år" in page and "SSB, 1. januar (anslag)" in page


def test_a_former_or_unknown_district_is_not_found_and_offers_follow_a_new_border(world: World) -> None:
    world.offer("Fotball", venue=VenueDraft("Tranbyhallen"), place=AT_SCHOOL)
    with world.krets.database.transaction() as session:
        session.get_one(SchoolDistrict, HALLINGSTAD).valid_to = date(2026, 7, 31)
    assert world.get("/lier/districts/hallingstad").status_code == 404
    with world.krets.database.transaction() as session:
        new = {"slug": "hallingstad", "name": "Hallingstad", "source": "Vedtak", "valid_from": date(2026, 8, 1)}
        session.add(SchoolDistrict(municipality_id=1, level=Level.PRIMARY, approximate=False, **new))
    assert groups(world.get("/lier/districts/hallingstad").text)["Foregår her"] == ["Fotball"]
    assert world.get("/lier/districts/nowhere").status_code == 404

"""A municipality's colours are served as its brand gives them, and not at all without one; its districts lie behind its pages."""

from shapely.geometry import box
from sqlalchemy import update

from catalog.geo.polygons import area_to_text
from catalog.model import Municipality, SchoolDistrict
from tests.web.world import HALLINGSTAD, World


def give(world: World, **brand: str) -> None:
    """Gives Lier its colours, unchecked."""
    with world.krets.database.transaction() as session:
        session.execute(update(Municipality).where(Municipality.slug == "lier").values(brand=brand))


def draw(world: World) -> None:
    """Gives one district of Lier an area."""
    with world.krets.database.transaction() as session:
        session.get_one(SchoolDistrict, HALLINGSTAD).geometry = area_to_text(box(10.2, 59.7, 10.3, 59.8))


def test_a_brand_colours_its_municipalitys_pages(world: World) -> None:
    give(world, primary="#17543b", accent="#d98a1f")
    assert 'href="/theme/lier.css"' in world.get("/lier/about").text
    response = world.get("/theme/lier.css")
    assert (response.status_code, response.mimetype) == (200, "text/css")
    assert "--accent:#17543b" in response.text and "--second:#d98a1f" in response.text
    assert "--shape" not in response.text


def test_a_municipality_without_a_brand_has_no_colours_and_asks_for_none(world: World) -> None:
    assert "/theme/" not in world.get("/lier/about").text
    assert world.get("/theme/lier.css").status_code == 404
    assert world.get("/theme/nowhere.css").status_code == 404


def test_a_brand_that_cannot_be_read_colours_nothing_and_says_why(world: World) -> None:
    give(world, primary="#ffcc00")
    response = world.get("/theme/lier.css")
    assert response.status_code == 400
    assert "--accent" not in response.text
    assert world.get("/lier/about").status_code == 200


def test_the_districts_lie_behind_the_pages_from_our_own_address_and_are_kept_until_they_change(world: World) -> None:
    give(world, primary="#17543b")
    assert world.get("/theme/lier.svg").status_code == 404
    draw(world)
    assert '--shape:url("/theme/lier.svg")' in world.get("/theme/lier.css").text
    drawing = world.get("/theme/lier.svg")
    assert (drawing.status_code, drawing.mimetype) == (200, "image/svg+xml")
    assert drawing.text.count("Z") == 1 and len(drawing.text) < 1000
    assert world.get("/theme/lier.svg", **{"If-None-Match": drawing.headers["ETag"]}).status_code == 304

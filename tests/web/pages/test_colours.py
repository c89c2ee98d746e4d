"""A municipality's colours are served as its brand gives them, and not at all without one."""

from sqlalchemy import update

from catalog.model import Municipality
from tests.web.world import World


def test_a_brand_colours_its_municipalitys_pages(world: World) -> None:
    with world.krets.database.transaction() as session:
        session.execute(update(Municipality).where(Municipality.slug == "lier").values(brand={"primary": "#17543b", "accent": "#d98a1f"}))
    assert 'href="/theme/lier.css"' in world.get("/lier/about").text
    response = world.get("/theme/lier.css")
    assert (response.status_code, response.mimetype) == (200, "text/css")
    assert "--accent:#17543b" in response.text


def test_a_municipality_without_a_brand_has_no_colours_and_asks_for_none(world: World) -> None:
    assert "/theme/" not in world.get("/lier/about").text
    assert world.get("/theme/lier.css").status_code == 404
    assert world.get("/theme/nowhere.css").status_code == 404

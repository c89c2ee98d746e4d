"""The first screens: the municipalities, and one municipality before any search."""

import html
import re

from sqlalchemy import delete, update

from catalog.model import Municipality, SchoolHoliday
from catalog.values import FREE
from tests.web.world import AT_SCHOOL, World


def test_the_front_page_lists_every_municipality_with_its_numbers(world: World) -> None:
    world.offer("Fotball", place=AT_SCHOOL, price=FREE)
    world.drain()
    text = world.get("/").text
    assert 'href="/lier/"' in text and 'href="/lorenskog/"' in text
    assert re.search(r"1\s+tilbud", html.unescape(text)) or "Ett tilbud" in text


def test_the_only_municipality_is_gone_to_at_once_in_the_asked_language(world: World) -> None:
    with world.krets.database.transaction() as session:
        session.execute(delete(Municipality).where(Municipality.slug == "lorenskog"))
    assert world.get("/").location == "/lier/"
    assert world.get("/?lang=en").location == "/lier/?lang=en"


def test_a_municipality_without_a_single_offer_is_a_page_too(world: World) -> None:
    assert world.get("/lorenskog/").status_code == 200
    assert world.get("/lier/").status_code == 200


def test_the_coming_holidays_stand_in_order_and_undecided_ones_say_so(world: World) -> None:
    with world.krets.database.transaction() as session:
        session.execute(update(SchoolHoliday).where(SchoolHoliday.slug == "winter-2027").values(provisional=True))
    text = world.get("/lier/").text
    places = [text.index(f"period={slug}") for slug in ("christmas-2026", "winter-2027", "easter-2027")]
    assert places == sorted(places)
    assert text.count("datoene kan bli endret") == 1


def test_districts_and_schools_are_linked(world: World) -> None:
    text = world.get("/lier/").text
    assert 'href="/lier/districts/hallingstad"' in text and 'href="/lier/schools/hallingstad-skole"' in text


def test_tiles_are_the_broad_categories_that_have_offers(world: World) -> None:
    world.offer("Fotball", categories=("football",))
    world.drain()
    text = html.unescape(world.get("/lier/").text)
    assert "?category=sport" in text and "?category=culture" not in text


def test_the_database_answers_while_the_index_is_away(world: World) -> None:
    world.offer("Fotball")
    assert world.get("/lier/?q=fotball").status_code == 200


def test_below_the_first_screen_other_ways_in_are_linked_and_at_the_foot_of_every_page(world: World) -> None:
    text, foot = world.get("/lier/?lang=nn").text, world.get("/lier/privacy?lang=nn").text
    for path in ("ny", "ung", "periods", "help"):
        assert text.count(f'href="/lier/{path}?lang=nn"') == 2, path
        assert foot.count(f'href="/lier/{path}?lang=nn"') == 1, path
    assert text.index("/lier/ny") > text.index('class="page"')

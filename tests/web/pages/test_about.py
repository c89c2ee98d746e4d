"""The page about the data: every source with its facts, no secret address, and the attributions that licences ask for."""

import pytest
from sqlalchemy import update

from catalog.model import ImportRecord, ImportRun, Municipality, Source
from catalog.terms import Cost
from catalog.values import FREE, Price
from tests.web.pages.counted_links import assert_every_count_is_what_its_link_finds
from tests.web.world import World
from web.pages.about import public_address


def test_a_source_is_told_with_publisher_licence_reading_count_and_address(world: World) -> None:
    offer_id, hidden = world.offer("Fotball"), world.offer("Skjult")
    world.change(hidden, hidden_by="staff:ann")
    with world.krets.database.transaction() as session:
        session.add_all(
            ImportRecord(
                source_id=1, record_id=str(n), content_hash="", raw="", outcome="created", offer_id=one, first_run_id=1, changed_run_id=1
            )
            for n, one in enumerate((offer_id, hidden))
        )
    page = world.get("/lier/about").text
    for fact in ("Idrettsrådets liste", "NLOD-2.0", "Sist lest i dag kl. 06.10", "Lier idrettsråd · 1 tilbud", "feed.example/liste.csv"):
        assert fact in page, fact


def test_a_source_of_which_little_is_known_says_so(world: World) -> None:
    with world.krets.database.transaction() as session:
        session.execute(update(Source).values(publisher=None, licence=None, last_success_at=None, location="/home/ann/liste.csv"))
    page = world.get("/lier/about").text
    assert page.count("ikke oppgitt") >= 2 and "Ikke lest ennå" in page and "/home/ann" not in page


@pytest.mark.parametrize(
    "location",
    [
        "liste.csv",
        "file:///etc/passwd",
        "https://u:p@feed.example/x",
        "https://feed.example/x?key=1",
        "https://c.example/private-1/basic.ics",
    ],
)
def test_an_address_that_may_hold_a_key_is_not_published(location: str) -> None:
    assert public_address(location) is None


def test_attributions_of_the_settings_are_shown_with_links_of_the_web_only(world: World) -> None:
    credits_ = [{"text": "Grenser: © Kartverket", "url": "https://cc.example/"}, {"text": "Tall: <SSB>", "url": "javascript:x"}]
    with world.krets.database.transaction() as session:
        session.execute(update(Municipality).where(Municipality.id == 1).values(settings={"attributions": credits_}))
    page = world.get("/lier/about").text
    assert '<a href="https://cc.example/">Grenser: © Kartverket</a>' in page and "<li>Tall: &lt;SSB&gt;</li>" in page


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("complete", "Alt ble lest"),
        ("partial", "Noe kunne ikke leses"),
        ("refused", "Venter på at noen ser over endringene"),
        ("failed", "Siste forsøk virket ikke."),
        ("interrupted", None),
    ],
)
def test_what_the_last_reading_came_to_is_told_in_plain_words(world: World, outcome: str, words: str | None) -> None:
    with world.krets.database.transaction() as session:
        for result in ("complete" if outcome != "complete" else "failed", outcome, "running"):
            session.add(ImportRun(source_id=1, started_at=world.clock.now(), outcome=result, reason="secret.example said 500"))
    page = world.get("/lier/about").text
    said = [one for one in ("Alt ble lest", "Noe kunne", "Venter på at", "Siste forsøk virket") if one in page]
    assert "secret.example" not in page and (words in page if words else said == []) and len(said) <= 1


def test_the_figures_are_those_of_the_search(world: World) -> None:
    world.offer("Kor", price=FREE)
    world.offer("Turn", price=Price(Cost.PAID))
    world.offer("Sjakk")
    world.drain()
    links = assert_every_count_is_what_its_link_finds(world, world.get("/lier/about").text)
    assert {words: count for words, (_, count) in links.items()} == {"Alle tilbud": 3, "Gratis": 1, "Koster noe": 1, "Pris ikke oppgitt": 1}


def test_without_a_municipality_the_sources_of_all_are_told(world: World) -> None:
    assert "Idrettsrådets liste" in world.get("/about").text
    assert "Idrettsrådets liste" not in world.get("/lorenskog/about").text

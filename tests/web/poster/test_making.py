"""What stands on a poster: the search's own figures, the free offers first, and in place of nothing what is near."""

import json

import pytest
from sqlalchemy import update

from catalog.clock import FixedClock
from catalog.drafts import OrganisationDraft
from catalog.model import Municipality, SchoolDistrict
from catalog.store.municipalities import municipality
from catalog.values import FREE, UNKNOWN_PRICE
from tests.web.poster.conftest import PAID, WINTER, Board
from tests.web.world import EGGE, HALLINGSTAD
from web.answers import answer, legal_names
from web.language import Language
from web.poster.asking import poster_asked
from web.poster.contents import Contents
from web.poster.making import MOST_OFFERS, Maker


def contents(board: Board, query: str = WINTER, lang: str = "nb") -> Contents:
    krets = board.world.krets
    with krets.database.reading() as session:
        lier = municipality(session, "lier")
        names = legal_names(krets, session, lier)
        pairs = [(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&"))]
        return Maker(krets, session, lier, names, Language(lang)).contents(poster_asked(pairs, names))


def searched(board: Board, query: str) -> list[int]:
    """The ids that the search finds."""
    krets = board.world.krets
    with krets.database.reading() as session:
        lier = municipality(session, "lier")
        names = legal_names(krets, session, lier)
        pairs = [(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&"))]
        asked = poster_asked(pairs, names).search
        return sorted(answer(krets, session, lier, asked, names).results.ids)


def shown(made: Contents) -> list[int]:
    """The ids that the codes of a poster lead to."""
    return sorted(int(card.code.url.rpartition("/")[2]) for group in made.groups for card in group.cards)


def titles(made: Contents) -> list[list[str]]:
    return [[card.title.text for card in group.cards] for group in made.groups]


@pytest.mark.parametrize("place", ["", "&district=egge", "&district=hallingstad", "&school=hallingstad-skole"])
def test_the_offers_are_those_of_the_search(board: Board, place: str) -> None:
    board.fill()
    found = searched(board, WINTER + place)
    made = contents(board, WINTER + place)
    assert not found or (shown(made) == found and made.notices == ())


def test_the_free_offers_come_first_and_the_sooner_of_each(board: Board) -> None:
    board.fill()
    board.offer("Sjakk", 22)
    board.offer("Åpen hall", 22, price=UNKNOWN_PRICE)
    board.world.drain()
    made = contents(board)
    assert [group.heading for group in made.groups] == ["Gratis", "Andre tilbud"]
    assert titles(made)[0] == ["Sjakk", "Skøytedag", "Tegneverksted"]
    assert sorted(titles(made)[1]) == ["Alpinkurs", "Åpen hall"]
    assert (made.title, made.counted) == ("Gratis i vinterferien", "3 gratis tilbud og 2 andre tilbud")


def test_a_card_says_what_the_pages_say(board: Board) -> None:
    board.fill()
    card = contents(board, f"{WINTER}&district=hallingstad").groups[0].cards[0]
    assert (card.title.text, card.age, card.price, card.free) == ("Skøytedag", "6–12 år", "Gratis", True)
    assert card.when.startswith("Tir. 23. feb.") and "10–12" in card.when
    assert (card.place.text, card.booking) == ("Tranbyhallen, Hallingstad", "Bare møt opp")
    assert card.organiser and card.organiser.text == "Isklubben"
    assert "kke bekreftet" in card.trust
    paid = contents(board, f"{WINTER}&district=egge").groups[1].cards[0]
    assert (paid.price, paid.age, paid.free) == ("kr\N{NO-BREAK SPACE}450", "Alder ikke oppgitt", False)


def test_place_holiday_and_days_are_said_with_their_year(board: Board) -> None:
    board.fill()
    made = contents(board, f"{WINTER}&district=egge")
    assert made.place.text == "Egge skolekrets"
    assert made.days.startswith("Uke 8, 22.–28. februar 2027")
    assert made.made.startswith("Laget 22. november 2026.") and "krets.example/lier/" in made.made
    assert contents(board, f"{WINTER}&school=hallingstad-skole").place.text == "Hallingstad skole"
    assert contents(board).place.text == "Hele Lier"


def test_the_large_code_leads_to_the_search(board: Board) -> None:
    board.fill()
    assert contents(board, f"{WINTER}&district=egge").search.url == "https://krets.example/lier/?district=egge&period=winter-2027"


def test_without_anything_free_the_poster_does_not_promise_it(board: Board) -> None:
    board.offer("Alpinkurs", 22, price=PAID)
    board.world.drain()
    made = contents(board)
    assert made.title == "Vinterferien" and made.counted == "1 tilbud. Ingen er oppgitt som gratis."
    assert [group.heading for group in made.groups] == ["Andre tilbud"]


def square(west: float, east: float) -> str:
    """An area between two longitudes."""
    corners = [[west, 59.8], [east, 59.8], [east, 59.85], [west, 59.85], [west, 59.8]]
    return json.dumps({"type": "Polygon", "coordinates": [corners]})


def test_a_district_without_offers_shows_those_of_its_neighbours(board: Board) -> None:
    squares = {HALLINGSTAD: square(10.2, 10.25), EGGE: square(10.25, 10.3)}
    with board.world.krets.database.transaction() as session:
        for district, shape in squares.items():
            session.execute(update(SchoolDistrict).where(SchoolDistrict.id == district).values(geometry=shape))
    board.offer("Skøytedag", organisation=OrganisationDraft("Isklubben"), open_to_districts=("hallingstad",))
    board.world.drain()
    made = contents(board, f"{WINTER}&district=egge")
    assert made.notices == (
        "Ingen tilbud er lagt inn for Egge skolekrets i vinterferien.",
        "Plakaten viser det som finnes i Hallingstad skolekrets.",
    )
    assert titles(made) == [["Skøytedag"]] and made.title == "Vinterferien"
    assert made.search.url.endswith("?district=egge&district=hallingstad&period=winter-2027")


def test_without_neighbours_the_whole_municipality_is_shown(board: Board) -> None:
    board.offer("Skøytedag")
    board.world.drain()
    made = contents(board, f"{WINTER}&school=hallingstad-skole")
    assert made.notices == (
        "Ingen tilbud er lagt inn for Hallingstad skole i vinterferien.",
        "Plakaten viser det som finnes i hele Lier.",
    )
    assert titles(made) == [["Skøytedag"]]


def test_where_there_is_nothing_at_all_the_poster_says_so(board: Board) -> None:
    board.world.drain()
    made = contents(board, f"{WINTER}&district=egge")
    assert made.notices == ("Ingen tilbud er lagt inn for Egge skolekrets i vinterferien.",)
    assert (made.groups, made.counted, made.more) == ((), "", None)


def test_of_very_many_offers_a_bounded_number_is_shown_and_the_rest_told(board: Board) -> None:
    for number in range(MOST_OFFERS + 5):
        board.offer(f"Tilbud {number}", 22 + number % 5, price=PAID if number % 6 == 0 else FREE)
    board.world.drain()
    made = contents(board)
    total = MOST_OFFERS + 5
    assert made.shown == MOST_OFFERS
    assert made.more == f"Plakaten viser {MOST_OFFERS} av {total} tilbud. Alle finner du med QR-koden øverst på side 1."
    free = total - len(range(0, total, 6))
    assert [len(group.cards) for group in made.groups] == [free, MOST_OFFERS - free]
    assert made.counted == f"{free} gratis tilbud og {total - free} andre tilbud"


def test_the_poster_bears_the_municipalitys_colour(board: Board) -> None:
    with board.world.krets.database.transaction() as session:
        session.execute(update(Municipality).where(Municipality.slug == "lier").values(brand={"primary": "#173f6b"}))
    assert contents(board).colours.accent == "#173f6b"


def test_the_same_poster_is_the_same_data_and_another_day_another(board: Board, clock: FixedClock) -> None:
    board.fill()
    first = contents(board).to_json()
    assert contents(board).to_json() == first


def test_a_demo_says_on_paper_too_that_it_is_one(board: Board) -> None:
    board.fill()
    assert contents(board).notices == ()
    with board.world.krets.database.transaction() as session:
        session.execute(update(Municipality).where(Municipality.slug == "lier").values(demo=True))
    assert contents(board).notices == ("Demo: arrangører og tilbud er oppdiktet.",)


@pytest.mark.parametrize(
    ("lang", "title", "place"),
    [("nb", "Gratis i vinterferien", "Egge skolekrets"), ("nn", "Gratis i vinterferien", "Egge skulekrins"),
     ("en", "Free in the winter break", "Egge school district")],
)  # fmt: skip
def test_three_languages(board: Board, lang: str, title: str, place: str) -> None:
    board.fill()
    made = contents(board, f"{WINTER}&district=egge", lang)
    assert (made.title, made.place.text, made.lang) == (title, place, lang)

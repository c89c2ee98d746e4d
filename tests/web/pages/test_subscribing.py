"""Following a search by mail: what is asked, stored and answered; the same for every address."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from catalog.clock import FixedClock
from catalog.model import FormUse, Mail, Subscription
from catalog.terms import MailKind
from tests.web.letters import KARI, OURS, follow, letters, rows, send, subscribed, subscriptions
from tests.web.world import BASE, World
from web.pages.subscribing import A_DAY_FROM_A_NETWORK, A_DAY_TO_AN_ADDRESS


def test_the_page_says_what_is_followed_for_how_long_and_what_is_stored(world: World) -> None:
    page = world.get("/lier/subscribe?q=gratis+for+8-åring&period=winter").text
    assert "Søket: 8 år, Gratis, Vinterferien, uke 8" in page
    assert "Det varer til og med 28. februar 2027." in page
    assert "Vi lagrer e-postadressen og søket, og sletter begge når det er slutt." in page
    assert 'value="age=8&amp;cost=free&amp;period=winter-2027"' in page
    assert 'name="robots" content="noindex"' in page


def test_a_form_asks_for_one_letter_and_changes_nothing_else(world: World) -> None:
    response = follow(world)
    assert (response.status_code, response.headers["Location"]) == (303, "/lier/subscribe/sent")
    [letter] = letters(world)
    assert (letter.kind, letter.recipient, letter.language) == (MailKind.SUBSCRIPTION_CONFIRM, KARI, "nb")
    [row] = subscriptions(world)
    assert (row.search, row.confirmed_at, row.due_at, row.ends_on) == ("cost=free", None, None, date(2027, 11, 22))
    assert "Set-Cookie" not in response.headers and KARI not in world.get("/lier/subscribe/sent").text


def test_words_are_kept_as_what_they_were_understood_as(world: World) -> None:
    follow(world, search="q=gratis+fotball+for+8-åring+xyzzy&view=list&page=3&sort=start")
    assert subscriptions(world)[0].search == "q=xyzzy&age=8&cost=free&category=football&literal=true"


@pytest.mark.parametrize(
    ("search", "kept", "said"),
    [
        ("cost=free&access=quiet", "cost=free", "tilrettelegging"),
        ("q=gratis+rullestol", "cost=free", "tilrettelegging"),
        ("q=rullestol&literal=true", "", "tilrettelegging"),
        ("cost=free&near=Skoleveien+1&radius=500", "cost=free", "stedet du har skrevet"),
        ("cost=free&near=59.8,10.2", "cost=free", "stedet du har skrevet"),
        ("cost=free&near=et+sted+ingen+kjenner", "cost=free", "stedet du har skrevet"),
    ],
)
def test_needs_and_homes_are_never_stored_beside_an_address(world: World, search: str, kept: str, said: str) -> None:
    assert (
        f"Vi lagrer ikke {'hva du har valgt om ' if said == 'tilrettelegging' else ''}{said}" in world.get(f"/lier/subscribe?{search}").text
    )
    follow(world, search=search)
    assert subscriptions(world)[0].search == kept


def test_a_school_is_a_place_that_may_be_kept(world: World) -> None:
    follow(world, search="near=Hallingstad+skole&radius=2000")
    assert subscriptions(world)[0].search == "near=Hallingstad+skole&radius=2000"


def test_a_holiday_is_kept_with_its_year_and_ends_with_its_last_day(world: World) -> None:
    follow(world, search="period=winter")
    [row] = subscriptions(world)
    assert (row.search, row.ends_on) == ("period=winter-2027", date(2027, 2, 28))


def test_days_that_are_over_cannot_be_followed(world: World) -> None:
    response = follow(world, search="from=2026-01-01&to=2026-02-01")
    assert response.status_code == 400 and "er over. Velg andre dager" in response.text
    assert rows(world, Subscription) == 0


@pytest.mark.parametrize(
    "address", ["", "kari", "kari@", "a@b\r\nBcc: c@d.no", "kari@example.no, ola@example.no", "x" * 300 + "@example.no"]
)
def test_what_is_no_address_is_asked_again_with_the_words_kept(world: World, address: str) -> None:
    response = follow(world, email=address)
    assert response.status_code == 400
    assert "Skriv en e-postadresse" in response.text and 'value="cost=free"' in response.text
    assert '<a href="#epost">Skriv en e-postadresse' in response.text and "<title>Feil: Få nye treff på e-post – " in response.text
    assert (rows(world, Subscription), rows(world, Mail)) == (0, 0)


def test_the_answer_is_the_same_whether_an_address_is_new_known_or_asked_too_often(world: World) -> None:
    subscribed(world)
    answers = [follow(world) for _ in range(A_DAY_TO_AN_ADDRESS)]
    answers.append(follow(world, email="ny@example.no"))
    assert {(one.status_code, one.headers["Location"], one.text) for one in answers} == {(303, "/lier/subscribe/sent", answers[0].text)}
    assert sum(one.recipient == KARI for one in letters(world)) == A_DAY_TO_AN_ADDRESS


def test_a_network_has_a_limit_and_the_next_day_begins_anew(world: World, clock: FixedClock) -> None:
    for number in range(A_DAY_FROM_A_NETWORK):
        assert follow(world, email=f"a{number}@example.no").status_code == 303
    response = follow(world, email="en.til@example.no")
    assert response.status_code == 429 and "Prøv igjen i morgen." in response.text and "en.til@example.no" in response.text
    assert rows(world, Subscription) == A_DAY_FROM_A_NETWORK
    clock.instant += timedelta(days=1)
    assert follow(world, email="en.til@example.no").status_code == 303
    with world.krets.database.reading() as session:
        assert not any("84.208" in row.key for row in session.scalars(select(FormUse)))


def test_a_field_that_nobody_sees_is_shown_when_something_is_in_it(world: World) -> None:
    response = follow(world, tomt="https://spam.example")
    assert response.status_code == 400 and 'class="trap"' not in response.text and "La dette feltet stå tomt." in response.text
    assert KARI in response.text and rows(world, Subscription) == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OURS, 303),
        ({"Origin": BASE}, 303),
        ({}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://[x"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": BASE}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_form_of_another_site_is_refused(world: World, headers: dict[str, str], status: int) -> None:
    assert send(world, "/lier/subscribe", headers, search="", email=KARI).status_code == status
    assert rows(world, Subscription) == (status == 303)


def test_a_database_that_may_only_be_read_says_that_nothing_was_stored(world: World) -> None:
    engine = world.krets.database.engine
    world.krets.database.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    response = follow(world)
    assert response.status_code == 503
    assert "Ingenting er lagret. Prøv igjen om litt." in response.text and KARI in response.text


def test_what_was_typed_is_inert_on_the_page(world: World) -> None:
    page = world.get("/lier/subscribe?q=%3Cscript%3Ealert(1)%3C/script%3E&literal=true").text
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_results_page_has_the_small_form_and_leads_to_what_is_stored(world: World) -> None:
    world.offer("Kor")
    world.drain()
    page = world.get("/lier/?q=kor&lang=nn").text
    assert re.search(r'<form class="sending" action="/lier/subscribe\?lang=nn" method="post"', page)
    assert 'name="search" value="q=kor"' in page and 'href="/lier/subscribe?q=kor&amp;lang=nn"' in page

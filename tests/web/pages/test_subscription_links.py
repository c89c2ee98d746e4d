"""Links of letters: looking changes nothing, a button does it once, wrong and used tokens lead to plain words."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from catalog.clock import FixedClock
from catalog.links_by_mail import LinkProofs
from catalog.model import Mail, Subscription
from tests.web.letters import confirm_link, follow, letters, link_in, rows, send, subscribed, subscriptions
from tests.web.world import BASE, World


def end_link(world: World) -> str:
    """The link that ends the newest subscription, as its letters have it."""
    proofs = LinkProofs(world.krets.settings.secret_key)
    return f"/lier/subscription/end?token={proofs.token('end', subscriptions(world)[-1].handle)}"


def undo_field(page: str) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found, page
    return found[1]


def test_a_scanner_that_opens_every_link_confirms_and_ends_nothing(world: World) -> None:
    link = confirm_link(world)
    for _ in range(3):
        response = world.get(link)
        assert response.status_code == 200 and "Ja, send meg nye treff" in response.text
        assert world.client.head(link, base_url=BASE).status_code == 200
    assert subscriptions(world)[0].confirmed_at is None
    send(world, link)
    for _ in range(3):
        assert "Avslutt e-postene" in world.get(end_link(world)).text
    assert subscriptions(world)[0].confirmed_at is not None


def test_the_button_confirms_and_pressing_it_again_says_the_same(world: World) -> None:
    link = confirm_link(world)
    for _ in range(2):
        response = send(world, link)
        assert response.status_code == 200 and "Nå får du nye treff på e-post" in response.text
        assert response.headers["Cache-Control"] == "no-store"
    assert len(subscriptions(world)) == 1


def test_two_clicks_at_once_confirm_once(world: World) -> None:
    links, together, seen = [confirm_link(world), confirm_link(world)], Barrier(2), []

    def click(link: str) -> None:
        together.wait()
        seen.append(send(world, link).status_code)

    clicks = [Thread(target=click, args=(link,)) for link in links]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert seen == [200, 200] and len(subscriptions(world)) == 1


@pytest.mark.parametrize("step", ["confirm", "end"])
@pytest.mark.parametrize("token", ["", "x", "0123456789abcdef01234567" + "A" * 43, "../../etc", "å" * 67, "0" * 5000])
def test_a_wrong_token_says_so_and_does_nothing(world: World, step: str, token: str) -> None:
    subscribed(world)
    path = f"/lier/subscription/{step}"
    for response in (world.client.get(path, query_string={"token": token}, base_url=BASE), send(world, f"{path}?token={token}")):
        assert response.status_code == 404
        assert "<h1>" in response.text
    assert len(subscriptions(world)) == 1


def test_a_link_is_for_one_purpose_and_one_municipality(world: World) -> None:
    subscribed(world)
    confirm, ending = link_in(letters(world)[0], "confirm"), end_link(world)
    for path in (confirm.replace("/confirm", "/end"), ending.replace("/end", "/confirm"), ending.replace("/lier", "/lorenskog")):
        assert send(world, path).status_code in {200, 404}
    assert len(subscriptions(world)) == 1


def test_after_two_days_the_link_does_not_confirm(world: World, clock: FixedClock) -> None:
    link = confirm_link(world)
    clock.instant += timedelta(hours=48, seconds=1)
    assert (world.get(link).status_code, send(world, link).status_code) == (404, 404)
    assert subscriptions(world)[0].confirmed_at is None


def test_one_click_of_a_mail_program_ends_it_without_a_page_before(world: World) -> None:
    subscribed(world)
    fields = {"List-Unsubscribe": "One-Click"}
    response = world.client.post(end_link(world), base_url=BASE, data=fields, headers={"Origin": "https://mail.example"})
    assert response.status_code == 200
    assert (rows(world, Subscription), rows(world, Mail)) == (0, 0), "the address is gone, and with it every letter"


def test_an_end_says_so_again_and_can_be_taken_back_for_a_day(world: World, clock: FixedClock) -> None:
    subscribed(world)
    before, link = subscriptions(world)[0], end_link(world)
    ended = send(world, link)
    assert "E-postene er avsluttet" in ended.text and ended.headers["Cache-Control"] == "no-store"
    assert "ingenting mer å avslutte" in send(world, link).text
    assert "ingenting mer å avslutte" in world.get(link).text
    clock.instant += timedelta(hours=23)
    for _ in range(2):
        assert "Du får nye treff som før" in send(world, "/lier/subscription/undo", kept=undo_field(ended.text)).text
    [after] = subscriptions(world)
    assert (after.handle, after.address, after.search, after.covered_until) == (
        before.handle,
        before.address,
        "cost=free",
        before.covered_until,
    )
    assert "E-postene er avsluttet" in send(world, link).text, "the links of its old letters work"
    clock.instant += timedelta(hours=2)
    assert send(world, "/lier/subscription/undo", kept=undo_field(ended.text)).status_code == 404
    assert rows(world, Subscription) == 0


@pytest.mark.parametrize("kept", ["", "x", "e30.AAAA", "x" * 20_000])
def test_what_is_not_signed_by_us_is_not_taken_up(world: World, kept: str) -> None:
    assert send(world, "/lier/subscription/undo", kept=kept).status_code == 404
    assert send(world, "/lier/subscription/undo", {"Origin": "https://evil.example"}, kept=kept).status_code == 403
    assert world.get("/lier/subscription/undo").status_code == 405


def test_too_many_searches_of_an_address_are_told_after_the_click(world: World, clock: FixedClock) -> None:
    for number in range(10):
        clock.instant += timedelta(days=1)
        subscribed(world, search=f"age={number}")
    clock.instant += timedelta(days=1)
    response = send(world, confirm_link(world, search="age=10"))
    assert response.status_code == 409 and "Du følger ti søk allerede" in response.text


def test_the_same_search_asked_for_again_ends_in_one_subscription(world: World) -> None:
    subscribed(world)
    follow(world)
    assert "Nå får du nye treff" in send(world, link_in(letters(world)[-1], "confirm")).text
    assert len(subscriptions(world)) == 1


@pytest.mark.parametrize(("language", "words"), [("nn", "Ja, send meg nye treff"), ("en", "Yes, send me new results")])
def test_the_pages_of_links_are_in_every_language(world: World, language: str, words: str) -> None:
    assert words in world.get(f"{confirm_link(world)}&lang={language}").text

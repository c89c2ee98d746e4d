"""The round of letters: only what is new, at most weekly, once, with an end in one click; and the last letter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete

from catalog.clock import FixedClock
from catalog.database import Session
from catalog.mail import claim, mark_given_up, mark_sent
from catalog.model import Mail, SchoolHoliday
from catalog.terms import Cost, MailKind
from catalog.values import Price
from tests.web.letters import KARI, go_round, letters, rows, send, subscribed, subscriptions
from tests.web.world import World
from web.mail.subscribers import LISTED

FREE = Price(Cost.FREE)


def digests(world: World) -> list[Mail]:
    return [one for one in letters(world) if one.kind is MailKind.SUBSCRIPTION_DIGEST]


def days_pass(world: World, days: float) -> dict[str, int]:
    world.drain()
    world.clock.instant += timedelta(days=days)
    return go_round(world)


def test_only_new_offers_of_the_search_are_told_of(world: World) -> None:
    world.offer("Gammelt kor", price=FREE)
    world.clock.instant += timedelta(hours=1)
    subscribed(world)
    world.clock.instant += timedelta(hours=1)
    world.offer("Nytt kor", price=FREE)
    world.offer("Dyr klubb", price=Price(Cost.PAID, 50000))
    assert days_pass(world, 1) == {"letters": 1, "ended": 0}
    [letter] = digests(world)
    assert letter.subject == "1 nytt fritidstilbud i Lier"
    assert "Nytt kor" in letter.text and "Gammelt kor" not in letter.text and "Dyr klubb" not in letter.text
    assert "Det er 1 nytt tilbud i søket du følger: Gratis" in letter.text
    assert "https://krets.example/lier/?cost=free&lang=nb" in letter.text


def test_nothing_new_is_no_letter_and_is_looked_for_again_the_next_day(world: World) -> None:
    subscribed(world)
    assert days_pass(world, 1) == {"letters": 0, "ended": 0}
    world.offer("Nytt kor", price=FREE)
    assert days_pass(world, 1) == {"letters": 1, "ended": 0}


def test_a_week_passes_between_two_letters_and_nothing_is_lost_or_told_twice(world: World) -> None:
    subscribed(world)
    told = []
    for day in range(1, 23):
        world.offer(f"Tilbud {day:02}", price=FREE)
        before = len(digests(world))
        days_pass(world, 1)
        told += [day] * (len(digests(world)) - before)
    assert told == [1, 8, 15, 22]
    texts = "".join(one.text for one in digests(world)[:3])
    assert [texts.count(f"Tilbud {day:02}") for day in range(1, 15)] == [1] * 14


def test_a_round_that_is_made_twice_or_died_in_the_middle_writes_once(world: World) -> None:
    subscribed(world)
    world.offer("Nytt kor", price=FREE)
    world.drain()
    world.clock.instant += timedelta(days=1)

    def die(work: Callable[[Session], int]) -> int:
        with pytest.raises(RuntimeError), world.krets.database.transaction() as session:
            work(session)
            raise RuntimeError
        return 0

    go_round(world, die)
    assert digests(world) == []
    go_round(world)
    go_round(world)
    assert len(digests(world)) == 1


def test_what_the_index_may_not_have_yet_is_left_to_the_next_look(world: World) -> None:
    subscribed(world)
    world.clock.instant += timedelta(days=1)
    world.offer("Nytt kor", price=FREE)
    world.drain()
    assert go_round(world)["letters"] == 0
    assert days_pass(world, 1)["letters"] == 1


def test_a_long_list_says_how_many_more_there_are(world: World) -> None:
    subscribed(world)
    for number in range(LISTED + 3):
        world.offer(f"Tilbud {number:02}", price=FREE)
    days_pass(world, 1)
    [letter] = digests(world)
    assert letter.text.count("* Tilbud") == LISTED and "Og 3 til. Du finner dem i søket." in letter.text
    assert letter.subject == "13 nye fritidstilbud i Lier"


def test_a_letter_can_be_ended_by_a_mail_program_in_one_click(world: World) -> None:
    subscribed(world)
    world.offer("Nytt kor", price=FREE)
    days_pass(world, 1)
    headers = digests(world)[0].headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").removeprefix("https://krets.example")
    assert send(world, address, {}, **{"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (subscriptions(world), letters(world)) == ([], []), "what waited to be sent is gone too"
    assert days_pass(world, 8) == {"letters": 0, "ended": 0}


def test_the_season_ends_with_a_last_letter_and_nothing_is_kept(world: World, clock: FixedClock) -> None:
    subscribed(world, search="period=christmas")
    last = subscriptions(world)[0].ends_on
    assert days_pass(world, (last - clock.now().date()).days)["ended"] == 0
    assert days_pass(world, 1) == {"letters": 0, "ended": 1}
    [letter] = letters(world)
    assert (letter.kind, letter.recipient) == (MailKind.SUBSCRIPTION_ENDED, KARI)
    assert "Dagene du valgte, er over." in letter.text and "Juleferien" in letter.text and "List-Unsubscribe" not in letter.headers
    assert subscriptions(world) == []
    with world.krets.database.transaction() as session:
        claimed = claim(session, now=clock.now())
        assert claimed is not None
        mark_sent(session, claimed, now=clock.now())
    assert letters(world)[0].recipient == ""


def test_a_search_without_days_ends_after_a_year(world: World) -> None:
    subscribed(world)
    assert days_pass(world, 365)["ended"] == 0
    assert days_pass(world, 1)["ended"] == 1
    assert "Det er et år siden du begynte å følge søket." in letters(world)[-1].text


def test_a_search_that_names_what_is_gone_ends_and_says_so(world: World) -> None:
    subscribed(world, search="period=winter")
    with world.krets.database.transaction() as session:
        session.execute(delete(SchoolHoliday).where(SchoolHoliday.slug == "winter-2027"))
    assert days_pass(world, 1)["ended"] == 1
    assert "finnes ikke lenger i katalogen" in letters(world)[-1].text


def test_an_address_that_takes_no_mail_is_not_written_to_again(world: World, clock: FixedClock) -> None:
    subscribed(world)
    world.offer("Nytt kor", price=FREE)
    days_pass(world, 1)
    with world.krets.database.transaction() as session:
        for _ in letters(world):
            claimed = claim(session, now=clock.now())
            assert claimed is not None
            mark_given_up(session, claimed, "550 no such user")
    assert days_pass(world, 8) == {"letters": 0, "ended": 1}
    assert (subscriptions(world), rows(world, Mail)) == ([], 0)


def test_the_letter_that_asks_holds_nothing_that_a_stranger_typed(world: World) -> None:
    subscribed(world, search="q=vinn+penger+hos+evil.example&literal=true")
    [letter] = letters(world)
    assert "evil" not in f"{letter.subject}{letter.text}{letter.html}" and "Søket: egne søkeord" in letter.text


def test_what_a_feed_sent_is_inert_in_a_letter(world: World) -> None:
    subscribed(world)
    world.offer("<img src=x onerror=alert(1)>\r\nBcc: alle@example.no", price=FREE)
    days_pass(world, 1)
    [letter] = digests(world)
    assert letter.html is not None and "<img" not in letter.html
    assert letter.subject == "1 nytt fritidstilbud i Lier" and "\nBcc" not in letter.text


@pytest.mark.parametrize(("language", "subject"), [("nn", "1 nytt fritidstilbod i Lier"), ("en", "1 new leisure activity in Lier")])
def test_letters_are_in_the_language_of_the_page_that_asked(world: World, language: str, subject: str) -> None:
    link = send_in(world, language)
    send(world, link)
    world.clock.instant += timedelta(minutes=1)
    world.offer("Nytt kor", price=FREE)
    days_pass(world, 1)
    [letter] = digests(world)
    assert (letter.subject, letter.language) == (subject, language)
    assert f"?lang={language}" in letter.text


def send_in(world: World, language: str) -> str:
    send(world, f"/lier/subscribe?lang={language}", search="cost=free", email=KARI)
    return letters(world)[-1].text.split("https://krets.example")[1].split()[0]

"""A family types a whole question: it is understood, can be put right chip by chip, and leads on where little is found."""

import re
import urllib.parse

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.interface import asked
from tests.journeys.visiting import tick_filter, visiting

pytestmark = pytest.mark.browser

QUESTION = "gratis fotball 8 år i høstferien"
QUESTIONS = (
    QUESTION,
    "gratis fotball for 8-åring på Tranby i høstferien",
    "svømmekurs 3. klasse",
    "vinterferie ski 7-åring",
    "jentefotball",
    "8 og 11 år klatring",
    "rullestol basket",
    "noe for tenåringer fredag kveld",
    "ikke fotball, gratis i påsken",
    "kor under 200 kr",
)


def search_for(page: Page, words: str) -> None:
    """Opens the answer to typed words."""
    page.goto(f"/lier/?{urllib.parse.urlencode({'q': words})}")


def chips(page: Page) -> list[str]:
    """What the chips say, without the words that they came from."""
    return [chip.evaluate("one => one.querySelector('[aria-hidden]').firstChild.data.trim()") for chip in page.locator(".chips a").all()]


def total(page: Page) -> int:
    """The number that the heading begins with."""
    number = re.match(r"\d+", page.locator("h1").inner_text())
    return int(number[0]) if number else 0


def test_a_question_is_understood_from_the_first_screen(phone: Page, server: str) -> None:
    phone.goto("/lier/")
    phone.get_by_label("Hva leter du etter?").fill(QUESTION)
    phone.locator("#sok-knapp").click()
    expect(phone.locator("h1")).to_contain_text("gratis tilbud for 8\u2011åringer i høstferien: fotball")
    assert chips(phone) == ["8 år", "Gratis", "Fotball", "Høstferien, uke 40"]
    assert total(phone) == asked(server, "lier", f"q={QUESTION}")["total"]
    expect(phone.locator(".again strong")).to_have_text(QUESTION)


def test_a_chip_taken_away_takes_its_words_and_back_brings_them_again(phone: Page) -> None:
    search_for(phone, QUESTION)
    before, found = phone.url, total(phone)
    phone.get_by_role("link", name="Ta bort filteret Gratis").click()
    expect(phone.locator("h1")).not_to_contain_text("gratis")
    assert chips(phone) == ["8 år", "Fotball", "Høstferien, uke 40"]
    expect(phone.locator("#q")).to_have_value("fotball 8 år i høstferien")
    assert total(phone) >= found
    phone.go_back()
    expect(phone).to_have_url(before)
    expect(phone.locator("h1")).to_contain_text("gratis")
    expect(phone.locator("#q")).to_have_value(QUESTION)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_address_of_each_chip_gives_an_answer_without_it_and_with_all_others(browser: Browser, server: str, question: str) -> None:
    with visiting(browser, server, script=False) as page:
        search_for(page, question)
        said, found = chips(page), total(page)
        ways = [chip.get_attribute("href") or "" for chip in page.locator(".chips a").all()]
        assert said
        for label, way in zip(said, ways, strict=True):
            page.goto(way)
            assert sorted(chips(page)) == sorted(one for one in said if one != label), way
            assert total(page) >= found or label.startswith("Ikke:"), way


def test_unticking_a_box_that_words_had_ticked_takes_the_words_away(phone: Page) -> None:
    search_for(phone, "gratis fotball")
    phone.locator(".filters > summary").click()
    box = phone.get_by_role("checkbox", name=re.compile(r"^Gratis \d+ treff"))
    expect(box).to_be_checked()
    box.uncheck()
    phone.get_by_role("button", name=re.compile("^Vis treff")).click()
    expect(phone.locator("h1")).not_to_contain_text("gratis")
    assert chips(phone) == ["Fotball"]
    assert urllib.parse.parse_qsl(urllib.parse.urlsplit(phone.url).query) == [("q", "fotball")]


def test_a_box_beside_the_words_keeps_both_and_says_nothing_twice(phone: Page, server: str) -> None:
    search_for(phone, "gratis fotball")
    phone.locator(".filters > summary").click()
    tick_filter(phone, "Bare møt opp")
    phone.get_by_role("button", name=re.compile("^Vis treff")).click()
    expect(phone.locator(".chips a")).to_have_count(3)
    assert urllib.parse.parse_qsl(urllib.parse.urlsplit(phone.url).query) == [("q", "gratis fotball"), ("booking", "drop-in")]
    assert total(phone) == asked(server, "lier", "cost=free&category=football&booking=drop-in")["total"]


def test_a_slip_is_put_right_and_can_be_searched_for_by_the_letter(phone: Page) -> None:
    search_for(phone, "fotbal")
    expect(phone.locator(".told").first).to_contain_text("Vi søkte etter «fotball» i stedet for «fotbal».")
    assert total(phone) > 0
    phone.get_by_role("link", name="Søk etter «fotbal»").click()
    expect(phone.locator(".chips a")).to_have_count(1)
    assert chips(phone) == ["«fotbal»"]
    expect(phone).to_have_url(re.compile("literal=true"))


def test_nothing_found_is_never_the_end(phone: Page) -> None:
    search_for(phone, "gratis ishockey for 15-åring i Sylling")
    expect(phone.locator("h1")).to_contain_text("Ingen gratis tilbud")
    ways = [(way.locator("strong").inner_text(), way.get_attribute("href") or "") for way in phone.locator(".empty li a").all()]
    assert ways
    assert phone.get_by_role("heading", name="Andre tilbud for samme alder").is_visible()
    for promised, way in ways:
        phone.goto(way)
        assert f"{total(phone)} tilbud" == promised, way


def test_suggestions_lead_to_as_many_offers_as_they_promise(browser: Browser, server: str) -> None:
    with visiting(browser, server) as page:
        for number in range(3):
            page.goto("/lier/")
            field = page.get_by_role("combobox", name="Hva leter du etter?")
            field.press_sequentially("sv")
            option = page.locator("#forslag [role=option]").nth(number)
            expect(option).to_be_visible()
            promised = int((option.locator(".count").inner_text()).split()[0])
            for _ in range(number + 1):
                field.press("ArrowDown")
            field.press("Enter")
            expect(page.locator("h1")).to_have_text(re.compile(rf"^{promised} "))


def test_a_calendar_follows_the_question_and_not_its_letters(phone: Page, server: str) -> None:
    search_for(phone, "gratis svømming")
    words = phone.get_by_role("link", name="Følg dette søket i kalenderen din").get_attribute("href") or ""
    by_words = phone.request.get(words).text()
    by_filters = phone.request.get("/lier/calendar.ics?cost=free&category=swimming").text()
    assert by_words == by_filters
    assert by_words.count("BEGIN:VEVENT") > 0

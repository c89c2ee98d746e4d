"""Families find what fits: for one child in a holiday, for two, with a wheelchair, and where at first there is nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.results import answer_to, heading, said_and_found_agree, searched, total
from tests.journeys.traveller import Traveller

pytestmark = pytest.mark.browser


def opened(traveller: Traveller) -> str:
    """The name of the first offer of a list, whose page is open then."""
    link = traveller.page.locator(".found > .cards h2 a").first
    name = link.inner_text()
    traveller.press(link)
    expect(traveller.page.locator("h1")).to_have_text(name)
    return name


def test_a_free_offer_in_the_autumn_holiday_for_an_eight_year_old_near_a_school(traveller: Traveller) -> None:
    page = traveller.page
    page.goto("/lier/")
    traveller.write(page.get_by_label("Alder", exact=True), "8")
    traveller.choose(page.get_by_label("Når", exact=True), "Høstferien")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_have_text(re.compile(r"^\d+ tilbud for 8.åringer i høstferien"))
    everywhere = total(page)
    traveller.unfold(page.locator("#soket"))
    traveller.write(page.get_by_label(re.compile("^Hvor ")), "Gullaug skole")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_contain_text("Gullaug skole")
    before = total(page)
    assert 0 < before <= everywhere

    traveller.narrow("Gratis")
    expect(page.locator("h1")).to_have_text(re.compile(r"^\d+ gratis tilbud for 8.åringer i høstferien"))
    assert {name for name, _ in searched(page)} == {"age", "period", "near", "cost"}
    assert 0 < total(page) <= before
    said_and_found_agree(traveller.server, page)
    cards = page.locator(".found > .cards .card").all_inner_texts()
    assert all("Gratis" in card and "fra Gullaug skole" in card for card in cards)

    offers = {one["title"]: one for one in answer_to(traveller.server, page)["offers"]}
    offer = offers[opened(traveller)]
    assert (offer["age_min"] or 0) <= 8 <= (offer["age_max"] or 99)
    expect(page.locator(".box")).to_contain_text("Gratis")
    found = page.locator(".back").first
    traveller.press(found)
    expect(page.locator("h1")).to_contain_text(re.compile("gratis tilbud for 8.åringer i høstferien"))


def test_two_children_of_different_ages(traveller: Traveller) -> None:
    page = traveller.page
    page.goto("/lier/")
    traveller.write(page.get_by_label("Alder", exact=True), "6")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_contain_text(re.compile("for 6.åringer"))
    for_one = answer_to(traveller.server, page)["total"]

    traveller.unfold(page.locator("#soket"))
    traveller.press(page.locator("summary", has_text="Legg til et barn"))
    traveller.write(page.get_by_label("Alder, ett barn til"), "13")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_contain_text("for 6 og 13 år")
    assert [value for name, value in searched(page) if name == "age"] == ["6", "13"]
    expect(page.locator(".chips .ds-chip")).to_have_text([re.compile("6 år"), re.compile("13 år")])
    said_and_found_agree(traveller.server, page)
    assert total(page) >= for_one

    first = answer_to(traveller.server, page)["offers"][0]
    assert opened(traveller) == first["title"]
    assert (first["age_min"] or 0) <= 6 and (first["age_max"] or 99) >= 13, "what fits both children comes first"


def test_what_can_be_joined_in_a_wheelchair(traveller: Traveller) -> None:
    page = traveller.page
    page.goto("/lier/")
    traveller.press(page.get_by_role("link", name=re.compile(r"^Se alle \d+ tilbud")))
    expect(page.locator("h1")).to_have_text(re.compile(r"^\d+ tilbud$"))
    everything = total(page)

    traveller.narrow("Kan delta i rullestol")
    expect(page.locator(".chips .ds-chip")).to_have_text([re.compile("Kan delta i rullestol")])
    assert 0 < total(page) < everything
    said_and_found_agree(traveller.server, page)
    opened(traveller)
    expect(page.locator(".needs li[data-state=yes]").filter(has_text="Kan delta i rullestol")).to_have_count(1)


def test_where_nothing_is_found_a_way_on_is_chosen_and_holds_what_it_promised(traveller: Traveller) -> None:
    page = traveller.page
    page.goto("/lier/")
    traveller.write(page.get_by_label("Hva leter du etter?"), "gratis ishockey for 15-åring i Sylling")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_contain_text("Ingen gratis tilbud")
    nothing, address = heading(page), page.url
    way = page.locator(".empty li a").first
    promised = int(way.locator("strong").inner_text().split()[0])

    traveller.press(way)
    expect(page.locator("h1")).to_have_text(re.compile(rf"^{promised} "))
    said_and_found_agree(traveller.server, page)
    opened(traveller)
    page.go_back()
    expect(page.locator("h1")).to_have_text(re.compile(rf"^{promised} "))
    page.go_back()
    expect(page.locator("h1")).to_have_text(nothing)
    expect(page).to_have_url(address)
